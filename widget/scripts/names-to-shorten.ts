import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';
import { isNode, type Node, walk } from './syntax-tree.js';

const require = createRequire(import.meta.url);
const source = join(import.meta.dirname, '../src');
const lit = [
  ...['lit-html', 'lit-html/directive.js', 'lit-html/directives/guard.js', 'lit-element/lit-element.js'],
  ...['@lit/reactive-element', '@lit/reactive-element/css-tag.js'],
];
/** What browsers look for in an element's class, and what Lit promises to whoever holds an element. */
const promised = [
  ...['observedAttributes', 'attributeChangedCallback', 'connectedCallback', 'disconnectedCallback'],
  ...['adoptedCallback', 'connectedMoveCallback', 'formAssociated', 'requestUpdate', 'updateComplete'],
];

const words = (text: string): string[] => text.match(/[\w$]+/g) ?? [];

interface Named {
  readonly name?: string;
}

interface Names {
  /** Members of classes that only the widget itself speaks of. */
  readonly members: ReadonlyMap<string, string>;
  /** Custom properties that stand for none that a page can set: the theme editor reads what these come to. */
  readonly properties: ReadonlyMap<string, string>;
}

/**
 * A member of a class gets a short name when none of these goes by its name as well: the key of an object, or what is set on one
 * from outside, which may be stored or sent; a word of any text, which may be a template's, or the `name` of `object['name']`; what a module exports; anything
 * in a browser, in the contract or in a library; and what `<chat-room>` has for the page around it.
 */
export async function namesToShorten(files: readonly string[]): Promise<Names> {
  const members = new Set<string>();
  const bound = new Set([...promised, ...(await foreignWords())]);
  const spoken: string[] = [];
  const properties: string[] = [];
  for (const file of files) {
    const code = await readFile(file, 'utf8');
    properties.push(...(code.match(/--(?:_|chat-)[\w-]+/g) ?? []));
    for (const node of walk(parseSync(file, code).program as unknown as Node)) {
      if (node.type === 'Identifier') spoken.push(String(node.name));
      for (const name of declaredBy(node)) members.add(name);
      for (const name of boundBy(node)) bound.add(name);
    }
  }
  return {
    members: numbered(
      spoken.filter((name) => name.length > 2 && members.has(name) && !bound.has(name)),
      (n) => `$${n}`,
    ),
    properties: numbered(
      properties.filter((name) => name.startsWith('--_') && !properties.includes(name.replace('--_', '--chat-'))),
      (n) => `--_${n}`,
    ),
  };
}

/** The most frequent gets the shortest name. */
function numbered(names: readonly string[], write: (number: string) => string): Map<string, string> {
  const often = new Map<string, number>();
  for (const name of names) often.set(name, (often.get(name) ?? 0) + 1);
  const inOrder = [...often].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  return new Map(inOrder.map(([name], n) => [name, write((n < 26 ? n + 10 : n - 26 + 360).toString(36))]));
}

/** What the widget is made of: its own source, and Lit, which is nobody else's here. */
export async function partsOfWidget(): Promise<string[]> {
  const own = (await readdir(source, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name)).sort();
  // Node is given files of its own.
  const library = lit.map((name) => require.resolve(name).replace('/node/', '/'));
  return [...own.map((name) => join(source, name)), ...library];
}

function declaredBy(node: Node): string[] {
  if (node.type === 'TSParameterProperty' && isNode(node.parameter)) {
    const { left, name } = node.parameter as unknown as { left?: Node; name?: string };
    return [String(left?.name ?? name)];
  }
  const isMember = node.type === 'MethodDefinition' || node.type === 'PropertyDefinition';
  return isMember && !node.computed && isNode(node.key) && node.key.type === 'Identifier'
    ? [String(node.key.name)]
    : [];
}

function boundBy(node: Node): string[] {
  switch (node.type) {
    case 'ObjectExpression':
      return (node.properties as { key?: { name?: string } }[]).flatMap(({ key }) => key?.name ?? []);
    case 'Literal':
      return typeof node.value === 'string' ? words(node.value) : [];
    case 'TemplateElement':
      return words((node.value as { raw: string }).raw);
    case 'MemberExpression':
      return refusePieced(node);
    case 'AssignmentExpression':
      return setFromOutside(node.left as Node);
    case 'ExportNamedDeclaration':
      return exportedBy(node);
    case 'ClassDeclaration':
      return (node.id as Node | undefined)?.name === 'ChatRoom' ? publicMembersOf(node.body as Node) : [];
    default:
      return [];
  }
}

/** `object[`${some}Name`]` hides of which member it speaks. */
function refusePieced({ computed, property }: Node): [] {
  const { type, expressions } = property as unknown as { type: string; expressions?: unknown[] };
  if (computed && type === 'TemplateLiteral' && expressions?.length) {
    throw new Error('A member is called by a name that is put together: write the names in full.');
  }
  return [];
}

/** `object.name = …` gives the object a key, as a literal does; `this.name = …` is the class's own. */
function setFromOutside({ type, object, property, computed }: Node): string[] {
  if (type !== 'MemberExpression' || computed || (object as Node).type === 'ThisExpression') return [];
  return [String((property as Named).name)];
}

function exportedBy({ declaration, specifiers }: Node): string[] {
  const { id, declarations = [] } = (declaration ?? {}) as { id?: Named; declarations?: { id: Named }[] };
  const exported = (specifiers as { exported: Named }[]).map((specifier) => specifier.exported);
  return [id, ...declarations.map((each) => each.id), ...exported].flatMap((named) => named?.name ?? []);
}

function publicMembersOf({ body }: Node): string[] {
  const all = body as { accessibility?: string; key?: { name?: string } }[];
  return all.flatMap(({ accessibility, key }) => (accessibility === 'private' ? [] : (key?.name ?? [])));
}

/** All that is said in the contract, in the libraries, and in what TypeScript knows of the language and of browsers. */
async function foreignWords(): Promise<string[]> {
  const platform = `${process.platform}-${process.arch}`;
  const folders = [
    join(dirname(require.resolve(`@typescript/typescript-${platform}/package.json`)), 'lib'),
    dirname(require.resolve('@chat-room/protocol')),
  ];
  const texts = await Promise.all(folders.flatMap(async (folder) => readAll(folder)));
  return texts.flat().flatMap(words);
}

async function readAll(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /\.(?:js|ts)$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''));
}
