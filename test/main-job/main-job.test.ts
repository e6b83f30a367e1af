// The main job on real input: two browsers and one old desktop client share a room on a server started as people start it.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { launchBrowser } from '../support/browser.js';
import { group, LegacyClient } from '../support/legacy-client.js';
import { startServer, type TestServer } from '../support/server.js';
import { ChatPage } from './page.js';

const password = 'correct horse battery';

function picture(width: number, height: number, background: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

describe('two browsers and an old client', () => {
  let server: TestServer;
  let browser: Browser;
  let ann: ChatPage;
  let bob: ChatPage;
  let old: LegacyClient;

  beforeAll(async () => {
    server = await startServer({ command: ['npm', 'start'] });
    browser = await launchBrowser();
    [ann, bob] = [await ChatPage.open(browser, server.url), await ChatPage.open(browser, server.url)];
    old = await LegacyClient.connect(server.legacyPorts[0]);
  });
  afterAll(async () => {
    old?.close();
    await browser?.close();
    await server?.stop();
  });

  it('registers with a picture, and shows it', async () => {
    const buffer = await picture(400, 300, '#c03060');
    await ann.register('annika', password, { name: 'me.png', mimeType: 'image/png', buffer });
    await bob.register('bobby', password);
    const [source] = await Promise.all([
      ann.chat.locator('img[src*="/avatar?v=1"]').first().getAttribute('src'),
      bob.person('annika').waitFor(),
    ]);
    const response = await fetch(new URL(source ?? '', server.url));
    const { dominant } = await sharp(Buffer.from(await response.arrayBuffer())).stats();
    expect(dominant.r).toBeGreaterThan(dominant.g + 50);
  });

  it('logs out and in, and the session survives a reload', async () => {
    await ann.logOut();
    await ann.logIn('Annika', password);
    await ann.page.reload();
    await ann.composer.waitFor();
  });

  it('lets an old client register and log in, and everybody sees it come', async () => {
    expect(await old.register('老王', password)).toBe('0');
    expect(await old.login('老王', 'a wrong password')).toBe('0');
    expect(await old.login('老王', password)).toBe('1');
    const { names } = await old.frame('online', (frame) => frame.names.includes('老王'));
    expect([...names].sort()).toEqual(['annika', 'bobby', '老王'].sort());
    await old.frame('message', ({ content }) => content === '* 系统提示: 老王 加入聊天室');
    await ann.chat.getByText('老王 joined').waitFor();
    await bob.person('老王').waitFor();
  });

  it('carries text both ways', async () => {
    await ann.say('你好, old friend');
    await bob.message('你好, old friend').waitFor();
    expect(await old.frame('message', ({ sender }) => sender === 'annika')).toMatchObject({
      flag: 'group_chat',
      content: '你好, old friend\n',
    });
    old.say(group, '大家好 from the old days');
    await ann.message('大家好 from the old days').waitFor();
    await bob.message('大家好 from the old days').waitFor();
    const own = await old.frame('message', ({ content }) => content === '大家好 from the old days\n');
    expect(own).toMatchObject({ flag: 'group_chat', sender: '老王' });
  });

  it('carries a sticker from each side', async () => {
    await bob.button('Emoji and stickers').click();
    await bob.chat.getByRole('tab', { name: 'Stickers' }).click();
    await bob.button('😂').click();
    await ann.message('😂').waitFor();
    expect(await old.frame('message', ({ sender }) => sender === 'bobby')).toMatchObject({ content: 'hh**' });
    old.sayExactly(group, 'kk**');
    await ann.message('😀').waitFor();
  });

  it('carries a picture from the web to the old client, byte for byte', async () => {
    const content = await picture(640, 480, '#2060c0');
    await ann.chat
      .locator('input[type=file]')
      .setInputFiles({ name: '照片 1.png', mimeType: 'image/png', buffer: content });
    await ann.button('Send').click();
    const file = await old.frame('file', () => true);
    expect(file).toMatchObject({ flag: 'group_chat', sender: 'annika', name: '照片 1.png' });
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(file.bytes)).toBe(hash(content));
    const shown = bob.chat.getByRole('log').locator('img[src*="/files/"]').first();
    await shown.waitFor();
    await bob.page.waitForFunction(
      (image) => (image as HTMLImageElement).naturalWidth > 0,
      await shown.elementHandle(),
    );
  });

  it('keeps a private message from the third, and carries one to the old client', async () => {
    await ann.openPrivate('bobby');
    await ann.say('only for you, bobby');
    await bob
      .button(/annika.*unread|unread.*annika|annika/i)
      .first()
      .waitFor();
    await bob.openPrivate('annika');
    await bob.message('only for you, bobby').waitFor();
    await ann.backToRoom();
    await ann.openPrivate('老王');
    await ann.say('only for you, 老王');
    expect(await old.frame('message', ({ flag }) => flag === 'private_chat')).toMatchObject({
      sender: 'annika',
      content: 'only for you, 老王\n',
    });
    old.say('annika', '收到');
    await ann.message('收到').waitFor();
    await ann.backToRoom();
    await bob.backToRoom();
    // Whatever was to reach the third has done so before this reaches him.
    await ann.say('end of secrets');
    await bob.message('end of secrets').waitFor();
    await old.frame('message', ({ content }) => content === 'end of secrets\n');
    expect(JSON.stringify(old.frames)).not.toContain('bobby\\n');
    expect(await bob.page.evaluate(() => document.querySelector('chat-room')?.shadowRoot?.textContent)).not.toContain(
      'only for you, 老王',
    );
  });

  it('tells everybody of somebody who leaves', async () => {
    await bob.page.close();
    await ann.chat.getByText('bobby left').waitFor();
    await old.frame('message', ({ content }) => content === '* 系统提示: bobby 已离开群聊');
  });

  it('goes on after the server was killed and started, with its history intact', async () => {
    await server.restart('SIGKILL');
    await old.untilClosed();
    await ann.say('are we back?');
    await ann.message('are we back?').waitFor();
    for (const text of ['你好, old friend', '大家好 from the old days', '😂', '😀', 'end of secrets']) {
      await ann.message(text).waitFor();
    }
    old = await LegacyClient.connect(server.legacyPorts[0]);
    expect(await old.login('老王', password)).toBe('1');
    old.say(group, '又回来了');
    await ann.message('又回来了').waitFor();
    bob = await ChatPage.open(browser, server.url);
    await bob.logIn('bobby', password);
    await bob.message('你好, old friend').waitFor();
    await bob.message('are we back?').waitFor();
  });

  it('finds Chinese and English in the history, and jumps there', async () => {
    await ann.button('History and search').click();
    const search = ann.chat.getByLabel('Search messages');
    await search.fill('old');
    await ann.chat.locator('mark', { hasText: 'old' }).nth(1).waitFor();
    await search.fill('家好');
    await ann.chat.locator('mark', { hasText: '家好' }).waitFor();
    await ann.chat.getByTitle('Show in conversation').first().click();
    await ann.message('大家好 from the old days').waitFor();
  });

  it('clears the history for one alone', async () => {
    await ann.button('History and search').click();
    await ann.button('Clear for me').click();
    await ann.chat.getByRole('alertdialog').getByRole('button', { name: 'Clear for me' }).click();
    await ann.chat.getByText('No messages yet.').waitFor();
    await bob.page.reload();
    await bob.message('你好, old friend').waitFor();
  });
});
