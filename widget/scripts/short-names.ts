import type { Plugin } from 'vite';
import { namesToShorten, partsOfWidget } from './names-to-shorten.js';
import { type Change, changed, isNode, type Node, walk } from './syntax-tree.js';

const parts = /\/widget\/src\/.*\.ts$|\/(?:lit-html|lit-element|@lit\/reactive-element)\/.*\.js$/;

/**
 * Writes the names of members that only the widget itself speaks of (`names-to-shorten.ts` says which these are) and of its inner
 * custom properties, `--_…`, as short ones: the same in all chunks.
 */
export function shortNames(): Plugin {
  let names: Awaited<ReturnType<typeof namesToShorten>>;
  return {
    name: 'short-names',
    apply: 'build',
    enforce: 'post',
    async buildStart() {
      names = await namesToShorten(await partsOfWidget());
    },
    transform(code, id) {
      if (!parts.test(id)) return null;
      const { members, properties } = names;
      const changes = [...walk(this.parse(code) as unknown as Node)].flatMap((node) => renamed(node, members));
      const withMembers = changed(code, changes);
      return { code: withMembers.replace(/--_[\w-]+/g, (name) => properties.get(name) ?? name), map: null };
    },
  };
}

/** What is to be written in the place of a node, if it names such a member. Of texts, only what decorators were compiled to does. */
function renamed(node: Node, members: ReadonlyMap<string, string>): Change[] {
  if (node.type === 'Literal') {
    const text = members.get(String(node.value));
    return text === undefined ? [] : [{ start: node.start, end: node.end, text: `'${text}'` }];
  }
  const { key, property } = node as { key?: Node; property?: Node };
  const name = node.type === 'MemberExpression' ? property : key;
  if (!isNode(name) || node.computed || name.type !== 'Identifier') return [];
  const text = members.get(String(name.name));
  if (text === undefined) return [];
  const { start, end } = name;
  return [{ start, end, text: node.shorthand ? `${text}: ${name.name}` : text }];
}
