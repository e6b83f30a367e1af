import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryPage, Message, Session } from '@chat-room/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, CDPSession, Request } from 'playwright-core';
import { api, register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

const largest = 3_000_000;
const quota = 4_000_000;

/** In the page: how many files the browser keeps for after it. */
async function countKept(): Promise<number> {
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === 'chat-room')) return 0;
  return new Promise((resolve) => {
    const opening = indexedDB.open('chat-room');
    opening.onsuccess = () => {
      const count = opening.result.transaction('files').objectStore('files').count();
      count.onsuccess = () => resolve(count.result);
      opening.result.close();
    };
  });
}

describe('files on their way up', () => {
  let server: TestServer;
  let browser: Browser;
  let session: Session;
  let context: BrowserContext;
  let line: CDPSession;
  let requests: Request[];
  let rooms = 0;
  let room: string;

  beforeAll(async () => {
    const env = {
      CHAT_MAX_FILE_BYTES: String(largest),
      CHAT_USER_QUOTA_BYTES: String(quota),
      CHAT_FILE_TYPES: 'image/*, text/plain, application/octet-stream',
    };
    [server, browser] = await Promise.all([startServer({ env }), launchBrowser()]);
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
    const chat = await new ChatPage(await openHost(context, server, { attributes: `room="${room}"` })).ready();
    requests = [];
    chat.page.on('request', (request) => request.url().includes('/api/v1/files') && requests.push(request));
    line = await context.newCDPSession(chat.page);
    return chat;
  };
  /** Bytes a second that leave the page; as many as can when there is none. */
  const throttle = (uploadThroughput = -1) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  const choose = (chat: ChatPage, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
    chat.page.locator('chat-room-composer input[type=file]').first().setInputFiles(files);
  /** Resolves when they are taken in: Enter would wait for that, and send what is written by then. */
  const attach = async (chat: ChatPage, ...files: Parameters<typeof choose>[1][]): Promise<void> => {
    await choose(chat, ...files);
    await chat.page
      .locator('chat-room-pending li')
      .nth(files.length - 1)
      .waitFor();
    await chat.page.locator('chat-room-pending .spinner').first().waitFor({ state: 'detached' });
  };
  const noise = (name: string, size: number) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: randomBytes(size),
  });
  const history = async (): Promise<Message[]> => {
    const path = `/rooms/${room}/messages`;
    return (await api<HistoryPage>(server, 'GET', path, { token: session.accessToken })).body.messages;
  };
  /** Resolves when a part of it is up, and all of it kept: at 50,000 bytes a second most of it is not up for long. */
  const isUnderWay = async (chat: ChatPage): Promise<void> => {
    const bar = chat.list.getByRole('progressbar').first();
    await bar.waitFor();
    await chat.page.waitForFunction(
      (element) => (element as HTMLProgressElement).value > 0.04,
      await bar.elementHandle(),
    );
    await until(async () => (await chat.page.evaluate(countKept)) === 1);
  };
  const digest = (bytes: Buffer | undefined) =>
    createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
  /** Digests of the files of a message: a million bytes are compared for seconds. */
  const arrived = async ({ files }: Message): Promise<string[]> =>
    Promise.all(
      files.map(async ({ url }) => digest(Buffer.from(await (await fetch(`${server.url}${url}`)).arrayBuffer()))),
    );
  const made = (method: string) => requests.filter((request) => request.method() === method);

  it('are paused and gone on with by their buttons, and hold up nobody meanwhile', async () => {
    const chat = await open();
    await throttle(50_000);
    const file = noise('large.bin', 1_000_000);
    await attach(chat, file);
    await chat.say('with a large file');
    await isUnderWay(chat);
    const pause = chat.button('Pause large.bin');
    await pause.focus();
    await chat.page.keyboard.press('Enter');
    await chat.message('with a large file').getByText('Paused').waitFor();
    await chat.say('said meanwhile');
    await chat.sees('said meanwhile');
    const sent = made('PATCH').length;
    await throttle();
    await chat.button('Go on with large.bin').click();
    await chat.sees('with a large file');
    expect(made('POST')).toHaveLength(1);
    const offsets = await Promise.all(
      made('PATCH')
        .slice(sent)
        .map((request) => request.headerValue('upload-offset')),
    );
    expect(Number(offsets[0])).toBeGreaterThan(0);
    const messages = await history();
    expect(messages.map(({ text }) => text)).toEqual(['said meanwhile', 'with a large file']);
    expect(await arrived(messages[1] as Message)).toEqual([digest(file.buffer)]);
  });

  it('are dropped on the conversation, which says so while they are over it', async () => {
    const chat = await open();
    const drag = async (type: string) => {
      const transfer = await chat.page.evaluateHandle(() => {
        const data = new DataTransfer();
        data.items.add(new File(['dropped'], 'dropped.txt', { type: 'text/plain' }));
        return data;
      });
      await chat.list.dispatchEvent(type, { dataTransfer: transfer });
    };
    const hint = chat.page.locator('chat-room-conversation[data-drop="Drop files to send them"]');
    // What takes them loads right behind the room.
    await until(async () => {
      await drag('dragenter');
      return hint.isVisible();
    });
    await drag('dragleave');
    await hint.waitFor({ state: 'detached' });
    await drag('dragover');
    await hint.waitFor();
    // A page that takes what is dropped on it: this is none of it.
    await chat.page.evaluate(() =>
      document.addEventListener('drop', () => document.body.setAttribute('data-dropped', '')),
    );
    await drag('drop');
    await hint.waitFor({ state: 'detached' });
    await chat.page.locator('chat-room-pending').getByText('dropped.txt').waitFor();
    expect(await chat.page.locator('[data-dropped]').count()).toBe(0);
    await chat.say('');
    await (await chat.sees('dropped.txt')).locator('.file').waitFor();

    // A folder has no bytes; what is in it has.
    const folder = join(server.dataDir, 'folder');
    mkdirSync(join(folder, 'inner'), { recursive: true });
    for (const name of ['.hidden', 'one.txt', 'inner/two.txt']) writeFileSync(join(folder, name), name);
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await line.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
    await chat.page.locator('chat-room-pending li').nth(1).waitFor();
    await chat.say('a folder');
    await chat.sees('a folder');
    expect(
      (await history())
        .at(-1)
        ?.files.map(({ name }) => name)
        .sort(),
    ).toEqual(['one.txt', 'two.txt']);

    // Pasted while the messages have the focus.
    await chat.list.locator('.scroll').evaluate((list) => {
      const data = new DataTransfer();
      data.items.add(new File(['pasted'], 'pasted.txt', { type: 'text/plain' }));
      const event = { clipboardData: data, bubbles: true, composed: true, cancelable: true };
      list.dispatchEvent(new ClipboardEvent('paste', event));
    });
    await chat.page.locator('chat-room-pending').getByText('pasted.txt').waitFor();
    await chat.composer.and(chat.page.locator(':focus')).waitFor();
    await chat.page.keyboard.press('Enter');
    await (await chat.sees('pasted.txt')).locator('.file').waitFor();
  });

  it('that cannot be read any more are said to be, and hold up nobody', async () => {
    const chat = await open();
    const path = join(server.dataDir, 'draft.txt');
    writeFileSync(path, 'as it was');
    // Chromium tells by the second of the last change.
    utimesSync(path, 1e9, 1e9);
    await chat.page.locator('chat-room-composer input[type=file]').first().setInputFiles(path);
    await chat.page.locator('chat-room-pending').getByText('draft.txt').waitFor();
    await chat.page.locator('chat-room-pending .spinner').waitFor({ state: 'detached' });
    writeFileSync(path, 'changed, and longer than it was');
    await chat.say('with a draft');
    await chat.message('with a draft').getByText('draft.txt cannot be read.').waitFor();
    await chat.say('without');
    await chat.sees('without');
    await chat.button('Send without the file').click();
    await chat.sees('with a draft');
  });

  it('travel side by side, each with its progress, and what comes after them waits', async () => {
    const chat = await open();
    await throttle(50_000);
    const files = [noise('one.bin', 200_000), noise('two.bin', 200_000), noise('three.bin', 200_000)];
    await attach(chat, ...files);
    await chat.say('three files');
    await chat.say('after them');
    for (const { name } of files) await chat.list.getByRole('progressbar', { name: new RegExp(name) }).waitFor();
    const withdrawn = chat.page.waitForResponse((response) => response.request().method() === 'DELETE', {
      // It leaves the page behind what is on its way already.
      timeout: 90_000,
    });
    await chat.button('Cancel two.bin').click();
    expect((await withdrawn).status()).toBe(204);
    await chat.list.getByText('two.bin').waitFor({ state: 'detached' });
    expect(await history()).toEqual([]);
    await throttle();
    await chat.sees('after them');
    const messages = await history();
    expect(messages.map(({ text, files: { length } }) => [text, length])).toEqual([
      ['three files', 2],
      ['after them', 0],
    ]);
    expect(await arrived(messages[0] as Message)).toEqual([digest(files[0]?.buffer), digest(files[2]?.buffer)]);
  });

  it('go on where they were after a reload of the page, and their message is sent once', async () => {
    const chat = await open();
    await throttle(50_000);
    const file = noise('survivor.bin', 1_000_000);
    await attach(chat, file);
    await chat.say('survives a reload');
    await chat.say('and this one too');
    await isUnderWay(chat);
    requests.length = 0;
    await chat.page.reload();
    await chat.message('survives a reload').getByText('survivor.bin').waitFor();
    await throttle();
    await chat.sees('survives a reload');
    await chat.sees('and this one too');
    expect(made('POST')).toEqual([]);
    expect(Number(await made('PATCH')[0]?.headerValue('upload-offset'))).toBeGreaterThan(0);
    const messages = await history();
    expect(messages.map(({ text }) => text)).toEqual(['survives a reload', 'and this one too']);
    expect(await arrived(messages[0] as Message)).toEqual([digest(file.buffer)]);
    await until(async () => (await chat.page.evaluate(countKept)) === 0);
  });

  it('give their text back as a draft when the browser has lost them with the page', async () => {
    const chat = await open();
    await throttle(50_000);
    await attach(chat, noise('lost.bin', 1_000_000));
    await chat.say('worth keeping');
    await isUnderWay(chat);
    await chat.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const database = indexedDB.open('chat-room');
          database.onsuccess = () => {
            const clearing = database.result.transaction('files', 'readwrite').objectStore('files').clear();
            clearing.onsuccess = () => resolve();
          };
        }),
    );
    await chat.page.reload();
    await chat.page.waitForFunction(
      (field) => (field as HTMLTextAreaElement).value === 'worth keeping',
      await chat.composer.elementHandle(),
    );
    await chat.message('worth keeping').first().waitFor({ state: 'detached' });
    expect(await history()).toEqual([]);
  });

  it('stay paused over a reload, and show again what they are', async () => {
    const chat = await open();
    await throttle(50_000);
    await attach(chat, noise('later.bin', 1_000_000));
    await chat.say('not now');
    await isUnderWay(chat);
    await chat.button('Pause later.bin').click();
    await chat.message('not now').getByText('Paused').waitFor();
    await chat.page.reload();
    await chat.message('not now').getByText('Paused').waitFor();
    await throttle();
    await chat.button('Go on with later.bin').click();
    await chat.sees('not now');
    expect((await history()).map(({ text }) => text)).toEqual(['not now']);
  });

  it('are forgotten here and on the server when they are given up before what sends them has loaded again', async () => {
    const chat = await open();
    await throttle(100_000);
    await attach(chat, noise('unwanted.bin', 1_000_000));
    await chat.composer.press('Enter');
    await isUnderWay(chat);
    let letIn = (): void => undefined;
    const isGivenUp = new Promise<void>((resolve) => {
      letIn = resolve;
    });
    await context.route(/\/message-uploads-[^/]*\.js$/, (route) => isGivenUp.then(() => route.continue()));
    await chat.page.reload();
    await chat.button('Cancel unwanted.bin').click();
    await chat.list.getByText('unwanted.bin').waitFor({ state: 'detached' });
    const withdrawn = chat.page.waitForResponse((response) => response.request().method() === 'DELETE');
    letIn();
    expect((await withdrawn).status()).toBe(204);
    await until(async () => (await chat.page.evaluate(countKept)) === 0);
    expect(await history()).toEqual([]);
  });

  it('go on where they were when the server was killed and comes back', async () => {
    const chat = await open();
    await throttle(50_000);
    const file = noise('tough.bin', 1_000_000);
    await attach(chat, file);
    await chat.say('survives the server');
    await isUnderWay(chat);
    await server.kill('SIGKILL');
    await chat.page.getByText('Reconnecting').waitFor();
    await throttle();
    await server.start();
    await chat.sees('survives the server');
    expect(made('POST')).toHaveLength(1);
    const messages = await history();
    expect(messages.map(({ text }) => text)).toEqual(['survives the server']);
    expect(await arrived(messages[0] as Message)).toEqual([digest(file.buffer)]);
  });

  it('go on where they were when the network is back', async () => {
    const chat = await open();
    await throttle(50_000);
    const file = noise('tunnel.bin', 1_000_000);
    await attach(chat, file);
    await chat.say('survives a tunnel');
    await isUnderWay(chat);
    await line.detach();
    await context.setOffline(true);
    await chat.page.getByText('You are offline').waitFor();
    await context.setOffline(false);
    await chat.sees('survives a tunnel');
    expect(made('POST')).toHaveLength(1);
    expect(await arrived((await history())[0] as Message)).toEqual([digest(file.buffer)]);
  });

  it('wait for the network when there was none from the beginning', async () => {
    const chat = await open();
    const file = noise('early.bin', 10_000);
    await attach(chat, file);
    await chat.page.locator('chat-room-pending').getByText('early.bin').waitFor();
    await chat.page.waitForFunction(() => customElements.get('chat-room-attachments'));
    await context.setOffline(true);
    await chat.page.getByText('You are offline').waitFor();
    await chat.say('from the tunnel');
    await chat.message('from the tunnel').getByText('early.bin').waitFor();
    await context.setOffline(false);
    await chat.sees('from the tunnel');
    expect(await arrived((await history())[0] as Message)).toEqual([digest(file.buffer)]);
  });

  it('leave nothing in the browser when somebody logs out', async () => {
    const chat = await open();
    await throttle(50_000);
    await attach(chat, noise('private.bin', 1_000_000));
    await chat.say('nobody else shall have it');
    await isUnderWay(chat);
    await chat.page
      .locator('chat-room')
      .evaluate((element) => (element as unknown as { logout(): Promise<void> }).logout());
    await chat.page.locator('chat-room-auth').waitFor();
    await until(async () => (await chat.page.evaluate(countKept)) === 0);
  });

  it('are refused before a byte travels when they are too large, too many, or of another kind, with the limit said', async () => {
    const chat = await open();
    const said = chat.page.locator('chat-room-composer [role=alert]');
    await choose(chat, noise('huge.bin', largest + 1));
    await said.getByText('huge.bin is too large. The limit is 2.9 MB.').waitFor();
    await choose(chat, { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<p>') });
    await said.getByText('page.html cannot be sent here, only pictures, TXT, and application/octet-stream.').waitFor();
    await choose(chat, ...Array.from({ length: 11 }, (_, n) => noise(`${n}.bin`, 10)));
    await said.getByText('At most 10 files in one message.').waitFor();
    expect(await chat.page.locator('chat-room-pending li').count()).toBe(10);
    expect(requests).toEqual([]);
  });

  it('are refused before a byte travels when all files of a person would be too much', async () => {
    const chat = await open();
    await attach(chat, noise('first.bin', 2_500_000));
    await chat.say('fits');
    await chat.sees('fits');
    requests.length = 0;
    await attach(chat, noise('second.bin', 2_000_000));
    await chat.say('does not');
    const refused = chat.message('does not').getByText('Your files together may have 3.8 MB.');
    await refused.waitFor();
    expect(made('PATCH')).toEqual([]);
    expect(made('POST').every((request) => request.postDataBuffer() === null)).toBe(true);
    // What was another kind than it seemed; tried again, it would be refused again.
    await attach(chat, { ...noise('sheet.bin', 0), buffer: Buffer.from('%PDF-1.7\n') });
    await chat.say('not that');
    const kind = chat.message('not that');
    await kind.getByText('sheet.bin cannot be sent here, only pictures, TXT, and application/octet-stream.').waitFor();
    expect(await kind.getByRole('button', { name: 'Retry' }).count()).toBe(0);
    await chat.page.reload();
    await refused.waitFor();
    await chat.message('does not').getByRole('button', { name: 'Retry' }).waitFor();
  });
});
