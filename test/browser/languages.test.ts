import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, send } from '../support/sockets.js';

/** The room's slug and the address that somebody writes are nobody's words. */
const data = /lobby|https:\/\/\S+/g;

describe('a chat in Chinese', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let mei: ChatSocket;
  let visitors = 0;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    mei = await connect(server, (await register(server, '小雨')).accessToken);
    await join(mei, 'lobby');
    const first = await send(mei, 'lobby', '大家好，看 https://example.com');
    await send(mei, 'lobby', '再说一句', { replyTo: first.id });
    await demand(mei, 'message:react', { messageId: first.id, emoji: '👍', on: true });
    const gone = await send(mei, 'lobby', '错了');
    await demand(mei, 'message:delete', { messageId: gone.id });
  });
  afterEach(() => context.close());
  afterAll(async () => {
    mei.disconnect();
    await browser.close();
    await server.stop();
  });

  /** Everything that is said on the page, by sight or to screen readers, in which words of another script stand. */
  const foreign = async (page: Page): Promise<string[]> => {
    const said = await page.evaluate(() => {
      const elements = (root: Document | ShadowRoot): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? elements(one.shadowRoot) : [])]);
      return elements(document.querySelector('chat-room')?.shadowRoot ?? document)
        .filter((one) => !one.closest('style') && one.checkVisibility({ visibilityProperty: true }))
        .flatMap((one) => [
          ...[...one.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map((text) => text.textContent),
          ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => one.getAttribute(name)),
        ]);
    });
    return [...new Set(said)].filter((text): text is string => /[a-z]{2,}/i.test(text?.replace(data, '') ?? ''));
  };
  const open = async (isIn: boolean): Promise<Page> => {
    const session = isIn ? await register(server, `访客${++visitors}`) : undefined;
    context = await openBrowser(browser, server, session, { locale: 'zh-CN' });
    return openHost(context, server, { html: 'lang="zh-CN"' });
  };

  it('says nothing in another language: the way in, and what is wrong with it', async () => {
    const page = await open(false);
    await page.getByRole('button', { name: '登录' }).waitFor();
    expect(await foreign(page)).toEqual([]);
    await page.getByRole('button', { name: '登录' }).click();
    await page.locator('.problem').first().waitFor();
    expect(await foreign(page)).toEqual([]);
    await page.getByRole('button', { name: '注册' }).click();
    await page.locator('input[type=password]').first().fill('短');
    await page.locator('button[type=submit]').click();
    await page.locator('.problem').first().waitFor();
    expect(await foreign(page)).toEqual([]);
  });

  it('says nothing in another language: the room and all that opens in it', async () => {
    const page = await open(true);
    const field = page.locator('textarea');
    const message = page.locator('[data-seq]').filter({ hasText: '再说一句' });
    await page.locator('chat-room-people .line').nth(1).waitFor();
    await field.fill('我也来了');
    await field.press('Enter');
    await page.locator('.own[data-seq]').waitFor();
    await message.locator('.quote').waitFor();
    await message.hover();
    await message.locator('.tools').waitFor();
    expect(await foreign(page)).toEqual([]);
    await message.click({ button: 'right' });
    await page.getByRole('menuitem', { name: '回复' }).waitFor();
    expect(await foreign(page)).toEqual([]);
    await page.getByRole('menuitem', { name: '回复' }).click();
    await page.locator('chat-room-composer .context').waitFor();
    expect(await foreign(page)).toEqual([]);
    await field.press('Escape');
    await field.press('ArrowUp');
    await field.fill('字'.repeat(4_010));
    expect(await foreign(page)).toEqual([]);
    await field.press('Escape');
    await page.getByRole('button', { name: '表情' }).first().click();
    await page.locator('[data-emoji]').first().waitFor();
    // Some of two thousand emoji are called so: "OK手势".
    await page.getByRole('searchbox').fill('猫');
    await page.locator('[data-emoji="👌"]').waitFor({ state: 'detached' });
    expect(await foreign(page)).toEqual([]);
    await page.getByRole('tab', { name: '表情包' }).click();
    expect(await foreign(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('chat-room-header .me').click();
    await page.locator('chat-room-profile dialog').waitFor();
    await page.locator('chat-room-profile summary').click();
    await page.getByRole('switch').last().click();
    expect(await foreign(page)).toEqual([]);
  });

  it('says nothing in another language: in private, in the history, without a connection', async () => {
    const page = await open(true);
    await page.locator('chat-room-people .line').filter({ hasText: '小雨' }).click();
    await page.locator('.empty').waitFor();
    expect(await foreign(page)).toEqual([]);
    await page.locator('chat-room-header button').first().click();
    await page.locator('chat-room-header .history').click();
    await page.locator('.hit').first().waitFor();
    expect(await foreign(page)).toEqual([]);
    await page.getByRole('searchbox').fill('没有的');
    await page.locator('.state b').waitFor();
    expect(await foreign(page)).toEqual([]);
    await page.locator('.clear').click();
    await page.getByRole('alertdialog').waitFor();
    expect(await foreign(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await context.setOffline(true);
    await page.locator('.bar[role=status]').waitFor();
    expect(await foreign(page)).toEqual([]);
  });
});
