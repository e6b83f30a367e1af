import type { Session } from '@chat-room/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { hostSecret, hostToken } from '../support/host-token.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

const gone = 'The server cannot be reached';

describe('what cannot be had', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let ann: Session;
  let errors: Error[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ env: { CHAT_HOST_SECRET: hostSecret } }), launchBrowser()]);
    ann = await register(server, 'ann');
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const chunk = (...names: string[]) => new RegExp(`/chunks/(?:${names.join('|')})-[^/]*\\.js$`);
  /** Opens a page of the host, and hears of everything that nobody there has caught. */
  const open = async (host: Parameters<typeof openHost>[2] = {}): Promise<Page> => {
    errors = [];
    context.on('weberror', (error) => errors.push(error.error()));
    return openHost(context, server, host);
  };

  it('of what lets the people of a site in is said, to the page once, and comes when it can be had', async () => {
    context = await openBrowser(browser, server);
    await context.addInitScript(() => {
      document.addEventListener('chat-error', (event) => {
        const { dataset } = document.documentElement;
        dataset.told = `${dataset.told ?? ''} ${(event as CustomEvent).detail.code}`;
      });
    });
    let tries = 0;
    await context.route(chunk('admission'), (route) => {
      tries++;
      return route.abort();
    });
    const page = await open({ attributes: `room="lobby" token="${hostToken({ sub: '1' })}"` });
    await page.getByText(gone).waitFor();
    await until(() => tries > 2);
    await context.unroute(chunk('admission'));
    await new ChatPage(page).ready();
    expect(await page.locator('html').getAttribute('data-told')).toBe(' offline');
    expect(errors).toEqual([]);
  });

  it('of the words for that is said by every element of the page', async () => {
    context = await openBrowser(browser, server);
    await context.route(chunk('state-view', 'later'), (route) => route.abort());
    await context.route('**/api/v1/config', (route) => route.abort());
    const page = await open({ body: '<chat-room room="lobby"></chat-room><chat-room room="shop"></chat-room>' });
    const rooms = page.locator('chat-room');
    for (const at of [0, 1]) await rooms.nth(at).getByRole('button', { name: gone }).waitFor();
    await context.unroute('**/api/v1/config');
    for (const at of [0, 1]) await rooms.nth(at).locator('chat-room-auth').waitFor();
    expect(errors).toEqual([]);
  });

  it('of another language is said in English, until it can be had', async () => {
    context = await openBrowser(browser, server);
    await context.route(chunk('zh-CN'), (route) => route.abort());
    const page = await open({ attributes: 'room="lobby" lang="zh-CN"' });
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await context.unroute(chunk('zh-CN'));
    await page.getByRole('button', { name: '登录' }).first().waitFor();
    expect(errors).toEqual([]);
  });

  it('of what a server allows is asked for again', async () => {
    context = await openBrowser(browser, server, ann);
    await context.route('**/api/v1/config', (route) => route.abort(), { times: 1 });
    const asked = context.waitForEvent('response', (response) => response.url().endsWith('/api/v1/config'));
    const page = await open();
    await new ChatPage(page).ready();
    expect((await asked).status()).toBe(200);
    await page.locator('chat-room').evaluate((room) => (room as unknown as { logout(): Promise<void> }).logout());
    await page.locator('chat-room-auth').waitFor();
    ann = await register(server);
  });

  it('of a server that the element has left since says nothing of the other one', async () => {
    context = await openBrowser(browser, server);
    let left = (): void => undefined;
    const isLeft = new Promise<void>((resolve) => {
      left = resolve;
    });
    const answered = new Promise<void>((resolve) => {
      void context.route('http://127.0.0.1:9/api/v1/config', async (route) => {
        await isLeft;
        await route.abort();
        resolve();
      });
    });
    const page = await open({ attributes: 'room="lobby" server="http://127.0.0.1:9"' });
    const asked = page.waitForResponse(`${server.url}/api/v1/config`);
    await page.locator('chat-room').evaluate((room, url) => room.setAttribute('server', url), server.url);
    await asked;
    left();
    await answered;
    await page.locator('chat-room-auth').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('still here');
    expect(await page.getByText(gone).count()).toBe(0);
  });

  it('of what stands beside a conversation is said there, and comes with the next press of its button', async () => {
    context = await openBrowser(browser, server, ann, { viewport: { width: 600, height: 700 } });
    const parts = chunk('side-lists', 'profile-dialog', 'history-view', 'suggestions');
    await context.route(parts, (route) => route.abort());
    const page = await open();
    const chat = await new ChatPage(page).ready();
    const failure = page.locator('chat-room-conversation [role=alert]');
    for (const [name, part] of [
      ['Show people', 'side-lists'],
      ['History and search', 'history-view'],
      ['Your profile', 'profile-dialog'],
    ] as const) {
      const asked = page.waitForRequest(chunk(part));
      await chat.button(name).click();
      await asked;
      await failure.waitFor();
    }
    await chat.say('hello @');
    await chat.sees('hello @');
    await context.unroute(parts);
    await chat.button('Your profile').click();
    await page.getByLabel('Display name').waitFor();
    await failure.waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it('of what takes files in keeps back the message that was to carry one', async () => {
    context = await openBrowser(browser, server, ann);
    let pressed = (): void => undefined;
    const isPressed = new Promise<void>((resolve) => {
      pressed = resolve;
    });
    await context.route(chunk('composer-extras'), async (route) => {
      await isPressed;
      await route.abort();
    });
    const page = await open();
    const chat = await new ChatPage(page).ready();
    await page.locator('chat-room-composer input[type=file]').setInputFiles({
      ...{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') },
    });
    await chat.say('see the file');
    pressed();
    await page.locator('chat-room-composer [role=alert]', { hasText: gone }).waitFor();
    expect(await chat.composer.inputValue()).toBe('see the file');
    await context.unroute(chunk('composer-extras'));
    await chat.say('never mind');
    await chat.sees('never mind');
    expect(await chat.message('see the file').count()).toBe(0);
  });

  it('of what shows an answer or an edit loses none of what is typed while it still loads', async () => {
    context = await openBrowser(browser, server, ann);
    let come = (): void => undefined;
    const hasCome = new Promise<void>((resolve) => {
      come = resolve;
    });
    await context.route(chunk('composer-extras'), async (route) => {
      await hasCome;
      await route.continue();
    });
    const page = await open({ attributes: 'room="slow-parts"' });
    const chat = await new ChatPage(page).ready();
    await chat.say('mine');
    await chat.sees('mine');
    await chat.composer.fill('half a ');
    await chat.choose('mine', 'Edit');
    await page.waitForFunction(() => document.activeElement?.localName === 'chat-room');
    await until(async () => (await chat.composer.inputValue()) === 'mine');
    await page.keyboard.type(' and more');
    await chat.choose('mine', 'Reply');
    await until(async () => (await chat.composer.inputValue()) === 'half a ');
    await page.keyboard.type('sentence');
    come();
    await page.locator('chat-room-composer .context').getByText('Reply to').waitFor();
    expect(await chat.composer.inputValue()).toBe('half a sentence');
    await chat.composer.press('Enter');
    await (await chat.sees('half a sentence')).locator('.quote').waitFor();
    expect(errors).toEqual([]);
  });

  it('for its bytes does not leave out the edges that contrast themes need', async () => {
    context = await openBrowser(browser, server, undefined, { forcedColors: 'active' });
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    const page = await open();
    await page.locator('chat-room-auth').waitFor();
    await page.waitForFunction(() => {
      const frame = document.querySelector('chat-room')?.shadowRoot?.querySelector('.frame');
      return frame && getComputedStyle(frame).borderTopStyle === 'solid';
    });
  });
});
