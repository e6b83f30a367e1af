import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { PictureDatabase } from './picture-database.js';
import { noteProcess } from './run-directory.mjs';
import { until } from './until.js';

export interface ReferenceEvent {
  kind: 'entered' | 'online' | 'message' | 'file' | 'closed' | 'dead';
  registered?: string;
  accepted?: string;
  names?: string[];
  flag?: string;
  sender?: string;
  content?: string;
  name?: string;
  size?: number;
  sha256?: string;
  why?: string;
}

const program = resolve(import.meta.dirname, '../legacy/reference_client.py');

/** The reference client, in a process of its own. */
export class ReferenceClient {
  readonly events: ReferenceEvent[] = [];
  readonly #process: ChildProcess;

  /** Registers, logs in, and reads from then on. */
  constructor(
    port: number,
    layout: 'WINDOWS' | 'UNIX',
    readonly name: string,
    password: string,
    database?: PictureDatabase,
  ) {
    const folder = mkdtempSync(join(process.env.CHAT_TEST_RUN ?? '', 'recv_file-'));
    const python = process.env.CHAT_TEST_PYTHON ?? 'python3';
    const pictures = database ? [JSON.stringify(database)] : [];
    const args = [program, '127.0.0.1', String(port), layout, folder, ...pictures];
    this.#process = spawn(python, ['-X', 'utf8', '-B', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    noteProcess(this.#process);
    const output = this.#process.stdout;
    if (output) createInterface({ input: output }).on('line', (line) => this.events.push(JSON.parse(line)));
    this.#tell([name, password]);
  }

  /** One command with its strings, each piece in a segment of its own. */
  send(...command: string[]): void {
    this.#tell(command);
  }

  /** The first event that fits, whenever it comes. Rejects when the client is dead or gone. */
  async event(fits: (event: ReferenceEvent) => boolean): Promise<ReferenceEvent> {
    let found: ReferenceEvent | undefined;
    await until(() => {
      const end = this.events.find(({ kind }) => kind === 'dead' || kind === 'closed');
      if (end)
        throw new Error(
          `${this.name} is ${end.kind}: ${end.why}; ${JSON.stringify(this.events.at(-2))?.slice(0, 500)}`,
        );
      found = this.events.find(fits);
      return found !== undefined;
    });
    return found as ReferenceEvent;
  }

  /** Resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'close');
    this.#process.kill('SIGKILL');
    await gone;
  }

  #tell(value: unknown): void {
    this.#process.stdin?.write(`${JSON.stringify(value)}\n`);
  }
}
