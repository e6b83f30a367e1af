import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { openBrowser } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join as enter, nextMessages, send } from '../support/sockets.js';
import { filesOf, serveSite, type WebSite } from '../support/web-site.js';
import { type HostSite, installHostSite } from './host-site.js';

const bin = join(import.meta.dirname, '../../node_modules/.bin');

describe('the packed widget, installed beside React and Vue', () => {
  let site: HostSite;
  let server: TestServer;
  let browser: Browser;
  let pages: WebSite;
  beforeAll(async () => {
    [site, server, browser] = await Promise.all([installHostSite(), startServer(), launchBrowser()]);
    await site.run('npm', 'run', 'build');
    pages = await serveSite(filesOf(join(site.directory, 'dist')));
  }, 180_000);
  afterAll(async () => {
    await Promise.all([pages?.close(), browser?.close(), server?.stop()]);
  });

  it('is packed as others can use it, with types for every entry', async () => {
    await site.run(join(bin, 'publint'), site.tarball, '--strict');
    await site.run(join(bin, 'attw'), site.tarball, '--profile', 'esm-only');
  });

  it('has types that let right use through, in TypeScript, JSX and Vue templates, and nothing else', async () => {
    await site.run('npm', 'run', 'check');
  }, 180_000);

  it('can be imported and rendered on a server', async () => {
    const element = '<chat-room room="lobby" mode="launcher"></chat-room>';
    expect(JSON.parse(await site.run(process.execPath, 'server-side.mjs'))).toEqual({ react: element, vue: element });
  });

  it.each([
    ['plain', 'Hello from plain modules'],
    ['react', 'Hello from React'],
    ['vue', 'Hello from Vue'],
  ])('renders in a page of %s, tells it of events, and sends for it', async (host, greeting) => {
    const [visitor, other] = await Promise.all([register(server), register(server)]);
    const socket = await connect(server, other.accessToken);
    await enter(socket, host);
    const context = await openBrowser(browser, server, visitor);
    const page = await context.newPage();
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    const status = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

    await page.goto(`${pages.url}/${host}.html?server=${encodeURIComponent(server.url)}`);
    await status(`${visitor.user.displayName} is in ${host}`);
    const heard = nextMessages(socket, ({ messages }) => messages.some(({ text }) => text === greeting));
    await page.getByRole('button', { name: 'Greet' }).click();
    await heard;
    await page.getByRole('log').getByText(greeting).waitFor();
    await send(socket, host, 'Welcome!');
    await status(`${other.user.displayName}: Welcome!`);

    expect(errors).toEqual([]);
    socket.close();
    await context.close();
  });
});
