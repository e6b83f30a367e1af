import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, demand, join, send } from '../support/sockets.js';

describe('the history of a room of 400 messages', () => {
  let server: TestServer;
  let browser: Browser;
  let contexts: BrowserContext[];
  let ana: ChatPage;
  let ben: ChatPage;
  let reader: Session;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    reader = await register(server, 'ana');
    const other = await register(server, 'ben');
    const socket = await connect(server, other.accessToken);
    await join(socket, 'lobby');
    for (let n = 1; n <= 400; n++) {
      await send(socket, 'lobby', n === 57 ? '今天的天气非常好，我们去公园吧' : `message number ${n}`);
    }
    // Read: the room opens at its end.
    const early = await connect(server, reader.accessToken);
    await join(early, 'lobby');
    await demand(early, 'room:read', { room: 'lobby', seq: 400 });
    for (const each of [socket, early]) each.disconnect();
    contexts = await Promise.all([reader, other].map((session) => openBrowser(browser, server, session)));
    [ana, ben] = (await Promise.all(
      contexts.map(async (context) => new ChatPage(await openHost(context, server)).ready()),
    )) as [ChatPage, ChatPage];
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const rows = (chat: ChatPage) => chat.list.locator('[data-seq]');

  it('opens at its end and loads backwards as far as one scrolls, with a bounded page', async () => {
    await ana.sees('message number 400');
    const log = ana.page.getByRole('log');
    const seen = new Set(await rows(ana).evaluateAll((all) => all.slice(-15).map((row) => Number(row.dataset.seq))));
    // Like somebody with a wheel: to the first message, however many pages that are.
    for (let turn = 0; turn < 400 && !seen.has(1); turn++) {
      const { shown, count } = await log.evaluate(async (list) => {
        list.scrollBy(0, -600);
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const all = [...list.querySelectorAll<HTMLElement>('[data-seq]')];
        const { top, bottom } = list.getBoundingClientRect();
        const inView = all.filter((row) => {
          const box = row.getBoundingClientRect();
          return box.bottom > top && box.top < bottom;
        });
        return { shown: inView.map((row) => Number(row.dataset.seq)), count: all.length };
      });
      for (const seq of shown) seen.add(seq);
      expect(shown).toEqual([...shown].sort((a, b) => a - b));
      expect(count).toBeLessThanOrEqual(150);
    }
    // No message was jumped over.
    expect(seen.size).toBe(400);
    // Of what has gone, nothing is left, not even a comment.
    const { comments, elements } = await log.evaluate((list) => {
      const nodes = [...list.querySelectorAll('.of-day')].flatMap((day) => [...day.childNodes]);
      const count = (type: number) => nodes.filter(({ nodeType }) => nodeType === type).length;
      return { comments: count(Node.COMMENT_NODE), elements: count(Node.ELEMENT_NODE) };
    });
    expect(comments).toBeLessThan(2 * elements + 10);
    await ana.list.locator('.jump').click();
    await ana.sees('message number 400');
  });

  it('keeps the reading position while older messages load and new ones come', async () => {
    const log = ana.page.getByRole('log');
    await log.evaluate((list) => list.scrollBy(0, -900));
    await ana.list.locator('.jump').waitFor();
    const topRow = () =>
      log.evaluate((list) => {
        const { top } = list.getBoundingClientRect();
        const row = [...list.querySelectorAll<HTMLElement>('[data-seq]')].find(
          (one) => one.getBoundingClientRect().bottom > top,
        );
        return `${row?.dataset.seq} ${Math.round((row?.getBoundingClientRect().top ?? 0) - top)}`;
      });
    const before = await topRow();
    for (let n = 1; n <= 5; n++) await ben.say(`something new ${n}`);
    await ana.list.locator('.jump .badge', { hasText: '5' }).waitFor();
    expect(await topRow()).toBe(before);
    await ana.list.locator('.jump').click();
    await ana.sees('something new 5');
  });

  it('finds Chinese and English, and goes to a hit in its place', async () => {
    await ana.button('History and search').click();
    const search = ana.page.getByRole('searchbox', { name: 'Search messages' });
    await search.fill('天气');
    const hit = ana.page.locator('.hit', { hasText: '公园' });
    expect(await hit.locator('mark').textContent()).toBe('天气');
    await search.fill('number 123');
    await ana.page.locator('.hit', { hasText: 'message number 123' }).waitFor();
    await search.fill('nothing like this');
    await ana.page.getByText('Nothing found for').waitFor();
    await search.fill('公园');
    await hit.click();
    await ana.list.locator('.flash', { hasText: '公园' }).waitFor();
    const neighbours = await rows(ana).evaluateAll((all) => all.map((row) => Number(row.dataset.seq)));
    expect(neighbours).toEqual(expect.arrayContaining([50, 56, 57, 58, 65]));

    await ana.list.locator('.jump').click();
    await ana.sees('something new 5');
  });

  it('is cleared for oneself alone, after a question', async () => {
    await ana.button('History and search').click();
    await ana.page.locator('.hit').first().waitFor();
    await ana.page.getByRole('button', { name: 'Clear for me' }).click();
    const question = ana.page.getByRole('alertdialog');
    expect(await question.textContent()).toContain('Other people keep theirs.');
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await ana.page.locator('.hit').count()).toBeGreaterThan(0);
    await ana.page.getByRole('button', { name: 'Clear for me' }).click();
    await question.getByRole('button', { name: 'Clear for me' }).click();
    await ana.page.getByText('No messages yet.').waitFor();
    await ana.button('Back').click();
    await ana.page.getByText('Nothing here yet').waitFor();

    await ana.page.reload();
    await ana.page.getByText('Nothing here yet').waitFor();
    await ben.say('still here?');
    await ana.sees('still here?');
    expect(await rows(ana).count()).toBe(1);
    await ben.page.reload();
    await ben.sees('something new 5');
  });
});
