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
    .replace(/ > /g, '>');

/** A line break with its indentation becomes one space: what is shown stays the same, and nothing here is `<pre>`. */
const squeezeHtml = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

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
        for (const quasi of node.quasi.quasis as Node[]) {
          const text = squeeze(code.slice(quasi.start, quasi.end));
          pieces.push({ start: quasi.start, end: quasi.end, text });
        }
      }
      return { code: changed(code, pieces), map: null };
    },
  };
}
