import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Session } from '@chat-room/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { api } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { codeBlocks } from '../support/documents.js';
import { hostSecret } from '../support/host-token.js';
import { openBrowser } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { serveSite, type WebSite } from '../support/web-site.js';

const examples = resolve(import.meta.dirname, '../../docs/examples');
const [withToken = '', asGuest = ''] = codeBlocks('docs/signing-in.md', 'html run');

/** Runs a line of Python beside the example. */
const python = (line: string) =>
  execFileSync(process.env.CHAT_TEST_PYTHON ?? 'python3', ['-B', '-c', line], {
    cwd: examples,
    encoding: 'utf8',
  }).trim();

describe('the examples of signing in', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let site: WebSite | undefined;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ env: { CHAT_HOST_SECRET: hostSecret } }), launchBrowser()]);
  });
  afterEach(async () => {
    await context?.close();
    await site?.close();
    site = undefined;
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const nodeToken = async (userId: string, name: string): Promise<string> => {
    const { chatToken } = await import(join(examples, 'host-token.mjs'));
    return chatToken(hostSecret, userId, name);
  };

  it('sign tokens that are accepted, in Node and in Python alike', async () => {
    const tokens = [
      await nodeToken('42', 'Wei'),
      python(`from host_token import chat_token; print(chat_token(${JSON.stringify(hostSecret)}, '42', 'Wei'))`),
    ];
    const answers = await Promise.all(
      tokens.map((token) => api<Session>(server, 'POST', '/auth/token', { json: { token } })),
    );
    expect(answers.map(({ status, body }) => [status, body.user.displayName])).toEqual([
      [200, 'Wei'],
      [200, 'Wei'],
    ]);
    expect(answers[0]?.body.user.id).toBe(answers[1]?.body.user.id);
  });

  it.each([
    ['bring a token of the site', withToken],
    ['let guests in', asGuest],
  ])('%s', async (_, code) => {
    const token = await nodeToken('7', 'Somebody of the site');
    const html = `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"></head><body>${code.replaceAll(
      'https://chat.example.com',
      server.url,
    )}</body></html>`;
    site = await serveSite(async (path) => (path === '/chat-token' ? token : html));
    context = await openBrowser(browser, server);
    const page = await context.newPage();
    await page.goto(`${site.url}/page.html`);
    const launcher = page.getByRole('button', { name: 'Open chat' });
    if (code.includes('launcher')) await launcher.click();
    const chat = await new ChatPage(page).ready();
    await chat.say('Hello from the site');
    await chat.sees('Hello from the site');
    expect(await page.locator('chat-room-auth').count()).toBe(0);
  });
});
