import { resolve } from 'node:path';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { cellCode, replaceBlocks, table } from './markdown.mjs';
import { read } from './source.mjs';

const widget = resolve(import.meta.dirname, '../../widget');

/** What embedding and theming say of `<chat-room>`, from its class comment. */
export async function elementDocs() {
  const config = 'custom-elements-manifest.config.mjs';
  const manifest = await cli({ argv: ['analyze', '--config', config, '--quiet'], cwd: widget, noWrite: true });
  const [{ declarations }] = manifest.modules;
  const [element] = declarations;
  const embedding = {
    attributes: attributeTable(element.attributes),
    methods: methodTable(element.members.filter(({ kind }) => kind === 'method')),
    events: eventTable(),
    ...Object.fromEntries(['plain.ts', 'Support.tsx', 'Support.vue'].map((name) => [`example ${name}`, example(name)])),
  };
  const theming = { properties: propertyTable(element.cssProperties), parts: partTable(element.cssParts) };
  return [
    ['docs/embedding.md', replaceBlocks(read('docs/embedding.md'), embedding)],
    ['docs/theming.md', replaceBlocks(read('docs/theming.md'), theming)],
  ];
}

function example(name) {
  return `\`\`\`${name.split('.').pop()}\n${read(`docs/examples/${name}`)}\`\`\``;
}

function attributeTable(attributes) {
  const rows = attributes.map(({ name, type, default: value, description }) => [
    `\`${name}\``,
    cellCode(type.text),
    value === "''" ? '' : cellCode(value),
    description,
  ]);
  return table(['Attribute', 'Type', 'Default', 'Meaning'], rows);
}

function methodTable(methods) {
  const rows = methods.map(({ name, parameters = [], return: { type }, description }) => [
    `\`${name}(${parameters.map((parameter) => `${parameter.name}: ${parameter.type.text}`).join(', ')})\``,
    cellCode(type.text),
    description,
  ]);
  return table(['Method', 'Gives', 'What it does'], rows);
}

/** From the types of their `detail`. */
function eventTable() {
  const source = read('widget/src/components/chat-room/events.ts');
  const rows = [...source.matchAll(/\/\*\* (.+) \*\/\n\s+'(chat-[a-z]+)': (\{.+\});/g)].map(
    ([, what, name, detail]) => [`\`${name}\``, cellCode(detail), what],
  );
  return table(['Event', '`detail`', 'When'], rows);
}

function propertyTable(properties) {
  const defaults = defaultValues();
  const undocumented = [...defaults.keys()].filter((name) => !properties.some((property) => property.name === name));
  if (undocumented.length > 0) throw new Error(`Not in the comment of ChatRoom: ${undocumented.join(', ')}`);
  const rows = properties.map(({ name, description }) => {
    const value = defaults.get(name);
    if (value === undefined) throw new Error(`Nothing uses ${name}.`);
    return [`\`${name}\``, ...lightAndDark(value), description];
  });
  return table(['Property', 'Light', 'Dark', 'What'], rows);
}

/** By public name, what stands after it in `var(--chat-…, …)`. */
function defaultValues() {
  const styles = ['chat-room.styles.ts', 'launcher.styles.ts'].map((name) => `widget/src/components/chat-room/${name}`);
  const sources = ['widget/src/theme/tokens.ts', ...styles].map(read);
  const uses = sources.flatMap((source) =>
    [...source.matchAll(/var\(\s*(--chat-[a-z-]+),/g)].map(({ 0: start, 1: name, index }) => [
      name,
      untilParenthesis(source.slice(index + start.length))
        .trim()
        .replace(/\s+/g, ' '),
    ]),
  );
  return new Map(uses);
}

/** Up to the parenthesis that closes what was open before. */
function untilParenthesis(text) {
  let depth = 1;
  const end = [...text].findIndex((character) => {
    if (character === '(') depth++;
    if (character === ')') depth--;
    return depth === 0;
  });
  return text.slice(0, end);
}

function lightAndDark(value) {
  const shown = (text) => `\`${text.replace(/^var\(--_([a-z-]+)\)$/, '--chat-$1')}\``;
  const [, light, dark] = /^light-dark\(([^,]+), ([^,]+)\)$/.exec(value) ?? [];
  return light && dark ? [shown(light), shown(dark)] : [shown(value), ''];
}

function partTable(parts) {
  return table(
    ['Part', 'What'],
    parts.map(({ name, description }) => [`\`${name}\``, description]),
  );
}
