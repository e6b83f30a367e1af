import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findings } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

const folder = resolve(import.meta.dirname, '../../demo-site');
const pages = (await readdir(folder)).filter((name) => name.endsWith('.html')).map((name) => name.slice(0, -5));

describe('the demo', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const open = async (path: string, options: Parameters<typeof openBrowser>[3] = {}): Promise<Page> => {
    context = await openBrowser(browser, server, undefined, options);
    const page = await context.newPage();
    await page.goto(`${server.url}/${path}`);
    return page;
  };
  /** What is said on the page, without code and the chat, that has letters but none of Chinese or Arabic. */
  const foreign = (page: Page): Promise<string[]> =>
    page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const said = [document.title];
      while (texts.nextNode()) {
        if (!texts.currentNode.parentElement?.closest('code, chat-room')) said.push(texts.currentNode.nodeValue ?? '');
      }
      return said.map((text) => text.trim()).filter((text) => /\p{L}/u.test(text) && /^[^\p{Lo}]*$/u.test(text));
    });

  it.each(pages)('is in Chinese for whom that is nearer, and fits a small screen: %s', async (name) => {
    const page = await open(name === 'index' ? '' : name, { locale: 'zh-CN', viewport: { width: 320, height: 640 } });
    await page.getByRole('link', { name: '概览' }).waitFor();
    await page.locator('chat-room :is(.launcher, button[type=submit], chat-room-header .online)').first().waitFor();
    // The names of the product, of a standard, of the other language.
    await until(async () => {
      const left = await foreign(page);
      return left.every((text) => ['Chat Room', 'API', 'CSS', 'English'].includes(text));
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  it('changes its language by a link, for all pages to come, and that of the chat', async () => {
    const page = await open('dark');
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await page.getByRole('link', { name: '中文' }).click();
    await page.getByRole('button', { name: '登录' }).waitFor();
    await page.getByRole('link', { name: '两个房间' }).click();
    await page.getByRole('heading', { name: '两个房间，一条连接。' }).waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Two rooms, one connection.' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Two rooms, one connection.' }).waitFor();
  });

  it('edits a theme on a chat that is live and stays in view on a phone, and gives its CSS', async () => {
    const page = await open('theme', {
      viewport: { width: 360, height: 720 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const chat = await new ChatPage(page).ready();
    await chat.say('In other colours');
    const bubble = (await chat.sees('In other colours')).locator('.bubble');
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('Ink').check();
    await page.getByLabel('Bubble corners').fill('10');
    await page.getByLabel('Own bubbles').fill('#aaddff');
    await page.getByLabel('Density').fill('2');
    const looks = () =>
      bubble.evaluate((element) => {
        const { backgroundColor, borderStartStartRadius, paddingBlockStart } = getComputedStyle(element);
        return `${backgroundColor} ${borderStartStartRadius} ${paddingBlockStart}`;
      });
    await until(async () => (await looks()) === 'rgb(170, 221, 255) 10px 14px');
    const field = page.getByLabel('Control corners');
    await field.scrollIntoViewIfNeeded();
    const [control, shown] = [await field.boundingBox(), await page.locator('chat-room').boundingBox()];
    expect(shown?.y).toBeGreaterThanOrEqual(0);
    expect((shown?.y ?? 0) + (shown?.height ?? 0)).toBeLessThanOrEqual(control?.y ?? 0);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const css = await page.evaluate(() => navigator.clipboard.readText());
    expect(css).toContain('--chat-own-tint: light-dark(#aaddff, #3a3a3a);');
    expect(css).toContain('--chat-radius-bubble: 10px;');
    expect(css).toContain('--chat-density: 2;');
  });
});
