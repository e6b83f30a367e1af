import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { password, register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { lineTo } from '../support/line.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';

/** Scripts that were asked for before the page was told that one can chat, or by now. */
function scriptsUntil(mark: string): string[] {
  const end = performance.getEntriesByName(mark)[0]?.startTime ?? performance.now();
  return performance
    .getEntriesByType('resource')
    .filter(({ name, startTime }) => new URL(name).pathname.endsWith('.js') && startTime < end)
    .map(({ name }) => name);
}

describe('what a page loads until one can chat', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let budgets: Record<'first' | 'launcher' | 'newcomer', number>;

  beforeAll(async () => {
    const file = resolve(import.meta.dirname, '../../widget/scripts/budgets.json');
    budgets = JSON.parse(await readFile(file, 'utf8'));
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const enter = async (...session: Parameters<typeof openBrowser>[2][]): Promise<void> => {
    context = await openBrowser(browser, server, ...session);
    await context.addInitScript(() => {
      document.addEventListener('chat-ready', () => performance.mark('chat-ready'));
      // What comes when the browser has nothing better to do is not waited for by anybody.
      Object.assign(globalThis, { requestIdleCallback: () => 0 });
    });
  };
  const kilobytes = async (scripts: readonly string[]): Promise<number> => {
    const sizes = scripts.map(async (url) => gzipSync(await (await fetch(url)).text(), { level: 9 }).length / 1_000);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };

  it('is within its budget with a session, and enough to read, write and come back after a loss', async () => {
    const other = await connect(server, (await register(server)).accessToken);
    await join(other, 'lobby');
    await send(other, 'lobby', 'said before');
    const session = await register(server);
    await enter(session);
    const first = await new ChatPage(await openHost(context, server)).ready();
    await first.sees('said before');
    const scripts = await first.page.evaluate(scriptsUntil, 'chat-ready');
    expect(await kilobytes(scripts)).toBeLessThanOrEqual(budgets.first);
    await context.close();

    const line = await lineTo([server]);
    context = await openBrowser(browser, line, session);
    const names = new Set(scripts.map((url) => new URL(url).pathname));
    await context.route('**/chunks/**', (route) =>
      names.has(new URL(route.request().url()).pathname) ? route.fallback() : route.abort(),
    );
    const chat = await new ChatPage(await openHost(context, line)).ready();
    await chat.sees('said before');
    await chat.say('with nothing else');
    await chat.sees('with nothing else');
    await send(other, 'lobby', 'an answer');
    await chat.sees('an answer');
    line.setDown(true);
    await chat.page.getByText('Reconnecting').waitFor();
    await chat.button('Now').waitFor();
    await chat.say('into the void');
    await send(other, 'lobby', 'missed');
    line.setDown(false);
    await chat.sees('missed');
    await chat.sees('into the void');
    other.disconnect();
    await line.close();
  });

  it('is within its budget for somebody who logs in first', async () => {
    const { user } = await register(server);
    await enter();
    const page = await openHost(context, server);
    await page.getByLabel('Name').fill(user.username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await new ChatPage(page).ready();
    expect(await kilobytes(await page.evaluate(scriptsUntil, 'chat-ready'))).toBeLessThanOrEqual(budgets.newcomer);
  });

  it('is within its budget for a launcher that nobody opens', async () => {
    await enter();
    const page = await openHost(context, server, { attributes: 'mode="launcher"' });
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(await kilobytes(await page.evaluate(scriptsUntil, 'never'))).toBeLessThanOrEqual(budgets.launcher);
  });
});
