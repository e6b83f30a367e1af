import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A file of the repository, by its path from the root. */
export const read = (path) => readFileSync(join(root, path), 'utf8');
