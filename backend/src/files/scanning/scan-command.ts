import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Verdict } from './verdict.js';

const run = promisify(execFile);

/** Has a program of the operator's look at a file: it ends with 0 for a harmless one, with 1 for a harmful one. Rejects when it fails otherwise. */
export async function askCommand(
  [program = '', ...options]: readonly string[],
  path: string,
  patience: number,
): Promise<Verdict> {
  try {
    await run(program, [...options, path], { timeout: patience });
    return 'harmless';
  } catch (error) {
    if ((error as { code?: unknown }).code === 1) return 'harmful';
    throw error;
  }
}
