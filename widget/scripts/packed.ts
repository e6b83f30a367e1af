import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import type { Plugin } from 'vite';

/** Beside every script the same as Brotli makes it when it is given time, which no server has while somebody waits. */
export function packed(): Plugin {
  return {
    name: 'packed',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir = '.' }) {
        if (this.meta.watchMode) return;
        const scripts = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.js'));
        await Promise.all(scripts.map((name) => pack(join(dir, name))));
      },
    },
  };
}

async function pack(path: string): Promise<void> {
  await writeFile(`${path}.br`, await promisify(brotliCompress)(await readFile(path)));
}
