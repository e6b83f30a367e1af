// `npm run bench:widget [-- quick]`: the widget in real Chromium, in a room of ten thousand messages of a real server; prints
// one table. A browser that shares the machine with others shows their tasks as its own: run it alone.
import { cpus } from 'node:os';
import { chromium } from 'playwright-core';
import { ensurePrograms } from '../support/programs.mjs';
import { openRunDirectory, sweep } from '../support/run-directory.mjs';
import { buildProduct } from '../support/setup/build-product.mjs';

const count = process.argv.includes('quick') ? 1_000 : 10_000;

openRunDirectory();
buildProduct();
// They use what was just built.
const [{ openRoom }, { measure }] = await Promise.all([import('./widget/room.mjs'), import('./widget/measure.mjs')]);
const browser = await chromium.launch({
  executablePath: ensurePrograms(['chromium']).chromium,
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
});
const room = await openRoom(browser, count);
const figures = Object.entries(await measure(room));
console.log(`\nChromium ${browser.version()}, ${cpus().length} × ${cpus()[0].model}\n`);
console.log('| measured | |\n|---|---:|');
for (const [measured, figure] of figures) console.log(`| ${measured} | ${figure} |`);
await room.close();
await browser.close();
await sweep();
