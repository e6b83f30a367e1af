// Started beside a test run (run-directory.mjs). Waits until the run is over, then leaves nothing of it behind.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const directory = process.argv[2];

process.stdin.resume().once('close', () => {
  for (const pid of readdirSync(join(directory, 'processes'))) {
    // Servers lead a process group of their own; databases are in this run's.
    for (const target of [-Number(pid), Number(pid)]) {
      try {
        process.kill(target, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
});
