import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port.mjs';
import { noteProcess } from './run-directory.mjs';

declare global {
  /** The database of the Jest project a test runs in. */
  var chatDatabase: 'sqlite' | 'mariadb';
}

const root = resolve(import.meta.dirname, '../..');

export interface ServerOptions {
  /** Settings beside those a test server always has. */
  env?: Record<string, string>;
  /** How the process is started, from the repository's root; `node backend/dist/main.js` by default. */
  command?: readonly string[];
  /** Start on this database instead of a fresh one: a second node. */
  databaseUrl?: string;
}

export interface TestServer {
  /** Base URL, without a trailing slash. */
  readonly url: string;
  /** Ports of the two legacy listeners: Windows layout (`long=4`), then `long=8`. */
  readonly legacyPorts: readonly [number, number];
  readonly dataDir: string;
  /** `mysql://…` or `sqlite:…`. */
  readonly databaseUrl: string;
  /** Everything the process was started with. */
  readonly env: Readonly<Record<string, string>>;
  readonly process: ChildProcess;
  /** Everything the server has written so far, over all its starts. */
  log(): string;
  /** Ends the process; resolves when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts the process again on the same ports and data. */
  start(): Promise<void>;
  /** Ends the process, the hard way by default, and starts it again on the same ports and data. */
  restart(signal?: NodeJS.Signals): Promise<void>;
  /** Ends the process and removes its data. */
  stop(): Promise<void>;
}

/** Starts a real server process on free ports and a fresh database, and waits until it listens. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const dataDir = mkdtempSync(join(process.env.CHAT_TEST_RUN ?? '', 'server-'));
  const database = options.databaseUrl ?? (await freshDatabase(dataDir));
  const [port, windows, unix] = [await freePort(), await freePort(), await freePort()];
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: dataDir,
    HOST: '127.0.0.1',
    PORT: String(port),
    CHAT_DATA_DIR: dataDir,
    CHAT_DATABASE_URL: database,
    CHAT_LEGACY_LISTEN: `127.0.0.1:${windows}?long=4,127.0.0.1:${unix}?long=8`,
    CHAT_LEAVE_GRACE_MS: '1000',
    CHAT_RATE_LIMITS: 'off',
    NO_COLOR: '1',
    ...options.env,
  };
  let log = '';
  let child: ChildProcess | undefined;

  const kill = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise<void>((done) => running.once('close', () => done()));
    // The whole group: `npm start` is a shell's child's child.
    process.kill(-(running.pid ?? 0), signal);
    await gone;
  };

  const start = async () => {
    const [program = process.execPath, ...args] = options.command ?? [process.execPath, 'backend/dist/main.js'];
    const started = spawn(program, args, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    child = started;
    noteProcess(started);
    let output = '';
    await new Promise<void>((listening, failed) => {
      const onOutput = (chunk: Buffer) => {
        log += chunk;
        output += chunk;
        if (/Listening on http/.test(output)) listening();
      };
      started.stdout?.on('data', onOutput);
      started.stderr?.on('data', onOutput);
      started.once('error', failed);
      started.once('close', (code) => failed(new Error(`The server ended with ${code}:\n${output}`)));
    });
  };

  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    legacyPorts: [windows, unix],
    dataDir,
    databaseUrl: database,
    env: environment,
    get process() {
      if (!child) throw new Error('The server was never started.');
      return child;
    },
    log: () => log,
    kill,
    start,
    async restart(signal = 'SIGKILL') {
      await kill(signal);
      await start();
    },
    async stop() {
      await kill();
      if (options.databaseUrl === undefined) await dropDatabase(database);
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function freshDatabase(dataDir: string): Promise<string> {
  if (globalThis.chatDatabase === 'sqlite') return `sqlite:${join(dataDir, 'chat.sqlite')}`;
  const name = `chat_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  return `${process.env.CHAT_TEST_MARIADB}/${name}`;
}

async function dropDatabase(url: string): Promise<void> {
  if (!url.startsWith('mysql:')) return;
  await administer(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)}`);
}

async function administer(sql: string): Promise<void> {
  const connection = await createConnection(process.env.CHAT_TEST_MARIADB ?? '');
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
