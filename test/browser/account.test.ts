import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { api, password, register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';

describe('an account in the browser', () => {
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

  const open = async (): Promise<Page> => {
    context = await openBrowser(browser, server);
    return openHost(context, server);
  };
  const fill = async (page: Page, fields: Record<string, string>) => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  };
  const problem = (page: Page, field: string) => page.locator(`#${field}-problem`);
  const submit = (page: Page) => page.locator('button[type=submit]').click();

  it('is made with a picture that is cropped first, and is still there after a reload', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Create account' }).click();
    // Red to the left, blue to the right: after a move to the right edge, only blue is left.
    const red = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#f00' } })
      .png()
      .toBuffer();
    const picture = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#00f' } })
      .composite([{ input: red, left: 0, top: 0 }])
      .png()
      .toBuffer();
    await page.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture });
    const stage = page.locator('chat-room-cropper .stage');
    await stage.focus();
    for (let step = 0; step < 80; step++) await stage.press('ArrowRight');
    await page.getByRole('button', { name: 'Use picture' }).click();
    await page.locator('.choose img').waitFor();
    await fill(page, { Name: 'picasso', Password: password, 'Repeat password': password });
    await submit(page);
    await new ChatPage(page).ready();

    const address = await page.locator('chat-room-header .me img').getAttribute('src');
    const avatar = Buffer.from(await (await fetch(String(address))).arrayBuffer());
    const { channels } = await sharp(avatar).stats();
    expect(channels[0]?.mean).toBeLessThan(20);
    expect(channels[2]?.mean).toBeGreaterThan(230);

    await page.reload();
    await new ChatPage(page).ready();
    expect(await page.locator('chat-room-people .line').first().textContent()).toContain('picasso');
  });

  it('says what is wrong beside the field it belongs to, and goes there', async () => {
    const taken = await register(server);
    const page = await open();
    await page.getByRole('button', { name: 'Create account' }).click();
    await submit(page);
    expect(await problem(page, 'username').textContent()).toBe('Please fill this in.');
    expect(await problem(page, 'password').textContent()).toBe('Please fill this in.');

    await fill(page, { Name: 'no spaces!', Password: 'short', 'Repeat password': 'short' });
    await submit(page);
    expect(await problem(page, 'username').textContent()).toContain('letters, digits');
    expect(await problem(page, 'password').textContent()).toBe('Use at least 8 characters.');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('chat-room');
    expect(await page.locator('#username').evaluate((field) => field.matches(':focus'))).toBe(true);

    await fill(page, { Name: 'somebody', Password: password, 'Repeat password': `${password}?` });
    await submit(page);
    expect(await problem(page, 'confirm').textContent()).toBe('The two passwords differ.');

    await fill(page, { Name: taken.user.username.toUpperCase(), 'Repeat password': password });
    await submit(page);
    await problem(page, 'username').waitFor();
    expect(await problem(page, 'username').textContent()).toContain('taken');
  });

  it('logs in, refuses a wrong password in one sentence, and logs out for good', async () => {
    const { user } = await register(server);
    const page = await open();
    await fill(page, { Name: user.username, Password: 'not the password' });
    await submit(page);
    expect(await page.getByRole('alert').textContent()).toContain('The name or the password is wrong.');

    await fill(page, { Password: password });
    await page.getByLabel('Password', { exact: true }).press('Enter');
    await new ChatPage(page).ready();

    await page.getByRole('button', { name: 'Your profile' }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Welcome', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Welcome', exact: true }).waitFor();
  });

  it('greets as somebody known only who was in, and says why he is out', async () => {
    const session = await register(server);
    context = await openBrowser(browser, server, session);
    const page = await openHost(context, server);
    await new ChatPage(page).ready();
    await api(server, 'POST', '/auth/logout', { token: session.accessToken });
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await page.getByText('You were logged out. Log in again to go on.').waitFor();
  });

  it('shows and hides the password, and says how strong a new one is', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Create account' }).click();
    const field = page.getByLabel('Password', { exact: true });
    await field.fill('12345678');
    await page.getByText('Password strength: weak').waitFor();
    await field.fill(password);
    await page.getByText('Password strength: strong').waitFor();
    await page.getByRole('button', { name: 'Show password' }).first().click();
    expect(await field.getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: 'Hide password' }).first().click();
    expect(await field.getAttribute('type')).toBe('password');
  });

  it('changes its name for everybody who is there, at once', async () => {
    const [ana, ben] = [await register(server), await register(server)];
    context = await openBrowser(browser, server, ana);
    const page = await openHost(context, server);
    await new ChatPage(page).ready();
    const other = await openBrowser(browser, server, ben);
    const watcher = new ChatPage(await openHost(other, server));
    await watcher.ready();
    await page.getByRole('button', { name: 'Your profile' }).click();
    await page.getByLabel('Display name').fill('Ana the First');
    await page.getByRole('button', { name: 'Save' }).click();
    await watcher.person('Ana the First').waitFor();
    // Characters are counted as the server counts them.
    const longest = '😀'.repeat(64);
    await page.getByLabel('Display name').fill(longest);
    await page.getByRole('button', { name: 'Save' }).click();
    await watcher.person(longest).waitFor();
    await other.close();
  });
});
