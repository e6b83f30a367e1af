import type { Plugin } from 'vite';
import { type Change, changed, type Node } from './syntax-tree.js';

/** A decorator as it is compiled: `_decorate([state()], Composer.prototype, "problem", void 0);` */
const compiled = /^_decorate\(\[(property|state|query)\((.*)\)\], (\w+)\.prototype, ("\w+"), void 0\);?$/s;

const plain: Readonly<Record<string, (element: string, name: string, argument: string) => string>> = {
  property: (element, name, argument) => `${element}.createProperty(${name}${argument && `, ${argument}`});`,
  state: (element, name) => `${element}.createProperty(${name}, { state: true });`,
  query: (element, name, argument) =>
    `Object.defineProperty(${element}.prototype, ${name}, { get() { return this.renderRoot?.querySelector(${argument}) ?? null; } });`,
};

/** What `lit-of-today` leaves out. */
const unknown = /\b(?:converter|noAccessor|useDefault|Object|Array)\b/;

/**
 * Writes Lit's decorators as the calls that they come down to, so that neither they nor the helper that applies them
 * travel: half a kilobyte of the first load.
 */
export function plainDecorators(): Plugin {
  return {
    name: 'plain-decorators',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/\/widget\/src\/.*\.ts$/.test(id) || !code.includes('_decorate(')) return null;
      const { body } = this.parse(code) as unknown as { body: Node[] };
      const changes = body.flatMap(({ start, end }): Change[] => {
        const [, decorator = '', argument = '', element = '', name = ''] = compiled.exec(code.slice(start, end)) ?? [];
        const write = plain[decorator];
        if (decorator === 'property' && unknown.test(argument))
          this.error(`${id}: properties here have no ${argument}`);
        return write ? [{ start, end, text: write(element, name, argument) }] : [];
      });
      return { code: changed(code, changes), map: null };
    },
  };
}
