import { randomUUID } from 'node:crypto';
import { chatServer, freshDatabase } from '../servers.mjs';
import { WireClient } from '../wire-client.mjs';
import { textOf } from './text-of.mjs';

/** A page that shows a room of so many messages of a real server; `push(n)` sends that many more from elsewhere. */
export async function openOurs(browser, count) {
  const server = await chatServer(await freshDatabase('SQLite'));
  const url = `http://127.0.0.1:${server.port}`;
  const [writer, reader] = [await register(url, 'writer'), await register(url, 'reader')];
  const client = await new WireClient({
    port: server.port,
    auth: { token: writer.accessToken },
    onPacket: () => undefined,
  }).ready;
  await client.request('room:join', { room: 'bench' });
  let sent = 0;
  const push = async (more) => {
    const texts = Array.from({ length: more }, () => textOf(sent++));
    await Promise.all(
      texts.map((text) => client.request('message:send', { room: 'bench', clientId: randomUUID(), text })),
    );
  };
  while (sent < count) await push(100);

  const { user, accessToken, refreshToken, expiresIn } = reader;
  const held = { user, accessToken, refreshToken, expiresAt: Date.now() + expiresIn * 1000 };
  const context = await browser.newContext({ viewport: { width: 800, height: 700 } });
  await context.addInitScript(
    ([key, value]) => localStorage.setItem(key, value),
    [`chat-room:${url}:session`, JSON.stringify(held)],
  );
  const page = await context.newPage();
  await page.route(`${url}/bench`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><style>chat-room{block-size:95vh}</style><script type="module" src="${url}/widget.js"></script>
        <chat-room room="bench"></chat-room>`,
    }),
  );
  const started = performance.now();
  await page.goto(`${url}/bench`);
  await page.locator('chat-room-messages [data-key]').last().waitFor();
  const path = ['chat-room', 'chat-room-workspace', 'chat-room-conversation'];
  return {
    page,
    readyMs: performance.now() - started,
    selectors: {
      scroller: [...path, 'chat-room-messages', '.scroll'],
      field: [...path, 'chat-room-composer', 'chat-room-field', 'textarea'],
    },
    reached: () =>
      page
        .locator('chat-room-messages [data-seq]')
        .first()
        .evaluate((row, all) => all - Number(row.dataset.seq) + 1, sent),
    push,
    async close() {
      await context.close();
      client.close();
      await server.stop();
    },
  };
}

async function register(url, username) {
  const response = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'correct horse battery' }),
  });
  return response.json();
}
