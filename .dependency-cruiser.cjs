// The walls of the house (docs/architecture.md). `npm run lint` holds them.
const feature = '^backend/src/([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or a third one is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'protocol-stands-alone',
      comment: 'Everybody may import the protocol; it imports nothing of ours.',
      severity: 'error',
      from: { path: '^protocol/src' },
      to: { path: '^(backend|widget|test)/' },
    },
    {
      name: 'models-stay-at-home',
      comment: 'A feature uses another through its service, never through its models.',
      severity: 'error',
      from: { path: feature },
      to: { path: '\\.model\\.ts$', pathNot: '^backend/src/$1/' },
    },
    {
      name: 'services-know-no-transport',
      comment: 'Transports stand on top: only modules and the start name them.',
      severity: 'error',
      from: { path: '^backend/src', pathNot: '(\\.module\\.ts|\\.test\\.ts|/serve\\.ts)$' },
      to: { path: '\\.(controller|gateway)\\.ts$' },
    },
    {
      name: 'legacy-is-a-leaf',
      comment: 'Nothing depends on the old protocol but the start.',
      severity: 'error',
      from: { path: '^backend/src', pathNot: '^backend/src/(legacy/|app\\.module|serve)' },
      to: { path: '^backend/src/legacy/' },
    },
    {
      name: 'legacy-codec-is-pure',
      comment: 'The codec knows bytes, not sockets or services.',
      severity: 'error',
      from: { path: '^backend/src/legacy/codec/', pathNot: '\\.test\\.ts$' },
      to: { path: '^backend/src/', pathNot: '^backend/src/legacy/codec/' },
    },
    {
      name: 'legacy-transport-goes-anywhere',
      comment: 'The transport knows the codec and Nest: it could serve another program.',
      severity: 'error',
      from: { path: '^backend/src/legacy/transport/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(backend|protocol)/src/', pathNot: '^backend/src/legacy/(transport|codec)/' },
    },
    {
      name: 'client-has-no-face',
      comment: 'The headless client knows no component.',
      severity: 'error',
      from: { path: '^widget/src/client' },
      to: { path: '^(widget/src/(components|theme|locales)|node_modules/lit)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    // TypeScript 7 has no parser to lend. With swc's, imports of types count like any other.
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
