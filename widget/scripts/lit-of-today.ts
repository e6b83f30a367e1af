import type { Plugin } from 'vite';

const polyfills =
  /\b\w+\.(?:reactiveElementPolyfillSupport|litHtmlPolyfillSupport|litElementPolyfillSupport|litElementHydrateSupport)\b/g;
const versions = /\(\w+\.(?:reactiveElement|litHtml|litElement)Versions\?\?=\[\]\)\.push\("[\d.]+"\)/g;
const adoptsStyleSheets = /\bt\.ShadowRoot&&[^,]+"replace"in CSSStyleSheet\.prototype/;
const advice = /Error\("(?:CSSResult is not|Value passed to 'css')[^"]+"(?:\+\w+\+"[^"]+")?\)/g;

/**
 * Lit without what it has for browsers older than those the widget is built for, for elements that a server renders, and for
 * whoever writes styles that are none: 0.4 KB of the first load. Fails when a new Lit says these things differently.
 */
export function litOfToday(): Plugin {
  const unseen = new Set([polyfills, versions, adoptsStyleSheets, advice]);
  return {
    name: 'lit-of-today',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/node_modules\/(?:@lit\/reactive-element|lit-html|lit-element)\/[\w-]+\.js$/.test(id)) return null;
      const without = (text: string, pattern: RegExp, instead: string): string => {
        if (text.search(pattern) >= 0) unseen.delete(pattern);
        return text.replace(pattern, instead);
      };
      let modern = without(code, polyfills, 'undefined');
      modern = without(modern, versions, 'undefined');
      modern = without(modern, adoptsStyleSheets, 'true');
      return { code: without(modern, advice, 'Error()'), map: null };
    },
    buildEnd() {
      if (unseen.size > 0) this.error(`Lit has changed: nothing in it is like ${[...unseen].join(' or ')}`);
    },
  };
}
