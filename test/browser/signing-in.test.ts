import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { password, register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { hostSecret, hostToken } from '../support/host-token.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, nextEvent } from '../support/sockets.js';

describe('people who need not log in', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ env: { CHAT_HOST_SECRET: hostSecret } }), launchBrowser()]);
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const setToken = (page: Page, token: string) =>
    page
      .locator('chat-room')
      .first()
      .evaluate((room, value) => room.setAttribute('token', value), token);
  const kept = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(':session')));

  it('of the host site are in at once, on all elements by one exchange, and the page keeps nothing of it', async () => {
    context = await openBrowser(browser, server);
    const token = hostToken({ sub: '1', name: 'Maria of the shop' });
    let exchanges = 0;
    context.on('request', (request) => {
      if (request.url().endsWith('/auth/token')) exchanges++;
    });
    const page = await openHost(context, server, {
      body: `<chat-room room="lobby" token="${token}"></chat-room><chat-room room="shop" token="${token}"></chat-room>`,
    });
    const chat = await new ChatPage(page).ready();
    await chat.composer.first().fill('Signed in by the shop');
    await chat.composer.first().press('Enter');
    await page.locator('chat-room-messages [data-seq]').filter({ hasText: 'Signed in by the shop' }).waitFor();
    expect(exchanges).toBe(1);
    expect(await page.locator('chat-room-auth').count()).toBe(0);
    expect(await kept(page)).toEqual([]);
    await chat.button('Your profile').click();
    await page.getByLabel('Display name').waitFor();
    expect(await page.getByLabel('Display name').inputValue()).toBe('Maria of the shop');
    expect(await page.getByText('Change password').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Log out' }).count()).toBe(0);
  });

  it('take the place of whoever was logged in, and leave it to him when the site has no token any more', async () => {
    const before = await register(server, 'before');
    context = await openBrowser(browser, server, before);
    const page = await openHost(context, server);
    await new ChatPage(page).ready();
    const name = page.locator('chat-room-header .me img');
    const shows = async (id: string) =>
      page.waitForFunction(
        ([element, wanted]) => (element as HTMLImageElement | null)?.src.includes(wanted as string),
        [await name.elementHandle(), id] as const,
      );
    await shows(before.user.id);
    const signedIn = page.evaluate(
      () =>
        new Promise<{ id: string; displayName: string }>((resolve) => {
          document.addEventListener('chat-auth', (event) => {
            const { user } = (event as CustomEvent).detail;
            if (user?.displayName === 'Li') resolve(user);
          });
        }),
    );
    await setToken(page, hostToken({ sub: '2', name: 'Li' }));
    const { id } = await signedIn;
    expect(id).not.toBe(before.user.id);
    await page.locator(`chat-room-header .me img[src*="${id}"]`).waitFor();
    await setToken(page, '');
    await page.locator(`chat-room-header .me img[src*="${before.user.id}"]`).waitFor();
    expect(await kept(page)).toHaveLength(1);
  });

  it('are not let in by a token that is no good, and are when the page brings a better one', async () => {
    context = await openBrowser(browser, server);
    const page = await openHost(context, server, { attributes: 'room="lobby"' });
    const failed = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('chat-error', (event) => resolve((event as CustomEvent).detail.code));
        }),
    );
    await setToken(page, hostToken({ sub: '3', exp: 1 }));
    expect(await failed).toBe('unauthorized');
    await page.getByText('You cannot enter this room').waitFor();
    expect(await page.locator('chat-room-auth').count()).toBe(0);
    await setToken(page, hostToken({ sub: '3' }));
    await new ChatPage(page).ready();
    await page.locator('chat-room').evaluate((room) => (room as unknown as { logout(): Promise<void> }).logout());
    await page.getByText('You are logged out').waitFor();
    await page.getByRole('button', { name: 'Log in again' }).click();
    await new ChatPage(page).ready();
  });

  it('get in when the server is there again', async () => {
    context = await openBrowser(browser, server);
    await context.route('**/auth/token', (route) => route.abort());
    const page = await openHost(context, server, { attributes: `token="${hostToken({ sub: '4' })}"` });
    await page.getByText('The server cannot be reached').waitFor();
    await context.unroute('**/auth/token');
    await new ChatPage(page).ready();
  });

  it('are guests where the page lets them, the same after a reload, and may become somebody', async () => {
    context = await openBrowser(browser, server);
    const page = await openHost(context, server, { attributes: 'room="lobby" guest' });
    const chat = await new ChatPage(page).ready();
    await chat.say('Just passing by');
    await chat.sees('Just passing by');
    await page.reload();
    await new ChatPage(page).ready();
    await page.locator('[data-own], .own').filter({ hasText: 'Just passing by' }).first().waitFor();
    await chat.button('Attach files').click();
    await page.getByText('With an account you talk in private').waitFor();
    await page.getByRole('button', { name: 'Go on as a guest' }).click();
    await chat.button('Your profile').click();
    await page.getByText('You are here as a guest.').waitFor();
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    const { user } = await register(server);
    await page.getByLabel('Name', { exact: true }).fill(user.username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.locator('button[type=submit]').click();
    await page.locator(`chat-room-header .me img[src*="${user.id}"]`).waitFor();
  });

  it('are no guests of a launcher that nobody opens', async () => {
    context = await openBrowser(browser, server);
    const page = await openHost(context, server, { body: '<chat-room room="shop" mode="launcher" guest></chat-room>' });
    const ann = await connect(server, (await register(server)).accessToken);
    await join(ann, 'shop');
    const came = nextEvent(ann, 'presence', ({ joined }) => joined.some(({ guest }) => guest));
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(await kept(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open chat' }).click();
    await came;
    ann.disconnect();
  });
});

describe('guests who may only read', () => {
  it('see a way to log in where others write', async () => {
    const [server, browser] = await Promise.all([startServer({ env: { CHAT_GUESTS: 'read' } }), launchBrowser()]);
    const context = await openBrowser(browser, server);
    const page = await openHost(context, server, { attributes: 'room="lobby" guest lang="zh-CN"' });
    await page.locator('chat-room-header .online').first().waitFor();
    expect(await page.locator('chat-room-composer').count()).toBe(0);
    await page.getByRole('button', { name: '登录后发言' }).click();
    await page.getByText('有了账号').waitFor();
    await browser.close();
    await server.stop();
  });
});
