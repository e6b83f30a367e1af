import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';

/** Would widen the page, or lie over its neighbours, if anything of it could. */
const texts = [
  'w'.repeat(2000),
  `https://example.com/${'path'.repeat(400)}`,
  '😀'.repeat(2000),
  `Z${'\u0300\u0301\u0302\u0303\u0304\u0305'.repeat(60)}algo`,
  '\u202Ebackwards\u202C and \u2066isolated',
  'שלום and 你好 and مرحبا in one line',
  `\`\`\`\n${'code'.repeat(400)}\n\`\`\``,
  `${'> '.repeat(60)}deep`,
  `\`${'x'.repeat(300)}\` **${'bold'.repeat(100)}**`,
];
/** CSS pixels of the window; 640 is a window of 1,280 at 200 % zoom. */
const widths = [320, 360, 640, 768, 1280];

describe('hostile text', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    const session = await register(server, 'W'.repeat(32));
    const [own, other] = await Promise.all([
      connect(server, session.accessToken),
      connect(server, (await register(server, '名'.repeat(32))).accessToken),
    ]);
    await Promise.all([join(own, 'lobby'), join(other, 'lobby')]);
    for (const text of texts) {
      const { id } = await send(other, 'lobby', text);
      await send(own, 'lobby', text, { replyTo: id });
    }
    const context = await openBrowser(browser, server, session, { reducedMotion: 'reduce' });
    page = await openHost(context, server);
    const chat = await new ChatPage(page).ready();
    await chat.list.locator('.quote').last().waitFor();
    await chat.list.locator('strong').last().waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** What is wider than its place: whatever scrolls sideways without being meant to, and rows that stick out or overlap. */
  const faults = () =>
    page.evaluate(() => {
      const found: string[] = [];
      const roots = [document as Document | ShadowRoot];
      for (const root of roots) {
        for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
      }
      const panes = roots.flatMap((root) => [
        ...root.querySelectorAll('chat-room, .frame, .layout, .main, .scroll, .rows, header, .bar, aside > *'),
      ]);
      for (const pane of [document.documentElement, ...panes]) {
        const width = Math.ceil(pane.getBoundingClientRect().width);
        if (pane.scrollWidth > Math.max(width, pane.clientWidth))
          found.push(`${pane.localName}.${pane.className} scrolls sideways`);
      }
      const rows = roots.flatMap((root) => [...root.querySelectorAll('[data-key]')]);
      let above = Number.NEGATIVE_INFINITY;
      for (const row of rows) {
        const list = row.parentElement?.getBoundingClientRect() ?? new DOMRect();
        for (const part of row.querySelectorAll('.bubble, .name, .quote, .text, .meta')) {
          const { left, right } = part.getBoundingClientRect();
          if (left < list.left - 1 || right > list.right + 1)
            found.push(`${part.className} of ${row.textContent?.slice(0, 20)} sticks out`);
        }
        const { top, bottom } = row.getBoundingClientRect();
        if (top < above - 1) found.push(`${row.textContent?.slice(0, 20)} lies over the one above`);
        above = bottom;
      }
      return { rows: rows.length, found };
    });

  /** Of the longest and the shortest messages, one after the other: whose buttons lie on what is said there, or reach out. */
  const coveredByButtons = () =>
    page.evaluate(async () => {
      const root = document.querySelector('chat-room')?.shadowRoot?.querySelector('chat-room-workspace')?.shadowRoot;
      const list = root?.querySelector('chat-room-conversation')?.shadowRoot?.querySelector('chat-room-messages');
      const covered: string[] = [];
      const all = [...(list?.shadowRoot?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
      const rows = all.filter(({ textContent }) => /w{9}|algo/.test(textContent ?? ''));
      for (const row of rows) {
        row.focus();
        while (!row.querySelector('.tools')) await new Promise(requestAnimationFrame);
        const tools = row.querySelector('.tools')?.getBoundingClientRect() ?? new DOMRect();
        const sides = row.getBoundingClientRect();
        const isOut = tools.left < sides.left - 1 || tools.right > sides.right + 1;
        const isOn = [...row.querySelectorAll('.name, .bubble')].some((part) => {
          const { left, right, top, bottom } = part.getBoundingClientRect();
          return tools.left < right && tools.right > left && tools.top < bottom - 1 && tools.bottom > top + 1;
        });
        if (isOut || isOn) covered.push(`${row.className} ${row.textContent?.slice(0, 20)}`);
      }
      return { tried: rows.length, covered };
    });

  for (const direction of ['ltr', 'rtl']) {
    it.each(widths)(`stays in its place at %i pixels, ${direction}`, async (width) => {
      await page.setViewportSize({ width, height: 720 });
      await page.evaluate(async (dir) => {
        document.documentElement.dir = dir;
        // Container queries and observers have had their say, and the lists that listen to them, after five frames.
        for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
      }, direction);
      expect(await faults()).toEqual({ rows: texts.length * 2, found: [] });
      expect(await coveredByButtons()).toEqual({ tried: 4, covered: [] });
    });
  }
});
