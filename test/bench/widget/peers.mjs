import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
/** Messages in a page of history: as many as ours asks for. */
const pageSize = 50;

/** Where each keeps what is measured, and the file that is it. Nothing of them comes from anywhere but `node_modules`. */
const peers = {
  'vue-advanced-chat': {
    file: 'node_modules/vue-advanced-chat/dist/vue-advanced-chat.es.js',
    scroller: ['vue-advanced-chat', '#messages-list'],
    field: ['vue-advanced-chat', '#roomTextarea'],
  },
  'deep-chat': {
    file: 'node_modules/deep-chat/dist/deepChat.bundle.js',
    scroller: ['deep-chat', '#messages'],
    field: ['deep-chat', '#text-input'],
  },
};

/**
 * A page that shows another widget with a room of so many messages; the page itself hands them over, without a network.
 * `push(n)` hands over that many more.
 */
export async function openPeer(browser, name, count) {
  const { file, scroller, field } = peers[name];
  const site = 'http://bench.test';
  const context = await browser.newContext({ viewport: { width: 800, height: 700 } });
  const page = await context.newPage();
  await page.route('**/*', (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin === site && /\.m?js$/.test(pathname)) return route.fulfill({ path: join(root, pathname) });
    return origin === site && pathname === '/' ? route.fulfill(host(name, file)) : route.abort();
  });
  const started = performance.now();
  await page.goto(site);
  await page.evaluate(
    async ([address, ...room]) => {
      const { open } = await import(address);
      globalThis.peer = open(...room);
      while (!globalThis.peer.isShown()) await new Promise(requestAnimationFrame);
    },
    [`/test/bench/widget/pages/${name}.mjs`, count, pageSize],
  );
  return {
    page,
    readyMs: performance.now() - started,
    selectors: { scroller, field },
    reached: () => page.evaluate(() => globalThis.peer.reached()),
    push: (more) => page.evaluate((messages) => globalThis.peer.receive(messages), more),
    close: () => context.close(),
  };
}

function host(name, file) {
  const imports = JSON.stringify({ imports: { [name]: `/${file}` } });
  return {
    contentType: 'text/html',
    body: `<!doctype html><title>${name}</title><script type="importmap">${imports}</script><body>`,
  };
}
