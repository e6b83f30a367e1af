import { setTimeout as wait } from 'node:timers/promises';

/** Resolves when something that nobody announces has come true; rejects when it has not for long. */
export async function until(isTrue: () => boolean | Promise<boolean>, milliseconds = 30_000): Promise<void> {
  for (const end = Date.now() + milliseconds; !(await isTrue()); await wait(20)) {
    if (Date.now() > end) throw new Error(`Still not true: ${isTrue}`);
  }
}
