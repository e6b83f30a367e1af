// The theme editor: what it changes shows at once in the chat beside it, and as CSS to copy.
import { copyTextOf } from './copying.js';
import { say } from './language.js';
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
/** Token, name, least, most, and where it is no whole number of pixels, its step and unit. */
const sizes = [
  ['text-size', 'Text size', 12, 22],
  ['spacing', 'Spacing', 3, 8],
  ['density', 'Density', 0.5, 2, 0.1, ''],
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
  sizes.map(([token, name, min, max, step = 1]) => field(token, name, { type: 'range', min, max, step })),
);
form.addEventListener('input', ({ target }) => change(target));
form.addEventListener('submit', (event) => event.preventDefault());
copy.addEventListener('click', async () => {
  await copyTextOf(code);
  copy.textContent = say('Copied');
});
show();

function change({ name, value }) {
  if (name === 'theme') properties = { ...themes[value] };
  else if (name === 'scheme') chat.theme = value;
  else if (value.startsWith('#')) properties[`--chat-${name}`] = withSide(name, value);
  else properties[`--chat-${name}`] = value + unitOf(name);
  show();
}

function unitOf(name) {
  const [, , , , , unit = 'px'] = sizes.find(([token]) => token === name);
  return unit;
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
  copy.textContent = say('Copy');
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
  label.append(input, say(words));
  return label;
}
