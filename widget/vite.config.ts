import { defineConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };
import { emojiData } from './scripts/emoji-data.js';
import { litOfToday } from './scripts/lit-of-today.js';
import { minified } from './scripts/minified.js';
import { packed } from './scripts/packed.js';
import { pinnedVersion } from './scripts/pinned-version.js';
import { plainDecorators } from './scripts/plain-decorators.js';
import { plainLimits } from './scripts/plain-limits.js';
import { shortNames } from './scripts/short-names.js';
import { shortWords } from './scripts/short-words.js';
import { squeezeTemplates } from './scripts/squeeze-templates.js';

/**
 * `/widget.js` is the one address that never changes and only starts the rest, so that everything else can be
 * cached for ever by its hash, and so that a page that adds a query to the address still gets one copy of the rest.
 */
export default defineConfig({
  base: './',
  plugins: [
    emojiData(),
    litOfToday(),
    plainDecorators(),
    plainLimits(),
    squeezeTemplates(),
    shortNames(),
    shortWords(),
    minified(),
    pinnedVersion(manifest.version),
    packed(),
  ],
  build: {
    outDir: 'dist/script',
    license: { fileName: 'widget-licenses.md' },
    lib: { entry: 'src/script.ts', formats: ['es'] },
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { widget: 'src/script.ts' },
      preserveEntrySignatures: false,
      output: {
        format: 'es',
        codeSplitting: {
          // What is always wanted together is one file, and nothing hangs on a file that it could do without.
          groups: [
            { name: 'chat-room', test: /\/served\.ts$/, priority: 2 },
            {
              name: 'later',
              test: /\/(?:en-later|later-words|formats-later|icons-later|later-element)\.ts$/,
              priority: 1,
            },
            { name: 'error-words', test: /\/error-words\.ts$/, priority: 1 },
            { name: 'auth-card', test: /\/(?:auth-card|password-field|fields|account-words|field-words)\.ts$/ },
          ],
        },
        entryFileNames: '[name].js',
        minify: false,
        comments: { annotation: false },
        chunkFileNames: 'chunks/[name]-[hash:6].js',
        assetFileNames: 'chunks/[name]-[hash][extname]',
      },
    },
  },
});
