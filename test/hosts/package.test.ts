import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Room, User } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { password, register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { codeOf } from '../support/documents.js';
import { openBrowser } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, demand, join as enter, nextEvent, nextMessages, send } from '../support/sockets.js';
import { filesOf, serveSite, type WebSite } from '../support/web-site.js';
import { startBot } from './bot.js';
import { type HostSite, installHostSite } from './host-site.js';

const isBot = ({ username }: User) => username === 'dice';
const bin = join(import.meta.dirname, '../../node_modules/.bin');

describe('the packed widget, installed beside React and Vue', () => {
  let site: HostSite;
  let server: TestServer;
  let browser: Browser;
  let pages: WebSite;
  beforeAll(async () => {
    server = await startServer();
    [site, browser] = await Promise.all([installHostSite(server), launchBrowser()]);
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

  it('runs the program that docs/client.md is made of', async () => {
    const program = codeOf('docs/client.md', 'js run').replace('https://chat.example.com', server.url);
    writeFileSync(join(site.directory, 'client.mjs'), program);
    const printed = await site.run(process.execPath, 'client.mjs');
    expect(printed).toMatch(/^connection: online$/m);
    expect(printed).toMatch(/^sent as number 1$/m);
    expect(printed).toContain(`file at ${server.url}/api/v1/files/`);
    expect(printed).toMatch(/^refused: bad_credentials$/m);
  });

  it('runs the example bot, which answers in the room and in private, outlives the server, and ends when told', async () => {
    const { accessToken } = await register(server);
    const settings = { CHAT_SERVER: server.url, BOT_NAME: 'dice', BOT_PASSWORD: password, BOT_ROOM: 'games' };
    const bot = await startBot(site, settings);
    await server.restart();
    const player = await connect(server, accessToken);
    const present = nextEvent(player, 'presence', ({ joined }) => joined.some(isBot));
    const { online } = await enter(player, 'games');
    if (!online.some(isBot)) await present;

    const answer = nextMessages(player, ({ messages }) => messages.some(({ sender }) => isBot(sender)));
    const asked = await send(player, 'games', '!roll 2d6');
    expect((await answer).messages).toMatchObject([
      { text: expect.stringMatching(/^[1-6] \+ [1-6] = \d+$/), replyTo: { id: asked.id } },
    ]);
    const { room } = await demand<{ room: Room }>(player, 'dm:open', { username: 'dice' });
    const inPrivate = nextMessages(player, ({ messages }) => messages.some(({ sender }) => isBot(sender)));
    await send(player, room.slug, '!roll');
    expect(await inPrivate).toMatchObject({
      room: room.slug,
      messages: [{ text: expect.stringMatching(/^[1-6] = [1-6]$/) }],
    });

    const ended = once(bot, 'exit');
    bot.kill();
    expect(await ended).toEqual([0, null]);
    player.close();
  });

  it.each(['plain', 'react', 'vue'])('renders in a page of %s, tells it of events, and sends for it', async (host) => {
    const [visitor, other] = await Promise.all([register(server), register(server)]);
    const socket = await connect(server, other.accessToken);
    await enter(socket, 'support');
    const context = await openBrowser(browser, server, visitor);
    const page = await context.newPage();
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    const status = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

    await page.goto(`${pages.url}/${host}.html`);
    await status(`${visitor.user.displayName} is in support`);
    const heard = nextMessages(socket, ({ messages }) => messages.some(({ sender }) => sender.id === visitor.user.id));
    await page.getByRole('button', { name: 'Ask' }).click();
    expect((await heard).messages).toMatchObject([{ text: 'Is anybody there?' }]);
    await page.getByRole('log').getByText('Is anybody there?').last().waitFor();
    await send(socket, 'support', 'Welcome!');
    await status(`${other.user.displayName}: Welcome!`);

    expect(errors).toEqual([]);
    socket.close();
    await context.close();
  });
});
