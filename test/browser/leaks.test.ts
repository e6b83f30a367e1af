import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';

/** Elements in the page at once; they come and go so many times. */
const together = 4;
const rounds = 50;

describe('elements that come and go', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let devtools: CDPSession;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    const session = await register(server);
    const other = await connect(server, (await register(server)).accessToken);
    await join(other, 'lobby');
    for (let n = 0; n < 20; n++) await send(other, 'lobby', `**${n}** of [twenty](https://example.com)`);
    other.disconnect();
    context = await openBrowser(browser, server, session);
    page = await openHost(context, server, {
      body: '<chat-room room="lobby" style="block-size:300px"></chat-room><main></main>',
    });
    await page.locator('[data-key]').nth(19).waitFor();
    devtools = await context.newCDPSession(page);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** Puts elements into the page, in rooms of their own too, waits until they show them, and takes them out again. */
  const mount = (times: number) =>
    page.evaluate(
      async ({ total, each }) => {
        const main = document.querySelector('main') as HTMLElement;
        const list = (chat: Element) =>
          chat.shadowRoot
            ?.querySelector('chat-room-workspace')
            ?.shadowRoot?.querySelector('chat-room-conversation')
            ?.shadowRoot?.querySelector('chat-room-messages')?.shadowRoot;
        for (let round = 0; round < total; round++) {
          main.innerHTML = Array.from(
            { length: each },
            (_, n) => `<chat-room room="${n < 2 ? 'lobby' : `room-${n}`}" style="block-size:200px"></chat-room>`,
          ).join('');
          const chats = [...main.children];
          const isShown = () => chats.every((chat) => list(chat)?.querySelector('[data-key], .empty'));
          while (!isShown()) await new Promise(requestAnimationFrame);
          main.textContent = '';
        }
      },
      { total: times, each: together },
    );

  /** What the page holds once its garbage is collected: instances of a class by its prototype, documents, nodes, listeners. */
  const held = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    await devtools.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
    const count = async (prototype: string) => {
      const { result } = await devtools.send('Runtime.evaluate', { expression: prototype });
      const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
      const { result: length } = await devtools.send('Runtime.callFunctionOn', {
        objectId: objects.objectId ?? '',
        functionDeclaration: 'function () { return this.length; }',
      });
      await devtools.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
      return Number(length.value);
    };
    return {
      rooms: await count("customElements.get('chat-room').prototype"),
      lists: await count("customElements.get('chat-room-messages').prototype"),
      composers: await count("customElements.get('chat-room-composer').prototype"),
      sockets: await count('WebSocket.prototype'),
      observers: await count('ResizeObserver.prototype'),
      nodes,
      jsEventListeners,
    };
  };

  /** What is held once an element that has gone has drawn its last frame. */
  const settled = async () => {
    let now = await held();
    const isCalm = async () => {
      now = await held();
      return now.rooms === 1 && now.lists === 1 && now.composers === 1 && now.sockets === 1;
    };
    await until(isCalm).catch(() => undefined);
    return now;
  };

  it('leave nothing behind, however often: no element, node, listener or connection', async () => {
    // What is made once and kept (parsed templates, formats, parts that load) is made now.
    await mount(3);
    const before = await settled();
    await mount(rounds);
    const after = await settled();
    const { nodes, jsEventListeners, ...objects } = after;
    expect(objects).toEqual({ rooms: 1, lists: 1, composers: 1, sockets: 1, observers: before.observers });
    expect(nodes).toBeLessThan(before.nodes + rounds);
    expect(jsEventListeners).toBeLessThan(before.jsEventListeners + rounds);
  });
});
