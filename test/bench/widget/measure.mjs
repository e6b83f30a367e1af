import { installProbe } from './probe.mjs';

/** Keys pressed while messages come in, one every so many milliseconds. */
const keys = { count: 40, every: 100 };
/** Messages that come in meanwhile, in so many parts a second. */
const flood = { perSecond: 200, parts: 10 };
/** What is not done by then has taken too long. */
const scrollMs = 60_000;
const typingMs = 15_000;

/** How a widget does with a room that is shown on `page`: scrolled up and down through, then typed in while more comes. */
export async function measure({ page, readyMs, selectors, reached, push }) {
  const devtools = await page.context().newCDPSession(page);
  await page.evaluate(installProbe, selectors);
  const scroll = (direction) => page.evaluate(([...how]) => globalThis.probe.scroll(...how), [direction, scrollMs]);
  const up = await scroll(-1);
  const scrolled = await reached();
  const down = await scroll(1);
  const nodes = await page.evaluate(() => globalThis.probe.nodes());
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const typing = await typeInto(page, push);
  return [
    ['opened, ms', readyMs],
    ['messages scrolled through', scrolled],
    ['up, s', up.ms / 1000],
    ['up: longest task, ms', longest(up)],
    ['up: tasks over 50 ms', up.long],
    ['up: frames a second', up.frames / (up.ms / 1000)],
    ['down, s', down.ms / 1000],
    ['down: longest task, ms', longest(down)],
    ['down: tasks over 50 ms', down.long],
    ['DOM nodes then', nodes],
    ['JavaScript heap then, MB', usedSize / 1e6],
    ['typing: key to paint, median, ms', typing.median],
    ['typing: key to paint, 95 %, ms', typing.p95],
    ['typing: longest task, ms', longest(typing)],
    ['typing: tasks over 50 ms', typing.long],
  ];
}

/** The browser tells only of those over 50. */
const longest = (tasks) => (tasks.long === 0 ? '≤ 50' : tasks.longest);

async function typeInto(page, push) {
  await page.evaluate(() => globalThis.probe.begin());
  const started = performance.now();
  const isOver = () => performance.now() - started > typingMs;
  let delivered = Promise.resolve();
  const floods = setInterval(() => {
    delivered = delivered.then(() => (isOver() ? undefined : push(flood.perSecond / flood.parts)));
  }, 1000 / flood.parts);
  await page.evaluate(() => globalThis.probe.field().focus());
  let pressed = 0;
  for (; pressed < keys.count && !isOver(); pressed++) {
    await page.keyboard.press('a');
    await new Promise((resolve) => setTimeout(resolve, keys.every));
  }
  clearInterval(floods);
  await delivered;
  return page.evaluate((count) => globalThis.probe.end(count), pressed);
}
