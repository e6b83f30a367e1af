import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The code blocks of a document that are marked so, such as `html run`, in their order. */
export function codeBlocks(path: string, mark: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  const blocks = [...text.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)];
  return blocks.filter(([, info]) => info === mark).map(([, , code = '']) => code);
}

/** All of them as one program. */
export function codeOf(path: string, mark: string): string {
  return codeBlocks(path, mark).join('\n');
}
