import { defineConfig } from 'vite';
import { emojiData } from './scripts/emoji-data.js';
import { squeezeTemplates } from './scripts/squeeze-templates.js';

/**
 * The npm package's modules: what others bundle. Dependencies stay imports, so that a page has one Lit; the protocol
 * comes along, so that the package is whole without it.
 */
export default defineConfig({
  plugins: [emojiData(), squeezeTemplates()],
  build: {
    outDir: 'dist/package',
    target: 'es2022',
    minify: false,
    modulePreload: false,
    lib: {
      entry: { index: 'src/index.ts', client: 'src/client/index.ts', react: 'src/react.ts', vue: 'src/vue.ts' },
      formats: ['es'],
    },
    rolldownOptions: {
      external: /^(?:lit|socket\.io-client|tus-js-client)(?:$|\/)/,
      output: {
        codeSplitting: {
          groups: [
            { name: 'client', test: /\/src\/client\/index\.ts$/ },
            { name: 'chat-room', test: /\/src\/start\.ts$/ },
          ],
        },
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name].js',
      },
    },
  },
});
