import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { noteProcess } from '../support/run-directory.mjs';
import type { HostSite } from './host-site.js';

/** Starts the example bot of a site that has the packed widget; resolves when it says that it is in the room. */
export async function startBot(site: HostSite, settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const bot = spawn(process.execPath, ['src/examples/bot.mjs'], {
    cwd: site.directory,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  noteProcess(bot);
  const ended = once(bot, 'close').then(([code]) => {
    throw new Error(`The bot ended with ${code}.`);
  });
  await Promise.race([once(bot.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  return bot;
}
