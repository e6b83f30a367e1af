import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let sweeper;

/**
 * The folder of this run, where everything lives that it makes, and where everybody notes the processes that he starts.
 * A sweeper watches over it: when the run ends, by whatever cause, it ends those processes and removes the folder.
 */
export function openRunDirectory() {
  if (!sweeper) {
    const directory = mkdtempSync(join(tmpdir(), 'chat-test-'));
    mkdirSync(join(directory, 'processes'));
    mkdirSync(join(directory, 'ports'));
    process.env.CHAT_TEST_RUN = directory;
    sweeper = spawn(process.execPath, [join(import.meta.dirname, 'setup/sweeper.mjs'), directory], {
      // Its end of the pipe closes when this process is gone. Out of the terminal's reach, so that ^C leaves it working.
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    sweeper.unref();
    sweeper.stdin.unref();
  }
  return process.env.CHAT_TEST_RUN;
}

/** Remembers a process that must not outlive the run. */
export function noteProcess(child) {
  const note = join(process.env.CHAT_TEST_RUN, 'processes', String(child.pid));
  writeFileSync(note, '');
  child.once('exit', () => rmSync(note, { force: true }));
}

/** Ends everything now; resolves when it is gone. */
export async function sweep() {
  if (!sweeper) return;
  const gone = once(sweeper, 'exit');
  sweeper.ref();
  sweeper.stdin.end();
  sweeper = undefined;
  await gone;
}
