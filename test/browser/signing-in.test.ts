import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { password, register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { hostSecret, hostToken } from '../support/host-token.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, demand, join, nextEvent, send } from '../support/sockets.js';

let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(() => context.close());
afterAll(() => browser.close());

describe('people who need not log in', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ env: { CHAT_HOST_SECRET: hostSecret } });
  });
  afterAll(() => server.stop());

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
    await page.locator('chat-room-composer input[type=file]').setInputFiles({
      ...{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') },
    });
    await page.locator('chat-room-pending').waitFor();
    await setToken(page, '');
    await page.locator(`chat-room-header .me img[src*="${before.user.id}"]`).waitFor();
    // What the one had chosen is not for the other to send.
    expect(await page.locator('chat-room-pending').count()).toBe(0);
    expect(await kept(page)).toHaveLength(1);
  });

  it('are there until no element of the page has a token any more, and leave the place to whoever was logged in', async () => {
    const before = await register(server);
    context = await openBrowser(browser, server, before);
    const token = hostToken({ sub: '5' });
    const page = await openHost(context, server, {
      body: `<chat-room room="lobby" token="${token}"></chat-room><chat-room room="lobby" token="${token}"></chat-room>`,
    });
    const rooms = page.locator('chat-room');
    const isLoggedIn = `chat-room-header .me img[src*="${before.user.id}"]`;
    const isOfHost = `chat-room-header .me img:not([src*="${before.user.id}"])`;
    for (const at of [0, 1]) await rooms.nth(at).locator(isOfHost).waitFor();
    await rooms.first().evaluate((room) => {
      room.setAttribute('token', '');
      return (room as unknown as { updateComplete: Promise<unknown> }).updateComplete;
    });
    const chat = new ChatPage(page);
    await chat.composer.last().fill('Still here');
    await chat.composer.last().press('Enter');
    for (const at of [0, 1]) await rooms.nth(at).locator('[data-seq].own', { hasText: 'Still here' }).waitFor();
    await rooms.last().evaluate((room) => room.setAttribute('token', ''));
    for (const at of [0, 1]) await rooms.nth(at).locator(isLoggedIn).waitFor();
    expect(await kept(page)).toHaveLength(1);
  });

  it('are not there any more when their element is taken away for one without a token', async () => {
    context = await openBrowser(browser, server);
    const page = await openHost(context, server, { attributes: `room="lobby" token="${hostToken({ sub: '6' })}"` });
    await new ChatPage(page).ready();
    const picture = page.locator('chat-room-header .me img');
    await picture.waitFor();
    const host = new URL((await picture.getAttribute('src')) ?? '', server.url).pathname;
    await page.locator('chat-room').evaluate((room) => {
      const next = document.createElement('chat-room');
      next.setAttribute('guest', '');
      room.replaceWith(next);
    });
    await page.locator(`chat-room-header .me img:not([src*="${host}"])`).waitFor();
    await new ChatPage(page).ready();
    expect(await kept(page)).toHaveLength(1);
  });

  it('stay when their element is moved in the page, which is no going', async () => {
    const ann = await connect(server, (await register(server)).accessToken);
    await join(ann, 'shop');
    context = await openBrowser(browser, server);
    const token = hostToken({ sub: '7' });
    const page = await openHost(context, server, {
      body: `<chat-room room="lobby" token="${token}"></chat-room><chat-room room="shop"></chat-room><main></main>`,
    });
    let goes = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/auth/logout')) goes++;
    });
    for (const at of [0, 1]) await page.locator('chat-room-header .online').nth(at).waitFor();
    const left = nextEvent(ann, 'presence', (event) => event.left.length > 0);
    await page.evaluate(() => {
      const [lobby, shop] = document.querySelectorAll('chat-room');
      document.querySelector('main')?.append(lobby as Element);
      shop?.remove();
    });
    // The other one, which was taken away at the same time, counts as gone.
    await left;
    const chat = new ChatPage(page);
    await chat.say('Still here');
    await chat.sees('Still here');
    expect(goes).toBe(0);
    ann.disconnect();
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
    /** Says something before anybody can know whether the token is good. */
    const sayWith = (token: string) =>
      page.locator('chat-room').evaluate((room, brought) => {
        room.setAttribute('token', brought);
        const { send } = room as unknown as { send(text: string): Promise<{ text: string }> };
        return send.call(room, 'With a token').then(
          ({ text }) => text,
          ({ code }: { code: string }) => code,
        );
      }, token);
    expect(await sayWith(hostToken({ sub: '3', exp: 1 }))).toBe('unauthorized');
    expect(await failed).toBe('unauthorized');
    await page.getByText('You cannot enter this room').waitFor();
    expect(await page.locator('chat-room-auth').count()).toBe(0);
    expect(await sayWith(hostToken({ sub: '3' }))).toBe('With a token');
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
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ env: { CHAT_GUESTS: 'read' } });
  });
  afterAll(() => server.stop());

  const open = async (attributes = ''): Promise<ChatPage> => {
    context = await openBrowser(browser, server);
    return new ChatPage(await openHost(context, server, { attributes: `room="lobby" guest ${attributes}` })).ready();
  };

  it('see a way to log in where others write, and no invitation to do so', async () => {
    const { page } = await open('lang="zh-CN"');
    await page.getByText('还没有消息').waitFor();
    expect(await page.getByText('打个招呼吧').count()).toBe(0);
    expect(await page.locator('chat-room-composer').count()).toBe(0);
    await page.getByRole('button', { name: '登录后发言' }).click();
    await page.getByText('有了账号').waitFor();
  });

  it('are offered nothing that would be refused', async () => {
    const ann = await connect(server, (await register(server)).accessToken);
    await join(ann, 'lobby');
    const { id } = await send(ann, 'lobby', 'Read only');
    await demand(ann, 'message:react', { messageId: id, emoji: '👍', on: true });
    ann.disconnect();
    const chat = await open();
    const { page } = chat;
    const row = await chat.sees('Read only');
    expect(await row.locator('.reactions button').isDisabled()).toBe(true);
    await row.focus();
    await row.getByRole('toolbar').waitFor();
    expect(await row.getByRole('toolbar').getByRole('button').count()).toBe(1);
    await row.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menu').waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      expect.stringContaining('Copy text'),
      expect.stringContaining('Log in to write'),
    ]);
    expect(await page.getByRole('menuitemcheckbox').count()).toBe(0);
    await chat.list.evaluate((list) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.txt'));
      list.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    });
    expect(await page.locator('[data-drop]').count()).toBe(0);
    await page.getByRole('menuitem', { name: 'Log in to write' }).click();
    await page.getByText('With an account you talk in private').waitFor();
  });
});
