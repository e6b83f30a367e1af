// Lays the package's types into dist/package/types: of what tsc made, the files that the entries reach, with those of the
// protocol beside them instead of an import of a package that is not published.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import * as protocol from '@chat-room/protocol';
import { wireTypes } from './wire-types.mjs';

const widget = resolve(import.meta.dirname, '..');
const target = join(widget, 'dist/package/types');
/** Where declarations come from, and the folder of the package they go to. */
const sources = [
  { from: join(widget, 'build'), to: target },
  // Hand-written declarations, which tsc leaves where they are.
  { from: join(widget, 'src'), to: target },
  { from: resolve(widget, '../protocol/dist'), to: join(target, 'protocol') },
];
const entries = ['index', 'client/index', 'react', 'vue'];

const inferred = /^export type (\w+) = z\.infer<typeof (\w+)>;$/gm;
const schemaConstant = /^(?:\/\*\*[^/]*\*\/\n)?(?:export )?declare const \w+: z\.[\s\S]*?;\n(?![\s}])/gm;
const specifier = /((?:from|import)\s*\(?\s*['"])([^'"]+)(['"])/g;
const bareImport = /^import ['"][^'"]+['"];\n/gm;

const seen = new Set();
for (const entry of entries) await lay(join(widget, 'build', `${entry}.d.ts`));
await writeFile(join(target, 'protocol/wire.d.ts'), wireTypes(await namedSchemas()));

async function namedSchemas() {
  const schemas = new Map(Object.entries(protocol));
  const named = new Map();
  const index = await readFile(resolve(widget, '../protocol/dist/index.d.ts'), 'utf8');
  for (const [, name] of index.matchAll(/from '\.\/([\w-]+)\.js'/g)) {
    const text = await readFile(resolve(widget, `../protocol/dist/${name}.d.ts`), 'utf8');
    for (const [, type, schema] of text.matchAll(inferred)) named.set(type, schemas.get(schema));
  }
  return named;
}

/** Writes one file and all that it reaches. */
async function lay(path) {
  if (seen.has(path)) return;
  seen.add(path);
  const text = withoutSchemas(await readDeclaration(path)).replace(bareImport, '');
  const reached = [];
  const output = placeOf(path);
  const written = text.replace(specifier, (all, before, name, after) => {
    const declaration = declarationOf(name, path);
    if (!declaration || name === './wire.js') return all;
    reached.push(declaration);
    const link = relative(dirname(output), placeOf(declaration)).replace(/\.d\.ts$/, '.js');
    return `${before}${link.startsWith('.') ? link : `./${link}`}${after}`;
  });
  await mkdir(dirname(output), { recursive: true });
  await writeFile(output, written.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n'));
  for (const next of reached) await lay(next);
}

function declarationOf(name, importer) {
  if (name === '@chat-room/protocol') return resolve(widget, '../protocol/dist/index.d.ts');
  const own = /^@chat-room\/protocol\/(.+)$/.exec(name)?.[1];
  if (own) return resolve(widget, `../protocol/dist/${own}.d.ts`);
  return name.startsWith('.') ? resolve(dirname(importer), name.replace(/\.js$/, '.d.ts')) : undefined;
}

async function readDeclaration(path) {
  return readFile(path, 'utf8').catch(() => readFile(path.replace(sources[0].from, sources[1].from), 'utf8'));
}

function placeOf(path) {
  const source = sources.find(({ from }) => !relative(from, path).startsWith('..'));
  return join(source.to, relative(source.from, path));
}

/** Types that are inferred from schemas are those of `wire.d.ts`; the schemas themselves go. */
function withoutSchemas(text) {
  const plain = text
    .replace(inferred, "import type { $1 } from './wire.js';\nexport type { $1 };")
    .replace(schemaConstant, '')
    .replace(/^import .* from 'zod';\n/m, '');
  if (/\bz\./.test(plain)) throw new Error(`Types that need zod are left over:\n${plain}`);
  return /^export /m.test(plain) ? plain : `${plain}export {};\n`;
}
