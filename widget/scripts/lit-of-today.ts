import type { Plugin } from 'vite';

/** What nobody here needs, and what is written instead. */
const unneeded: readonly (readonly [pattern: RegExp, instead: string])[] = [
  // For browsers older than those the widget is built for, and for elements that a server renders.
  [
    /\b\w+\.(?:reactiveElementPolyfillSupport|litHtmlPolyfillSupport|litElementPolyfillSupport|litElementHydrateSupport)\b/g,
    'undefined',
  ],
  [/\bt\.ShadowRoot&&[^,]+"replace"in CSSStyleSheet\.prototype/g, 'true'],
  // For whoever asks which Lit a page has, or writes styles and templates that are none.
  [/\w+\._\$litElement\$=!0,/g, ''],
  [/\(\w+\.(?:reactiveElement|litHtml|litElement)Versions\?\?=\[\]\)\.push\("[\d.]+"\)/g, 'undefined'],
  [/Error\("invalid template[^"]+"\)/g, 'Error()'],
  // Styles with expressions, which `squeeze-templates` refuses, and the same styles twice.
  [
    /(?<=class n\{)constructor\(t,e,o\).*?(?=\}const r=)/g,
    'constructor(t){this.cssText=t}get styleSheet(){return this.o??((this.o=new CSSStyleSheet).replaceSync(this.cssText),this.o)}',
  ],
  [/(?<=,i=)\(t,\.\.\.e\)=>\{.*?return new n\(o,t,s\)\}/g, 't=>new n(t[0])'],
  // How an element takes on its styles: `styled-element.ts` says it for documents of all windows.
  [/this\.elementStyles=this\.finalizeStyles\(this\.styles\)\}static finalizeStyles.*?return i(?=\}static)/g, ''],
  [/\w+\.elementStyles=\[\],\w+\.shadowRootOptions=\{mode:"open"\},/g, ''],
  [/createRenderRoot\(\)\{const t=this\.shadowRoot.*?,t\}(?=connectedCallback)/g, ''],
  [/createRenderRoot\(\)\{const t=super\.createRenderRoot.*?,t\}(?=update)/g, ''],
  // Other ways to say which properties an element has; here `createProperty` alone says it.
  [/static addInitializer\(t\)\{.*?\}(?=static )/g, ''],
  [/void 0!==t\.l&&\(this\.l=\[\.\.\.t\.l\]\),/g, ''],
  [/,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/g, ''],
  [/if\((this\.finalized=!0,.*?),this\.hasOwnProperty\(d\("properties"\)\)\)\{.*?\}(?=const t=this\[Symbol)/g, '$1;'],
  [/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=)/g, ''],
  [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/g, ''],
  // Properties that are accessors, or have converters or defaults of their own; `plain-decorators` refuses them.
  [/this\.prototype\.hasOwnProperty\(t\)&&\(\(s=Object\.create\(s\)\)\.wrapped=!0\),/g, ''],
  [/const t=this\.constructor\.elementProperties;if\(t\.size>0\)for\(.*?(?=\}let t=!1;)/g, ''],
  [/\(void 0!==i\.converter\?\.toAttribute\?i\.converter:u\)/g, 'u'],
  [/"function"==typeof t\.converter\?.*?:u(?=;)/g, 'u'],
  [/case Object:case Array:.*?(?=\}return)/g, ''],
  [/\|\|i\.useDefault&&.*?(?=\)\)return;)/g, ''],
  [/i&&!\(this\._\$Ej\?\?=.*?\|\|\((this\._\$AL\.has.*?)\|\|i(.*?add\(t\))\)\}/g, '$1$2}'],
  [/r\?\?this\._\$Ej\?\.get\(e\)\?\?r/g, 'r'],
  // Expressions in comments, and inside of what has text alone; `squeeze-templates` refuses them.
  [/if\(y\.test\(r\.tagName\)\)\{.*?\}\}(?=\}else if\(8===)/g, ''],
  [/(?<=if\(r\.data===n\)d\.push\(\{type:2,index:l\}\));else\{.*?\}(?=l\+\+)/g, ';'],
  [/y\.test\(u\[2\]\)&&\(n=RegExp\("<\/"\+u\[2\],"g"\)\),/g, ''],
  // What Lit's own directives take from it: ours takes the class of parts.
  [/(?<==\{)M:h,P:o,.*?(?=I:k)I:k,.*?F:Z(?=\})/g, 'I:k'],
];

/** Styles need nothing else of Lit, and so can stand before it: `start.ts` says what for. */
const stylesAlone = /^import \{ css \} from 'lit';$/m;
const cssAlone = "'@lit/reactive-element/css-tag.js'";

/**
 * Lit without what nobody here needs: 1.5 KB of the first load. Fails when a new Lit says one of these things differently.
 */
export function litOfToday(): Plugin {
  const unseen = new Set(unneeded.map(([pattern]) => pattern));
  return {
    name: 'lit-of-today',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (stylesAlone.test(code)) return { code: code.replace("'lit'", cssAlone), map: null };
      if (!/\/node_modules\/(?:@lit\/reactive-element|lit-html|lit-element)\/[\w-]+\.js$/.test(id)) return null;
      const modern = unneeded.reduce((text, [pattern, instead]) => {
        if (text.search(pattern) >= 0) unseen.delete(pattern);
        return text.replace(pattern, instead);
      }, code);
      return { code: modern, map: null };
    },
    buildEnd() {
      if (unseen.size > 0) this.error(`Lit has changed: nothing in it is like ${[...unseen].join(' or ')}`);
    },
  };
}
