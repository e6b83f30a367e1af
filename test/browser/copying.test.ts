import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';

/** A name that browsers don't take for this machine: pages of it have no clipboard over plain HTTP. */
const elsewhere = 'chat.test';

describe('copying the text of a message', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startServer(),
      launchBrowser(`--host-resolver-rules=MAP ${elsewhere} 127.0.0.1`),
    ]);
    const ben = await connect(server, (await register(server, 'ben')).accessToken);
    await join(ben, 'lobby');
    await send(ben, 'lobby', 'To be copied');
    await send(ben, 'lobby', 'It stands at https://example.com/there');
    ben.disconnect();
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const open = async (url: string, attributes = ''): Promise<ChatPage> => {
    context = await openBrowser(browser, { url }, await register(server));
    return new ChatPage(await openHost(context, { url }, { attributes: `room="lobby" ${attributes}` })).ready();
  };

  it('works on pages over plain HTTP, and leaves the focus where it was', async () => {
    const chat = await open(server.url.replace('127.0.0.1', elsewhere));
    expect(await chat.page.evaluate(() => isSecureContext)).toBe(false);
    const row = await chat.sees('To be copied');
    await row.focus();
    await row.getByRole('button', { name: 'More' }).click();
    await chat.page.getByRole('menuitem', { name: 'Copy text' }).click();
    await chat.list
      .getByRole('status')
      .filter({ hasText: /^Copied$/ })
      .waitFor();
    await chat.list.locator('[data-seq]:focus-within').waitFor();
    await chat.composer.press('Control+V');
    await chat.page.waitForFunction(
      (field) => (field as HTMLTextAreaElement).value === 'To be copied',
      await chat.composer.elementHandle(),
    );
  });

  it('says so when the browser refuses, in the language of the chat', async () => {
    const { page, list } = await open(server.url, 'lang="zh-CN"');
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
      document.execCommand = () => false;
    });
    const row = list.locator('[data-seq]').first();
    await row.focus();
    await row.getByRole('button', { name: '更多' }).click();
    await page.getByRole('menuitem', { name: '复制' }).click();
    await list.getByRole('status').filter({ hasText: '浏览器不允许复制。' }).waitFor();
  });

  it('is left to the menu of the browser where something is selected, and on links', async () => {
    const { page, list } = await open(server.url);
    await page.evaluate(() => {
      document.addEventListener('contextmenu', ({ defaultPrevented }) => {
        document.documentElement.dataset.menu = defaultPrevented ? 'ours' : 'its own';
      });
    });
    const opens = (menu: string, place: Locator) =>
      until(async () => {
        await place.click({ button: 'right' });
        const opened = await page.locator('html').getAttribute('data-menu');
        await page.keyboard.press('Escape');
        return opened === menu;
      });
    const text = list.locator('.text').filter({ hasText: 'To be copied' });
    const link = list.locator('.text a');
    await opens('ours', text);
    await opens('its own', link);
    await text.dblclick();
    await opens('its own', text);
    await opens(
      'ours',
      list
        .locator('[data-seq]')
        .filter({ has: page.locator('.text a') })
        .locator('time'),
    );
  });
});
