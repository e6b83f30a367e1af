import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripInPlace } from '../../backend/src/files/inspection/metadata/strip-media.js';

/** What is left of a file whose metadata is taken out in place, and how often it was written to. */
export async function strip(type: string, content: Buffer) {
  const directory = await mkdtemp(join(tmpdir(), 'strip-'));
  try {
    const path = join(directory, 'file');
    await writeFile(path, content);
    let changes = 0;
    const isRight = await stripInPlace(path, type, () => changes++);
    return { isRight, changes, left: await readFile(path) };
  } finally {
    await rm(directory, { recursive: true });
  }
}
