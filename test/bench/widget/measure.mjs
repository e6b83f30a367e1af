import { installProbe } from './probe.mjs';

/** Keys pressed while messages come in, one every so many milliseconds. */
const keys = { count: 40, every: 100 };
/** Messages that come in meanwhile, in so many parts a second. */
const flood = { perSecond: 200, parts: 10 };

const rounded = (value) => Math.round(value).toLocaleString('en');
const tasks = ({ long, longest }) => (long === 0 ? 'none' : `${long}, longest ${rounded(longest)} ms`);

/** How the widget does with a room that is shown on `page`: scrolled up and down through, then typed in while more comes. */
export async function measure({ page, count, readyMs, selectors, push }) {
  const devtools = await page.context().newCDPSession(page);
  await page.evaluate(installProbe, selectors);
  const up = await page.evaluate(() => globalThis.probe.scroll(-1));
  const down = await page.evaluate(() => globalThis.probe.scroll(1));
  const nodes = await page.evaluate(() => globalThis.probe.nodes());
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const typing = await typeInto(page, push);
  return {
    'messages in the room': rounded(count),
    'opened, ms': rounded(readyMs),
    'scrolled up through them, s': (up.ms / 1000).toFixed(1),
    'up: tasks over 50 ms': tasks(up),
    'up: frames a second': rounded(up.frames / (up.ms / 1000)),
    'down: tasks over 50 ms': tasks(down),
    'down: frames a second': rounded(down.frames / (down.ms / 1000)),
    'DOM nodes then': rounded(nodes),
    'JS heap then, MB': (usedSize / 1e6).toFixed(1),
    'typing at 200 messages/s: key to paint, median ms': rounded(typing.median),
    'typing: one key in twenty is slower than, ms': rounded(typing.slow),
    'typing: tasks over 50 ms': tasks(typing),
  };
}

async function typeInto(page, push) {
  await page.evaluate(() => globalThis.probe.begin());
  let delivered = Promise.resolve();
  const floods = setInterval(() => {
    delivered = delivered.then(() => push(flood.perSecond / flood.parts));
  }, 1000 / flood.parts);
  await page.evaluate(() => globalThis.probe.field().focus());
  for (let key = 0; key < keys.count; key++) {
    await page.keyboard.press('a');
    await new Promise((resolve) => setTimeout(resolve, keys.every));
  }
  clearInterval(floods);
  await delivered;
  return page.evaluate((pressed) => globalThis.probe.end(pressed), keys.count);
}
