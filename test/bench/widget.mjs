// `npm run bench:widget [-- quick] [-- ours vue-advanced-chat deep-chat]`: the widget in real Chromium, in a room of ten
// thousand messages (a thousand) of a real server, and beside it two others that are given as many by their page; prints one
// table. A browser that shares the machine with others shows their tasks as its own: run it alone.
import { cpus } from 'node:os';
import { chromium } from 'playwright-core';
import { ensurePrograms } from '../support/programs.mjs';
import { openRunDirectory, sweep } from '../support/run-directory.mjs';
import { buildProduct } from '../support/setup/build-product.mjs';

const all = ['ours', 'vue-advanced-chat', 'deep-chat'];
const count = process.argv.includes('quick') ? 1_000 : 10_000;
const chosen = all.filter((name) => process.argv.includes(name));
const names = chosen.length > 0 ? chosen : all;

openRunDirectory();
buildProduct();
// They use what was just built.
const [{ openOurs }, { openPeer }, { measure }] = await Promise.all([
  import('./widget/ours.mjs'),
  import('./widget/peers.mjs'),
  import('./widget/measure.mjs'),
]);

const columns = [];
let version = '';
for (const name of names) {
  const browser = await chromium.launch({
    executablePath: ensurePrograms(['chromium']).chromium,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
  });
  version = browser.version();
  const room = await (name === 'ours' ? openOurs(browser, count) : openPeer(browser, name, count));
  columns.push(await measure(room));
  await room.close();
  await browser.close();
}
await sweep();

const figure = (value) =>
  typeof value === 'string' ? value : value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
console.log(`\nChromium ${version}, ${cpus().length} × ${cpus()[0].model}, ${count.toLocaleString('en')} messages\n`);
console.log(`| measured | ${names.join(' | ')} |\n|---|${names.map(() => '---:|').join('')}`);
for (const [row, [measured]] of columns[0].entries()) {
  console.log(`| ${measured} | ${columns.map((column) => figure(column[row][1])).join(' | ')} |`);
}
