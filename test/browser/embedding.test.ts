import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, demand, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';

describe('the chat on a page', () => {
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

  const signIn = async (name?: string) => {
    const session = await register(server, name);
    context = await openBrowser(browser, server, session);
    return session;
  };
  /** Records what the element tells the page. */
  const record = (page: Page) =>
    page.evaluate(() => {
      const events: { type: string; detail: unknown }[] = [];
      Object.assign(globalThis, { events });
      for (const type of ['chat-ready', 'chat-message', 'chat-unread', 'chat-error', 'chat-auth']) {
        document.addEventListener(type, (event) => events.push({ type, detail: (event as CustomEvent).detail }));
      }
    });
  const recorded = (page: Page, type: string) =>
    page.evaluate(
      (wanted) =>
        (globalThis as unknown as { events: { type: string; detail: Record<string, unknown> }[] }).events
          .filter((event) => event.type === wanted)
          .map(({ detail }) => detail),
      type,
    );

  it('works under the strictest policy, with no violation: own origin alone, trusted types required', async () => {
    context = await openBrowser(browser, server);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${server.url}/strict-csp`);
    const policy = (await (await fetch(`${server.url}/strict-csp`)).headers.get('content-security-policy')) ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');

    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByLabel('Name', { exact: true }).fill('strict');
    for (const label of ['Password', 'Repeat password']) {
      await page.getByLabel(label, { exact: true }).fill('correct horse battery');
    }
    await page.locator('button[type=submit]').click();
    const chat = await new ChatPage(page).ready();
    await chat.page
      .locator('chat-room-composer input[type=file]')
      .setInputFiles({ name: 'pixel.svg', mimeType: 'text/plain', buffer: Buffer.from('<svg/>') });
    await chat.say('**Hello** `strict` https://example.com <b>page</b>');
    await chat.sees('Hello strict');
    await chat.button('Emoji and stickers').click();
    await page.locator('[data-emoji]').first().waitFor();
    await page.keyboard.press('Escape');
    await chat.choose('Hello strict', 'Reply');
    await page.keyboard.press('Escape');
    await chat.button('Your profile').click();
    await page.getByLabel('Display name').waitFor();
    await page.keyboard.press('Escape');
    await chat.button('History and search').click();
    await page.locator('.hit').first().waitFor();
    expect(await page.locator('#violations').textContent()).toBe('No violation so far.');
    expect(complaints).toEqual([]);
  });

  it('floats behind a button: a badge counts, the page does not move, the focus goes in and comes back', async () => {
    const session = await signIn();
    const other = await connect(server, (await register(server)).accessToken);
    await join(other, 'shop');
    const page = await openHost(context, server, {
      body: '<p>A long page</p><div id="tall"></div><chat-room room="shop" mode="launcher"></chat-room>',
    });
    await page.locator('#tall').evaluate((tall) => {
      tall.style.blockSize = '3000px';
      scrollTo(0, 700);
    });
    const launcher = page.getByRole('button', { name: 'Open chat' });
    await launcher.waitFor();
    await send(other, 'shop', 'Anybody there?');
    const mistake = await send(other, 'shop', 'Wrong window, sorry');
    await page.getByRole('button', { name: 'Open chat, 2 unread messages' }).waitFor();
    await demand(other, 'message:delete', { messageId: mistake.id });
    await page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor();
    await launcher.click();
    const chat = new ChatPage(page);
    await chat.sees('Anybody there?');
    expect(await page.evaluate(() => scrollY)).toBe(700);
    expect(await page.getByRole('button', { name: 'Close chat' }).count()).toBe(1);
    expect(await chat.composer.evaluate((field) => field.matches(':focus'))).toBe(true);
    // A page that has a shortcut for each letter, and for one with Control.
    await page.evaluate(() =>
      document.addEventListener('keydown', (event) => {
        event.preventDefault();
        document.title += event.key;
      }),
    );
    await page.keyboard.type('a word ');
    await page.keyboard.press('Control+K');
    expect(await chat.composer.inputValue()).toBe('a word ');
    expect(await page.title()).toMatch(/^A pageControlk$/i);
    await chat.composer.fill('');
    expect(
      await page.getByRole('dialog').evaluate((panel) => panel.getBoundingClientRect().bottom <= innerHeight),
    ).toBe(true);
    // An input method's Escape gives up a word, and closes nothing.
    await chat.composer.evaluate((field) => {
      field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true, composed: true }),
      );
      return new Promise(requestAnimationFrame);
    });
    expect(await chat.composer.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await launcher.evaluate((button) => button.matches(':focus'))).toBe(true);
    expect(await page.evaluate(() => scrollY)).toBe(700);
    expect(session.user.guest).toBe(false);

    // On a phone it covers the window; one comes out of the room and of the way in alike, by one button.
    await page.setViewportSize({ width: 360, height: 640 });
    const close = page.getByRole('button', { name: 'Close chat' });
    const panel = page.getByRole('dialog');
    await launcher.click();
    await chat.ready();
    expect(await close.count()).toBe(1);
    await close.click();
    await panel.waitFor({ state: 'detached' });
    await page.locator('chat-room').evaluate((element: HTMLElement & { logout(): Promise<void> }) => element.logout());
    await launcher.click();
    await panel.getByRole('button', { name: 'Log in' }).waitFor();
    await close.click();
    await panel.waitFor({ state: 'detached' });
    other.disconnect();
  });

  it('tells somebody who looks elsewhere of private messages and mentions, once he has asked for it', async () => {
    const ana = await signIn();
    const ben = await connect(server, (await register(server, 'ben')).accessToken);
    await join(ben, 'notices');
    await context.grantPermissions(['notifications']);
    await context.addInitScript(() => {
      // What the system would show; and the person looks elsewhere, which no headless page ever does.
      const shown: string[] = [];
      const permission = { permission: 'granted', requestPermission: async () => 'granted' };
      const Shown = class {
        constructor(title: string, { body }: { body: string }) {
          shown.push(`${title}: ${body}`);
        }
      };
      Object.assign(globalThis, { shown, Notification: Object.assign(Shown, permission) });
    });
    const page = await openHost(context, server, { attributes: 'room="notices"' });
    const chat = await new ChatPage(page).ready();
    const shown = () => page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
    const look = (here: boolean) =>
      page.evaluate((isHere) => {
        document.hasFocus = () => isHere;
        dispatchEvent(new Event(isHere ? 'focus' : 'blur'));
      }, here);
    await chat.button('Your profile').click();
    await page.getByRole('switch', { name: 'On the desktop' }).click();
    await page.getByRole('switch', { name: 'Unread count in the title' }).click();
    await page.keyboard.press('Escape');

    await look(false);
    await send(ben, 'notices', 'nothing for you');
    await send(ben, 'notices', `@${ana.user.username} look here`);
    const { room } = await demand<{ room: { slug: string } }>(ben, 'dm:open', { username: ana.user.username });
    await join(ben, room.slug);
    await send(ben, room.slug, 'in private');
    await page.waitForFunction(() => document.title.startsWith('(3) '));
    await page.waitForFunction(() => (globalThis as unknown as { shown: string[] }).shown.length === 2);
    // Two conversations, so in either order.
    expect(new Set(await shown())).toEqual(
      new Set([`ben · notices: @${ana.user.username} look here`, 'ben: in private']),
    );
    await send(ben, room.slug, `\u202E${'long '.repeat(500)}`);
    await page.waitForFunction(() => (globalThis as unknown as { shown: string[] }).shown.length === 3);
    expect((await shown())[2]).toBe(`ben: ${'long '.repeat(60)}`);

    await look(true);
    await page.waitForFunction(() => document.title.startsWith('(2) '));
    await chat.conversation('ben').click();
    await page.waitForFunction(() => document.title === 'A page');

    await look(false);
    await chat.button('Your profile').click();
    await page.getByRole('switch', { name: 'Do not disturb' }).click();
    await page.keyboard.press('Escape');
    await send(ben, room.slug, 'not now');
    await chat.sees('not now');
    expect(await shown()).toHaveLength(3);
    expect(await page.title()).toBe('A page');
    ben.disconnect();
  });

  it('says that its server cannot be reached, and goes on with one that can', async () => {
    context = await openBrowser(browser, server);
    const page = await openHost(context, server, { attributes: 'room="lobby" server="http://127.0.0.1:9"' });
    await page.getByText('The server cannot be reached').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The server cannot be reached').waitFor();
    await page.locator('chat-room').evaluate((chat, url) => chat.setAttribute('server', url), server.url);
    await page.getByRole('button', { name: 'Log in' }).waitFor();
  });

  it('opens, sends, closes and logs out by its methods, and tells the page what happens', async () => {
    const { user } = await signIn();
    const other = await connect(server, (await register(server)).accessToken);
    await join(other, 'methods');
    const page = await context.newPage();
    await page.route(`${server.url}/host`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><body></body></html>' }),
    );
    await page.goto(`${server.url}/host`);
    await record(page);
    await page.evaluate((url) => import(`${url}/widget.js`), server.url);
    type Element = HTMLElement & {
      open(): void;
      close(): void;
      send(text: string): Promise<{ seq: number }>;
      logout(): Promise<void>;
    };
    const first = await page.evaluate(() => {
      document.body.innerHTML = '<chat-room room="methods" mode="launcher"></chat-room>';
      return (document.body.firstChild as Element).send('said at once');
    });
    expect(first).toMatchObject({ text: 'said at once', sender: { id: user.id } });
    const element = page.locator('chat-room');
    await page.waitForFunction(() =>
      (globalThis as unknown as { events: { type: string }[] }).events.some(({ type }) => type === 'chat-ready'),
    );
    expect(await recorded(page, 'chat-auth')).toEqual([{ signedIn: true, user }]);
    expect(await recorded(page, 'chat-ready')).toMatchObject([{ room: { slug: 'methods' }, user: { id: user.id } }]);

    const heard = await element.evaluate((chat: Element) => chat.send('said by the page'));
    expect(heard).toMatchObject({ text: 'said by the page', sender: { id: user.id } });
    const refused = element.evaluate((chat: Element) =>
      chat.send('x'.repeat(4_001)).catch(({ code }: { code: string }) => code),
    );
    expect(await refused).toBe('invalid');
    const offPage = page.evaluate(() =>
      (document.createElement('chat-room') as Element).send('from nowhere').catch(({ code }: { code: string }) => code),
    );
    expect(await offPage).toBe('unauthorized');
    await send(other, 'methods', 'heard by the page');
    await page.waitForFunction(() =>
      (globalThis as unknown as { events: { type: string }[] }).events.some(({ type }) => type === 'chat-message'),
    );
    expect(await recorded(page, 'chat-message')).toMatchObject([
      { room: { slug: 'methods' }, message: { text: 'heard by the page' } },
    ]);
    await until(async () => (await recorded(page, 'chat-unread')).at(-1)?.count === 1);

    await element.evaluate((chat: Element) => chat.open());
    await new ChatPage(page).sees('heard by the page');
    await element.evaluate((chat: Element) => chat.close());
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await element.evaluate((chat: Element) => chat.logout());
    expect((await recorded(page, 'chat-auth')).at(-1)).toEqual({ signedIn: false });
    other.disconnect();
  });

  it('shares one connection and one session among all rooms of a page', async () => {
    context = await openBrowser(browser, server);
    const page = await context.newPage();
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await page.goto(`${server.url}/two-rooms`);
    await page.getByRole('button', { name: 'Create account' }).first().click();
    const form = page.locator('chat-room-auth').first();
    await form.getByLabel('Name', { exact: true }).fill('twice');
    for (const label of ['Password', 'Repeat password'])
      await form.getByLabel(label, { exact: true }).fill('correct horse battery');
    await form.locator('button[type=submit]').click();
    await page.locator('chat-room-header .online').nth(1).waitFor();
    expect(await page.locator('chat-room-auth').count()).toBe(0);
    expect(sockets).toHaveLength(1);
    const lobby = page.locator('chat-room[room=lobby]');
    await lobby.locator('textarea').fill('only in the lobby');
    await lobby.locator('textarea').press('Enter');
    await lobby.locator('[data-seq]', { hasText: 'only in the lobby' }).waitFor();
    expect(await page.locator('chat-room[room=kitchen] [data-seq]').count()).toBe(0);
  });

  it('changes language, theme and room while it runs', async () => {
    const { user } = await signIn();
    const other = await register(server);
    const page = await openHost(context, server);
    const element = page.locator('chat-room');
    await new ChatPage(page).ready();
    // Changed back before the words have come.
    const words = page.waitForEvent('requestfinished', (request) => request.url().includes('/zh-CN-'));
    await element.evaluate((chat) => chat.setAttribute('lang', 'zh-CN'));
    await element.evaluate((chat) => chat.setAttribute('lang', 'en'));
    await words;
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await page.getByPlaceholder('Write a message').count()).toBe(1);
    await element.evaluate((chat) => chat.setAttribute('lang', 'zh-Hans'));
    await page.getByPlaceholder('输入消息').waitFor();
    await page.getByText('1 人在线').waitFor();
    await element.evaluate((chat) => {
      chat.removeAttribute('lang');
      document.documentElement.lang = 'zh';
    });
    await page.getByPlaceholder('输入消息').waitFor();
    await element.evaluate((chat) => {
      document.documentElement.lang = 'fr';
      chat.setAttribute('room', 'another-room');
    });
    await page.getByPlaceholder('Write a message').waitFor();
    await page.getByRole('heading', { name: 'another-room' }).waitFor();
    await element.evaluate((chat) => chat.setAttribute('room', ''));
    await page.getByText('This room does not exist').waitFor();
    // Nothing is offered that only a room has.
    for (const name of ['History and search', 'Show people']) {
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    }
    // What nobody has made yet is there when it is asked for again.
    const conversation = `dm:${[user.id, other.user.id].sort().join('.')}`;
    await element.evaluate((chat, slug) => chat.setAttribute('room', slug), conversation);
    await page.getByText('This room does not exist').waitFor();
    const socket = await connect(server, other.accessToken);
    await demand(socket, 'dm:open', { username: user.username });
    socket.disconnect();
    const title = page.getByRole('heading', { name: `Private conversation ${other.user.username}` });
    await until(async () => {
      await page
        .getByRole('button', { name: 'Try again' })
        .click({ timeout: 1_000 })
        .catch(() => undefined);
      return title.isVisible();
    });
    await element.evaluate((chat) => {
      chat.removeAttribute('room');
      chat.removeAttribute('theme');
    });
    await page.getByRole('heading', { name: 'lobby' }).waitFor();

    const ground = () => page.locator('chat-room .frame').evaluate((frame) => getComputedStyle(frame).backgroundColor);
    await element.evaluate((chat) => chat.setAttribute('theme', 'dark'));
    await page.waitForFunction(() => document.querySelector('chat-room')?.matches('[theme=dark]'));
    const dark = await ground();
    await element.evaluate((chat) => chat.setAttribute('theme', 'light'));
    expect(await ground()).not.toBe(dark);
    await page.addStyleTag({
      content: 'chat-room { --chat-surface: rgb(1, 2, 3) } chat-room::part(composer) { border-radius: 7px }',
    });
    expect(await ground()).toBe('rgb(1, 2, 3)');
    expect(await page.locator('[part=composer]').evaluate((bar) => getComputedStyle(bar).borderRadius)).toBe('7px');
    // How the page sets its own text is no affair of the chat; whether one sees it at all is the page's.
    const heading = page.locator('chat-room-header h2');
    const looks = () => heading.evaluate((one) => JSON.stringify(Object.entries(getComputedStyle(one))));
    const before = await looks();
    await page.addStyleTag({
      content: 'body { font: italic small-caps 30px/3 serif; text-indent: 3em; text-shadow: 0 0 9px; cursor: wait }',
    });
    expect(await looks()).toBe(before);
    // A box that is as wide as what is in it.
    await page.addStyleTag({ content: 'body { display: flex }' });
    expect(await element.evaluate((chat) => chat.getBoundingClientRect().width)).toBe(400);
    await page.addStyleTag({ content: 'body { visibility: hidden }' });
    expect(await heading.isVisible()).toBe(false);
  });

  it('goes on in the document of a frame that it is moved into, and back', async () => {
    await signIn();
    const errors: Error[] = [];
    context.on('weberror', (error) => errors.push(error.error()));
    const page = await openHost(context, server, { body: '<chat-room room="frames"></chat-room><iframe></iframe>' });
    const chat = await new ChatPage(page).ready();
    await chat.say('before');
    await chat.sees('before');
    await page.addStyleTag({ content: 'iframe { inline-size: 700px; block-size: 500px }' });
    const looks = (place: { locator: Page['locator'] }) =>
      place
        .locator('[part=bubble], chat-room-composer [part=composer], .frame, .context')
        .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).backgroundColor));
    await page.evaluate(() => {
      document.querySelector('iframe')?.contentDocument?.body.append(document.querySelector('chat-room') as Element);
    });
    const frame = page.frameLocator('iframe');
    // What was there, and what comes there for the first time.
    const row = frame.locator('[data-seq]').filter({ hasText: 'before' });
    await row.focus();
    await row.getByRole('button', { name: 'Reply' }).press('Enter');
    await frame.locator('chat-room-composer .context').waitFor();
    const isLeftToTheBrowser = await row.locator('.text').evaluate(async (text) => {
      const change = new Promise((resolve) => document.addEventListener('selectionchange', resolve, { once: true }));
      document.getSelection()?.selectAllChildren(text);
      await change;
      return text.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true }));
    });
    await frame.locator('chat-room-composer textarea').fill('in the frame');
    await frame.locator('chat-room-composer textarea').press('Enter');
    await frame.locator('[data-seq]').filter({ hasText: 'in the frame' }).waitFor();
    const inFrame = await looks(frame);
    await page.evaluate(() => {
      document.body.append(document.querySelector('iframe')?.contentDocument?.querySelector('chat-room') as Element);
    });
    await chat.sees('in the frame');
    await until(async () => JSON.stringify(await looks(page)) === JSON.stringify(inFrame));
    expect(isLeftToTheBrowser).toBe(true);
    expect(new Set(inFrame).size).toBeGreaterThan(2);
    expect(errors).toEqual([]);
  });

  it('can be moved about and taken away two hundred times, and leaves nothing behind', async () => {
    await signIn();
    const page = await openHost(context, server);
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await new ChatPage(page).ready();
    /** Four at once, in three rooms. */
    const mount = (rounds: number) =>
      page.evaluate(async (count) => {
        for (let round = 0; round < count; round++) {
          const chats = [0, 1, 2, 2].map((room) => {
            const chat = document.createElement('chat-room');
            chat.setAttribute('room', `moved-${room}`);
            return chat;
          });
          document.body.append(...chats);
          await new Promise(requestAnimationFrame);
          document.body.prepend(...chats);
          await new Promise(requestAnimationFrame);
          for (const chat of chats) chat.remove();
        }
      }, rounds);
    const session = await context.newCDPSession(page);
    const nodes = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
      return { nodes, jsEventListeners };
    };
    const before = await nodes();
    await mount(55);
    // What is under way keeps its element for a moment: a part that loads, a room that is asked for.
    await until(async () => {
      const now = await nodes();
      return now.nodes - before.nodes < 500 && now.jsEventListeners - before.jsEventListeners < 100;
    });
    expect(sockets.length).toBeLessThanOrEqual(1);
    const chat = new ChatPage(page);
    await chat.say('still alive');
    await chat.sees('still alive');
  });
});
