import type { HistoryPage, Session } from '@chat-room/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { api, register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';

describe('what is written when the connection is bad', () => {
  let server: TestServer;
  let browser: Browser;
  let session: Session;
  let context: BrowserContext;
  let rooms = 0;
  let room: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const open = async (): Promise<ChatPage> => {
    room = `room-${++rooms}`;
    session = await register(server);
    context = await openBrowser(browser, server, session);
    return new ChatPage(await openHost(context, server, { attributes: `room="${room}"` })).ready();
  };
  const reopen = async (): Promise<ChatPage> =>
    new ChatPage(await openHost(context, server, { attributes: `room="${room}"` }));
  const stored = async (): Promise<string[]> => {
    const path = `/rooms/${room}/messages`;
    const { body } = await api<HistoryPage>(server, 'GET', path, { token: session.accessToken });
    return body.messages.map(({ text }) => text);
  };

  it('waits offline, survives the page, and is sent once and in order when somebody is back', async () => {
    const chat = await (await open()).whole();
    await context.setOffline(true);
    await chat.page.getByText('You are offline').waitFor();
    // Who else is here, nobody knows now.
    await chat.page.locator('chat-room-header').getByText('Offline', { exact: true }).waitFor();
    await chat.page.locator('chat-room-people').getByText('As it was when the connection was lost.').waitFor();
    expect(await chat.page.locator('chat-room-header .online, chat-room-people .here').count()).toBe(0);
    await chat.say('first in the tunnel');
    await chat.say('second in the tunnel');
    await chat.message('second in the tunnel').getByRole('img', { name: 'Sending' }).waitFor();
    await chat.composer.fill('half a sentence');
    await chat.page.close();
    await context.setOffline(false);

    const again = await reopen();
    await again.sees('first in the tunnel');
    await again.sees('second in the tunnel');
    expect(await again.composer.inputValue()).toBe('half a sentence');
    expect(await stored()).toEqual(['first in the tunnel', 'second in the tunnel']);
    expect(await again.message('first in the tunnel').count()).toBe(1);
  });

  it('goes on by itself when the server was killed and comes back, with nothing lost, doubled or out of order', async () => {
    const chat = await open();
    await chat.say('before');
    await chat.sees('before');
    await server.kill('SIGKILL');
    await chat.say('while it was away');
    await chat.say('still away');
    await chat.page.getByText('Reconnecting').waitFor();
    await server.start();
    // Or it has come back by itself.
    await Promise.any([chat.button('Try now').click(), chat.sees('still away')]);
    await chat.sees('still away');
    expect(await stored()).toEqual(['before', 'while it was away', 'still away']);
    await chat.page.getByText('Reconnecting').waitFor({ state: 'detached' });
  });

  it('is sent once and in order by two tabs of one person, also what was written in one that is closed', async () => {
    const [chat, other] = [await open(), await (await reopen()).ready()];
    await context.setOffline(true);
    for (const { page } of [chat, other]) await page.getByText('You are offline').waitFor();
    await chat.say('from the first tab');
    await other.say('from the second tab');
    await chat.say('and then it was closed');
    await chat.message('and then it was closed').getByRole('img', { name: 'Sending' }).waitFor();
    await chat.page.close();
    await context.setOffline(false);
    for (const text of ['from the first tab', 'and then it was closed', 'from the second tab']) await other.sees(text);
    const texts = await stored();
    expect([...texts].sort()).toEqual(['and then it was closed', 'from the first tab', 'from the second tab']);
    expect(texts.indexOf('from the first tab')).toBeLessThan(texts.indexOf('and then it was closed'));
  });

  it('is whole, the messages of others too, when a tab wakes that slept while the server was restarted', async () => {
    const chat = await open();
    await chat.say('before sleeping');
    await chat.sees('before sleeping');
    const devtools = await context.newCDPSession(chat.page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    const token = (await register(server)).accessToken;
    const sayAll = async (...texts: string[]) => {
      const other = await connect(server, token);
      await join(other, room);
      for (const text of texts) await send(other, room, text);
      other.disconnect();
    };
    await sayAll('while it slept', 'and slept');
    await server.restart('SIGKILL');
    await sayAll('said by the next server');
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await chat.say('awake');
    await chat.sees('awake');
    await chat.sees('said by the next server');
    const rows = await chat.list.locator('[data-seq]').evaluateAll((all) => all.map((row) => Number(row.dataset.seq)));
    expect(rows).toEqual([1, 2, 3, 4, 5]);
    expect(await stored()).toEqual([
      'before sleeping',
      'while it slept',
      'and slept',
      'said by the next server',
      'awake',
    ]);
  });

  it('shows what the others said meanwhile', async () => {
    const chat = await open();
    const other = await connect(server, (await register(server)).accessToken);
    await join(other, room);
    await context.setOffline(true);
    await chat.page.getByText('You are offline').waitFor();
    for (let n = 1; n <= 70; n++) await send(other, room, `missed ${n}`);
    await context.setOffline(false);
    await chat.sees('missed 70');
    await chat.page.getByRole('log').evaluate((list) => {
      list.scrollTop = -list.scrollHeight;
    });
    await chat.sees('missed 1');
    other.disconnect();
  });

  it('fails in its place when it is refused, holds up nobody, and goes when it is tried again', async () => {
    const chat = await open();
    const json = { code: 'too_large', fields: { quota: 'too_big' }, limit: 8_000 };
    await chat.page.route('**/api/v1/files', (route) => route.fulfill({ status: 413, json }));
    const file = { name: 'big.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(10_000, 1) };
    await chat.page.locator('chat-room-composer input[type=file]').setInputFiles(file);
    await chat.say('with a file');
    const row = chat.message('with a file');
    await row.getByText('Not sent.').waitFor();
    expect(await row.getByRole('alert').textContent()).toContain('Your files together may have 8 kB.');
    await chat.say('later words');
    await chat.sees('later words');

    await chat.page.unroute('**/api/v1/files');
    await row.getByRole('button', { name: 'Retry' }).click();
    await (await chat.sees('with a file')).getByRole('link', { name: 'Download big.bin' }).waitFor();
    expect(await stored()).toEqual(['later words', 'with a file']);
  });

  it('goes without a file that is refused for good, which nobody is asked to try again, also after a reload', async () => {
    const chat = await open();
    const json = { code: 'too_large', limit: 8_000 };
    await chat.page.route('**/api/v1/files', (route) => route.fulfill({ status: 413, json }));
    const file = (name: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(10_000, 1) });
    await chat.page.locator('chat-room-composer input[type=file]').setInputFiles([file('film.bin'), file('small.bin')]);
    await chat.say('with two films');
    const row = chat.message('with two films');
    const said = row.getByText('film.bin is too large. The limit is 8 kB.');
    await said.waitFor();
    await row.getByRole('button', { name: 'Send without the files' }).waitFor();
    await chat.page.reload();
    await said.waitFor();
    expect(await row.getByRole('button', { name: 'Retry' }).count()).toBe(0);
    await row.getByRole('button', { name: 'Send without the files' }).click();
    await chat.sees('with two films');
    expect(await chat.message('with two films').locator('.file').count()).toBe(0);
    expect(await stored()).toEqual(['with two films']);
  });

  it('is dropped when somebody thinks better of it', async () => {
    const chat = await open();
    await chat.page.route('**/api/v1/files', (route) => route.fulfill({ status: 415 }));
    const file = { name: 'odd.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(10) };
    await chat.page.locator('chat-room-composer input[type=file]').setInputFiles(file);
    await chat.say('never mind');
    await chat.message('never mind').getByText('The server does not accept odd.bin.').waitFor();
    await chat.message('never mind').getByRole('button', { name: 'Discard' }).click();
    await chat.message('never mind').waitFor({ state: 'detached' });
    expect(await stored()).toEqual([]);
  });

  it('reaches a server behind a proxy that lets no WebSocket through', async () => {
    room = `room-${++rooms}`;
    session = await register(server);
    context = await openBrowser(browser, server, session);
    await context.routeWebSocket(/socket\.io/, (socket) => socket.close());
    const chat = await (await reopen()).ready();
    await chat.say('by long polling');
    await chat.sees('by long polling');
  });
});
