import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Beside `widget.js`, the same as `widget-<version>.js` for pages that pin a version, and `widget-<version>.integrity.json`
 * with the hash of it and of every chunk, as an import map takes them.
 */
export function pinnedVersion(version: string): Plugin {
  return {
    name: 'pinned-version',
    async writeBundle({ dir = '.' }, bundle) {
      const pinned = `widget-${version}.js`;
      await writeFile(join(dir, pinned), await readFile(join(dir, 'widget.js')));
      const names = [pinned, ...Object.keys(bundle).filter((name) => name.startsWith('chunks/'))];
      const integrity = Object.fromEntries(
        await Promise.all(names.map(async (name) => [name, hashOf(await readFile(join(dir, name)))] as const)),
      );
      const file = join(dir, `widget-${version}.integrity.json`);
      await writeFile(file, `${JSON.stringify({ integrity }, undefined, 2)}\n`);
    },
  };
}

function hashOf(content: Buffer): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
