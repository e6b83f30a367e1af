import { chromium } from 'playwright-core';
import { openRunDirectory, sweep } from './test/support/run-directory.mjs';
openRunDirectory();
const [{ openOurs }, { installProbe }] = await Promise.all([import('./test/bench/widget/ours.mjs'), import('./test/bench/widget/probe.mjs')]);
const count = Number(process.argv[2] ?? 3000);
const t0 = performance.now(); const log = (...a) => console.log(((performance.now()-t0)/1000).toFixed(1), ...a);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const room = await openOurs(browser, count);
log('open', room.readyMs);
const { page } = room;
await page.evaluate(installProbe, room.selectors);
// quickly up
await page.evaluate(async ([path]) => {
  let root = document; let el;
  for (const s of path) { el = root.querySelector(s); root = el.shadowRoot; }
  let still = 0; let last = NaN;
  const until = performance.now() + 30000;
  while (performance.now() < until && still < 90) {
    el.scrollBy(0, -2500); await new Promise(requestAnimationFrame);
    still = el.scrollTop === last ? still + 1 : 0; last = el.scrollTop;
  }
}, [room.selectors.scroller]);
log('up', await room.reached());
await browser.startTracing(page, { path: '/tmp/wt/looks-trace.json', categories: ['devtools.timeline','disabled-by-default-devtools.timeline','toplevel','v8','disabled-by-default-v8.gc','blink.user_timing','disabled-by-default-v8.cpu_profiler'] });
const down = await Promise.race([page.evaluate(([...how]) => globalThis.probe.scroll(...how), [1, 45000])]);
await browser.stopTracing();
log('down', JSON.stringify(down));
await room.close(); await browser.close(); await sweep();
