import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import sharp from 'sharp';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, join } from '../support/sockets.js';
import { until } from '../support/until.js';

/** Two people in one room, each in a browser of his own, who go on talking from test to test. */
describe('talking in a room', () => {
  let server: TestServer;
  let browser: Browser;
  let contexts: BrowserContext[];
  let ana: ChatPage;
  let ben: ChatPage;
  /** Has been there all along. */
  let dora: ChatSocket;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    dora = await connect(server, (await register(server, 'dora')).accessToken);
    await join(dora, 'lobby');
    const people = [await register(server, 'ana'), await register(server, 'ben')];
    contexts = await Promise.all(people.map((session) => openBrowser(browser, server, session)));
    const pages = await Promise.all(contexts.map(async (context) => new ChatPage(await openHost(context, server))));
    [ana, ben] = pages as [ChatPage, ChatPage];
    await Promise.all([ana.ready(), ben.ready()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('shows a message to both, to the right for who wrote it and to the left for the other', async () => {
    await ana.say('Hello, is anybody here?');
    expect(await (await ana.sees('Hello, is')).getAttribute('class')).toContain('own');
    const seen = await ben.sees('Hello, is');
    expect(await seen.getAttribute('class')).toContain('other');
    expect(await seen.locator('.name').textContent()).toBe('ana');
    await (await ana.sees('Hello, is')).getByRole('img', { name: 'Read by 1 person' }).waitFor();
    await ben.say('Yes, me.');
    await ana.sees('Yes, me.');
    expect(await ana.composer.inputValue()).toBe('');
  });

  it('sends with Enter, begins a line with Shift+Enter, and refuses an empty message quietly', async () => {
    await ana.composer.fill('first line');
    await ana.composer.press('Shift+Enter');
    await ana.composer.pressSequentially('second line');
    await ana.composer.press('Enter');
    const row = await ben.sees('second line');
    expect(await row.locator('.text').textContent()).toBe('first line\nsecond line');
    const rows = await ana.list.locator('[data-key]').count();
    await ana.say('   ');
    await ana.say('');
    await ana.say('after nothing');
    await ben.sees('after nothing');
    expect(await ana.list.locator('[data-key]').count()).toBe(rows + 1);
  });

  it('says who is typing', async () => {
    // The word may get lost, and is said again while he goes on.
    const typing = ana.page.getByText('ben is typing…');
    const stopped = new AbortController();
    const goOn = (async () => {
      while (!stopped.signal.aborted) await ben.composer.pressSequentially('hm ', { delay: 100 });
    })();
    await typing.waitFor();
    stopped.abort();
    await goOn;
    await ben.composer.fill('');
    await typing.waitFor({ state: 'detached' });
  });

  it('answers with a quote that leads back, edits with Arrow up, and deletes for everybody', async () => {
    await ben.choose('Hello, is anybody here?', 'Reply');
    await ben.page.locator('chat-room-composer .context').waitFor();
    await ben.say('Certainly.');
    const answer = await ana.sees('Certainly.');
    expect(await answer.locator('.quote').textContent()).toContain('Hello, is anybody here?');
    await answer.locator('.quote').click();
    await ana.list.locator('.flash').filter({ hasText: 'Hello, is anybody here?' }).waitFor();

    await ben.composer.press('ArrowUp');
    await ben.page.waitForFunction(
      (field) => (field as HTMLTextAreaElement).value === 'Certainly.',
      await ben.composer.elementHandle(),
    );
    await ben.say('Certainly!');
    await (await ana.sees('Certainly!')).getByText('edited').waitFor();

    await ben.choose('Certainly!', 'Delete');
    await ben.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await ana.message('Message deleted').waitFor();
    expect(await ana.message('Certainly!').count()).toBe(0);
  });

  it('copies a text as it was written, and says so', async () => {
    await contexts[0]?.grantPermissions(['clipboard-read', 'clipboard-write']);
    await ana.choose('Yes, me.', 'Copy text');
    await ana.list
      .getByRole('status')
      .filter({ hasText: /^Copied$/ })
      .waitFor();
    await until(async () => (await ana.page.evaluate(() => navigator.clipboard.readText())) === 'Yes, me.');
    await ana.list.getByRole('status').filter({ hasText: 'Copied' }).waitFor({ state: 'detached' });
  });

  it('counts reactions of both, and takes one back', async () => {
    await (await ana.sees('Yes, me.')).click({ button: 'right' });
    await ana.page.getByRole('menuitemcheckbox', { name: 'React with 👍' }).click();
    const reaction = (await ben.sees('Yes, me.')).locator('.reactions button');
    await reaction.filter({ hasText: '1' }).click();
    const mine = (await ana.sees('Yes, me.')).locator('.reactions button');
    await mine.filter({ hasText: '2' }).click();
    await reaction.filter({ hasText: '1' }).waitFor();
    await reaction.and(ben.page.locator('[aria-pressed=true]')).waitFor();
    await mine.and(ana.page.locator('[aria-pressed=false]')).waitFor();
  });

  it('puts emoji into the text and sends stickers at once', async () => {
    await ana.button('Emoji and stickers').click();
    await ana.page.getByRole('searchbox', { name: 'Search emoji' }).fill('red heart');
    await ana.page.locator('[data-emoji="❤️"]').click();
    expect(await ana.composer.inputValue()).toBe('❤️');
    await ana.page.getByRole('tab', { name: 'Stickers' }).click();
    await ana.page.getByRole('button', { name: 'Sticker 😎' }).click();
    await (await ben.sees('😎')).locator('.sticker').waitFor();
    expect(await ana.composer.inputValue()).toBe('❤️');
    await ana.composer.fill('');
  });

  it('offers people after @ and emoji after a colon, by keyboard and by hand', async () => {
    const offered = ana.page.locator('chat-room-composer [role=option]');
    await ana.composer.pressSequentially('Ask @be');
    await offered.filter({ hasText: 'ben' }).waitFor();
    await ana.composer.press('Enter');
    expect(await ana.composer.inputValue()).toBe('Ask @ben ');
    await ana.composer.pressSequentially('now :tad');
    await offered.filter({ hasText: '🎉' }).click();
    expect(await ana.composer.inputValue()).toBe('Ask @ben now 🎉 ');
    await ana.composer.pressSequentially(':+1:');
    await ana.page.waitForFunction(
      (field) => (field as HTMLTextAreaElement).value.endsWith('👍'),
      await ana.composer.elementHandle(),
    );
    await ana.composer.pressSequentially(' @');
    await offered.first().waitFor();
    await ana.composer.press('Escape');
    await offered.first().waitFor({ state: 'detached' });
    await ana.composer.fill('');
  });

  it('formats what is written, and marks who is meant', async () => {
    await ana.say('**bold** _italic_ `code` https://example.com/?a=b @ben');
    const text = (await ben.sees('bold italic')).locator('.text');
    expect(await text.locator('strong').textContent()).toBe('bold');
    expect(await text.locator('em').textContent()).toBe('italic');
    expect(await text.locator('code').textContent()).toBe('code');
    expect(await text.locator('a').getAttribute('href')).toBe('https://example.com/?a=b');
    expect(await text.locator('a').getAttribute('rel')).toContain('noopener');
    expect(await text.locator('.mention.me').textContent()).toBe('@ben');
  });

  it('leaves the marks away where a message is only mentioned: quotes, the list of conversations, the history', async () => {
    const plain = 'bold italic code https://example.com/?a=b @ben';
    await ben.conversation('lobby').getByText(plain).waitFor();
    await ben.choose('bold italic', 'Reply');
    await ben.page.locator('chat-room-composer .context').getByText(plain).waitFor();
    await ben.say('an answer to the bold one');
    await (await ana.sees('an answer to the bold')).locator('.quote').getByText(plain, { exact: true }).waitFor();
    await ben.button('History and search').click();
    await ben.page.locator('.hit').getByText(plain, { exact: true }).waitFor();
    await ben.page.keyboard.press('Escape');
  });

  it('carries a picture with its place kept, shows it large, and another file as a card to download', async () => {
    const picture = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#28c' } })
      .jpeg()
      .toBuffer();
    await ana.page.locator('chat-room-composer input[type=file]').setInputFiles([
      { name: 'blue.jpg', mimeType: 'image/jpeg', buffer: picture },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Notes, byte for byte.') },
    ]);
    await ana.say('A picture and a file');
    const row = await ben.sees('A picture and a file');
    const thumbnail = row.locator('.picture');
    const box = await thumbnail.boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.5, 1);
    await thumbnail.click();
    const large = ben.page.locator('chat-room-viewer .stage img');
    await large.waitFor();
    await expect(
      large.evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
      }),
    ).resolves.toEqual([1200, 800]);
    const saving = ben.page.waitForEvent('download');
    await ben.page.getByRole('dialog').getByRole('link', { name: 'Download blue.jpg' }).click();
    // A page of another origin would be left for a picture that is only to be shown.
    const { headers } = await fetch((await saving).url());
    expect(headers.get('content-disposition')).toBe('attachment; filename="blue.jpg"');
    await ben.page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });

    const download = ben.page.waitForEvent('download');
    await row.getByRole('link', { name: 'Download notes.txt' }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe('Notes, byte for byte.');
  });

  it('takes a pasted picture and shows how far it is, until it is cancelled', async () => {
    // The connection for files stands still: the upload is never done.
    await ana.page.route('**/api/v1/files**', () => undefined);
    await ana.composer.evaluate((field) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(200_000)], 'pasted.bin'));
      // As file managers do.
      data.items.add('pasted.bin', 'text/plain');
      document.addEventListener('paste', () => document.body.setAttribute('data-pasted', ''));
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true }));
    });
    // A page that takes what is pasted has no part in it.
    expect(await ana.page.locator('[data-pasted]').count()).toBe(0);
    await ana.page.locator('chat-room-pending').getByText('pasted.bin').waitFor();
    await ana.button('Send').click();
    await ana.list.getByRole('progressbar').waitFor();
    await ana.button('Cancel pasted.bin').click();
    await ana.list.getByRole('progressbar').waitFor({ state: 'detached' });
    await ana.page.unroute('**/api/v1/files**');
  });

  it('keeps what is typed in each conversation while one looks at another', async () => {
    await ana.composer.fill('not finished');
    await ana.person('ben').click();
    await ana.page.getByRole('heading', { name: 'Private conversation ben' }).waitFor();
    expect(await ana.composer.inputValue()).toBe('');
    await ana.conversation('lobby').click();
    await ana.page.getByRole('heading', { name: 'lobby' }).waitFor();
    expect(await ana.composer.inputValue()).toBe('not finished');
    await ana.composer.fill('');
  });

  it('opens a private conversation by a tap on a person, and counts there what is not read', async () => {
    await ana.person('ben').click();
    await ana.page.getByRole('heading', { name: 'Private conversation ben' }).waitFor();
    await ana.say('Only for you');
    await ana.say('and this');
    await ben.conversation('ana').locator('.badge', { hasText: '2' }).waitFor();
    await ben.conversation('ana').locator('.here').waitFor();
    await ben.conversation('ana').click();
    await ben.sees('Only for you');
    await ben.conversation('ana').locator('.badge').waitFor({ state: 'detached' });
    // Both are read: two ticks.
    await ana.message('and this').getByRole('img', { name: 'Read' }).waitFor();
    expect(
      await ben.page
        .locator('chat-room-people .line')
        .first()
        .evaluate((line) => line.localName),
    ).toBe('li');
    await ana.conversation('lobby').click();
    await ben.conversation('lobby').click();
    await ben.message('Only for you').first().waitFor({ state: 'detached' });
  });

  it('draws the line where one stopped to look, and counts what is further down', async () => {
    await ana.sees('A picture and a file');
    for (let n = 1; n <= 30; n++) await ben.say(`ben goes on ${n}`);
    await ana.sees('ben goes on 30');
    const scroll = ana.list.locator('.scroll');
    await scroll.hover();
    await ana.page.mouse.wheel(0, -800);
    await ana.list.locator('.jump').waitFor();
    await ben.say('one more');
    await ana.list.locator('.jump .badge', { hasText: '1' }).waitFor();
    await ana.list.locator('.jump').click();
    await ana.sees('one more');
    await ana.list.locator('.jump').waitFor({ state: 'detached' });
    expect(await ana.list.locator('.unread').count()).toBe(1);
  });

  it('tells who comes and goes, and not who only reloads', async () => {
    const context = await openBrowser(browser, server, await register(server, 'carl'));
    const carl = new ChatPage(await openHost(context, server));
    await carl.ready();
    await ana.list.locator('.notice', { hasText: 'carl joined' }).waitFor();
    await carl.page.reload();
    await carl.ready();
    dora.disconnect();
    await ana.list.locator('.notice', { hasText: 'dora left' }).waitFor();
    expect(await ana.list.locator('.notice', { hasText: 'carl left' }).count()).toBe(0);
    expect(await ana.list.locator('.notice', { hasText: 'carl joined' }).count()).toBe(1);
  });
});
