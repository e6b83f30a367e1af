import type { Plugin } from 'vite';
import { type Change, changed, isNode, type Node, walk } from './syntax-tree.js';

const squeezeCss = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/(?<=[\s:,(])0\.(?=\d)/g, '.')
    .replace(/ > /g, '>')
    .replace(/(?<=\() | (?=\))/g, '')
    .replace(/(?<=[\d)]) ([*/]) (?=\d|\w+\()/g, '$1');

/** A line break with its indentation becomes one space: what is shown stays the same, and nothing here is `<pre>`. */
const squeezeHtml = (text: string): string =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/ >/g, '>')
    .replace(/(?<= [\w-]+)="([\w-]+)"(?=[ >])/g, '=$1');

/** Expressions stand for `\0`: `lit-of-today` leaves them no place in comments, and inside of what has text alone. */
const hasNoPlace = /<!--|<(?:script|style|textarea|title)\b[^>]*>[^<]*\0/;

/** Takes the indentation out of `css` and `html` templates, which no minifier may touch as it does not know them. */
export function squeezeTemplates(): Plugin {
  return {
    name: 'squeeze-templates',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/\/widget\/src\/.*\.ts$/.test(id) || !/(?:css|html|svg)`/.test(code)) return null;
      const pieces: Change[] = [];
      for (const node of walk(this.parse(code) as unknown as Node)) {
        if (node.type !== 'TaggedTemplateExpression' || !isNode(node.tag) || !isNode(node.quasi)) continue;
        const squeeze = node.tag.name === 'css' ? squeezeCss : squeezeHtml;
        if (!['css', 'html', 'svg'].includes(String(node.tag.name))) continue;
        if (node.tag.name === 'css' && (node.quasi.quasis as Node[]).length > 1)
          this.error(`${id}: styles here have no expressions`);
        const texts = (node.quasi.quasis as Node[]).map(({ start, end }) => {
          return { start, end, text: squeeze(code.slice(start, end)) };
        });
        if (hasNoPlace.test(texts.map(({ text }) => text).join('\0')))
          this.error(`${id}: an expression stands where it has no place`);
        pieces.push(...texts);
      }
      return { code: changed(code, pieces), map: null };
    },
  };
}
