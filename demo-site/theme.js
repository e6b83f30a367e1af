// The theme editor: what it changes shows at once in the chat beside it, and as CSS to copy.
import { themes } from './themes.js';

const colours = [
  ['accent', 'Accent'],
  ['on-accent', 'On the accent'],
  ['own', 'One’s own'],
  ['own-tint', 'Own bubbles'],
  ['others', 'Names of others'],
  ['private', 'Private'],
  ['surface', 'Surface'],
  ['raised', 'Other bubbles'],
  ['sunken', 'Side lists'],
  ['text', 'Text'],
  ['muted', 'Muted text'],
];
const sizes = [
  ['text-size', 'Text', 12, 22],
  ['radius', 'Frame corners', 0, 28],
  ['radius-bubble', 'Bubble corners', 0, 24],
  ['radius-control', 'Control corners', 0, 20],
];
const chat = document.querySelector('chat-room');
const code = document.querySelector('#css');
const form = document.querySelector('form');
const copy = document.querySelector('#copy');
let properties = {};

await customElements.whenDefined('chat-room');
addFields('#themes', Object.keys(themes).map(themeField));
addFields(
  '#colours',
  colours.map(([token, name]) => field(token, name, { type: 'color' })),
);
addFields(
  '#sizes',
  sizes.map(([token, name, min, max]) => field(token, name, { type: 'range', min, max })),
);
form.addEventListener('input', ({ target }) => change(target));
form.addEventListener('submit', (event) => event.preventDefault());
copy.addEventListener('click', async () => {
  await navigator.clipboard.writeText(code.textContent);
  copy.textContent = 'Copied';
});
show();

function change({ name, value }) {
  if (name === 'theme') properties = { ...themes[value] };
  else if (name === 'scheme') chat.theme = value;
  else if (value.startsWith('#')) properties[`--chat-${name}`] = withSide(name, value);
  else properties[`--chat-${name}`] = `${value}px`;
  show();
}

/** The colour of the scheme that is shown changes; the other one stays. */
function withSide(name, colour) {
  const [light, dark] = sidesOf(name);
  return chat.theme === 'dark' ? `light-dark(${light}, ${colour})` : `light-dark(${colour}, ${dark})`;
}

/** A token's light and dark value, as the element has them now. */
function sidesOf(name) {
  const value = getComputedStyle(chat).getPropertyValue(`--_${name}`).trim();
  const [, light = value, dark = value] = /^light-dark\((#\w+),\s*(#\w+)\)$/.exec(value) ?? [];
  return [light, dark];
}

function show() {
  for (const name of [...chat.style]) chat.style.removeProperty(name);
  for (const [name, value] of Object.entries(properties)) chat.style.setProperty(name, value);
  const side = chat.theme === 'dark' ? 1 : 0;
  for (const [name] of colours) form.elements[name].value = sidesOf(name)[side];
  for (const [name] of sizes) form.elements[name].value = Number.parseFloat(sidesOf(name)[0]);
  const lines = Object.entries(properties).map(([name, value]) => `  ${name}: ${value};\n`);
  code.textContent = `chat-room {\n${lines.join('')}}\n`;
  copy.textContent = 'Copy';
}

function addFields(selector, fields) {
  document.querySelector(selector).append(...fields);
}

function field(name, words, attributes) {
  const input = Object.assign(document.createElement('input'), attributes, { name });
  return labelled(words, input);
}

function themeField(name, index) {
  return field('theme', name, { type: 'radio', value: name, checked: index === 0 });
}

function labelled(words, input) {
  const label = document.createElement('label');
  label.append(input, words);
  return label;
}
