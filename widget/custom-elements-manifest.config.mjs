// Describes `<chat-room>` to editors and to our docs, from its class comment. Only what is public, at the package's address.
export default {
  globs: ['src/components/chat-room/chat-room.ts'],
  outdir: 'dist/package',
  litelement: true,
  packagejson: false,
  plugins: [
    {
      name: 'public-only',
      packageLinkPhase({ customElementsManifest }) {
        for (const module of customElementsManifest.modules) {
          module.path = 'dist/package/index.js';
          for (const reference of module.exports) reference.declaration.module = module.path;
          for (const declaration of module.declarations) {
            declaration.members = declaration.members?.filter(
              ({ privacy, static: isStatic, name }) => privacy === undefined && !isStatic && !lifecycle.has(name),
            );
          }
        }
      },
    },
  ],
};

const lifecycle = new Set(['connectedCallback', 'disconnectedCallback', 'willUpdate', 'render']);
