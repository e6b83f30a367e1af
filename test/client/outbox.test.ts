import type { Message } from '@chat-room/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChatClient, createChatClient } from '../../widget/src/client/index.js';
import { register } from '../support/api.js';
import { headless, joined, memoryStorage, sentOf } from '../support/headless.js';
import { wholeHistory } from '../support/history.js';
import { type Line, lineTo } from '../support/line.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';

describe('the outbox', () => {
  let server: TestServer;
  let token: string;
  let line: Line;
  let storage: ReturnType<typeof memoryStorage>;
  let client: ChatClient;
  const tabs: ChatClient[] = [];
  let rooms = 0;
  let room: string;

  beforeAll(async () => {
    server = await startServer();
    token = (await register(server)).accessToken;
  });
  beforeEach(async () => {
    room = `room-${++rooms}`;
    line = await lineTo([server]);
    storage = memoryStorage();
    client = await headless(line, storage);
    tabs.push(client);
    await joined(client, room);
  });
  afterEach(async () => {
    for (const tab of tabs.splice(0)) tab.close();
    await line.close();
  });
  afterAll(() => server.stop());

  const goOffline = async () => {
    line.setDown(true);
    await until(() => client.connection.state !== 'online');
  };
  /** The same page opened again, or a second time: what is stored is all it knows. */
  const anotherTab = () => {
    const tab = createChatClient({ server: line.url, storage });
    tabs.push(tab);
    return { tab, store: tab.join(room) };
  };
  const stored = async () => (await wholeHistory(server, token, room)).map(({ text }) => text);
  const type = (tab: ChatClient, ...texts: string[]) => {
    const store = tab.join(room);
    return texts.map((text) => store.send({ text }));
  };

  it('keeps what is typed offline, shows it as being sent, and sends it once and in order', async () => {
    await goOffline();
    const sent = type(client, 'one', 'two', 'three');
    const store = client.join(room);
    expect(store.messages.map(({ text, delivery }) => [text, delivery])).toEqual([
      ['one', 'sending'],
      ['two', 'sending'],
      ['three', 'sending'],
    ]);
    line.setDown(false);
    const messages = await Promise.all(sent);
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(await stored()).toEqual(['one', 'two', 'three']);
    expect(sentOf(store)).toEqual(messages);
  });

  it('survives a reload', async () => {
    await goOffline();
    type(client, 'one', 'two');
    client.close();
    const { tab, store } = anotherTab();
    expect(store.messages.map(({ text }) => text)).toEqual(['one', 'two']);
    type(tab, 'three');
    line.setDown(false);
    await until(() => store.messages.length === 3 && store.messages.every(({ delivery }) => delivery === 'sent'));
    expect(await stored()).toEqual(['one', 'two', 'three']);
  });

  it('does not send again after a reload what had arrived, though the answer never came', async () => {
    line.setClogged(true);
    type(client, 'said once');
    await until(async () => (await stored()).length === 1);
    client.close();
    line.setClogged(false);
    const { store } = anotherTab();
    const shown: string[][] = [];
    store.subscribe(() => shown.push(store.messages.map(({ text }) => text)));
    await until(() => store.state === 'joined' && store.messages.every(({ delivery }) => delivery === 'sent'));
    expect(await stored()).toEqual(['said once']);
    // Nor is it shown twice for a moment.
    expect(new Set(shown.map((texts) => texts.join()))).toEqual(new Set(['said once']));
  });

  it('is sent once, and in order, by two tabs that share it', async () => {
    await goOffline();
    type(client, 'one', 'two', 'three');
    const { tab, store } = anotherTab();
    type(tab, 'four');
    line.setDown(false);
    const isSent = (each: typeof store) =>
      each.messages.length === 4 && each.messages.every(({ delivery }) => delivery === 'sent');
    await until(() => isSent(store) && isSent(client.join(room)));
    const texts = await stored();
    expect([...texts].sort()).toEqual(['four', 'one', 'three', 'two']);
    expect(texts.filter((text) => text !== 'four')).toEqual(['one', 'two', 'three']);
    // Nothing is left over for whoever opens the page next.
    tab.close();
    client.close();
    const later = anotherTab();
    await until(() => later.store.state === 'joined');
    expect(later.store.messages.every(({ delivery }) => delivery === 'sent')).toBe(true);
    expect(await stored()).toHaveLength(4);
  });

  it('marks what the server refuses as failed and tells whoever waits for it, goes on with the rest, and sends it when it is tried again', async () => {
    const store = client.join(room);
    const [first] = (await Promise.all(type(client, 'first'))) as [Message];
    // A reply to what is not there yet.
    const replyTo = { ...first, id: first.id.replace(/1$/, '3'), seq: 3 };
    const reply = store.send({ text: 'a reply', replyTo });
    await expect(reply).rejects.toMatchObject({ code: 'invalid' });
    await Promise.all(type(client, 'second'));
    const failed = store.messages.at(-1);
    expect(failed).toMatchObject({ text: 'a reply', delivery: 'failed', error: 'invalid' });
    const other = await connect(server, token);
    await join(other, room);
    await send(other, room, 'third');
    other.disconnect();
    store.retry(failed?.clientId ?? '');
    await until(() => store.messages.at(-1)?.delivery === 'sent');
    expect(store.messages.at(-1)).toMatchObject({ seq: 4, replyTo: { seq: 3, text: 'third' } });
    expect(await stored()).toEqual(['first', 'second', 'third', 'a reply']);
  });

  it('forgets what is dropped, and tells whoever waits for it', async () => {
    await goOffline();
    const [sent, dropped] = type(client, 'stays', 'goes') as [Promise<Message>, Promise<Message>];
    const store = client.join(room);
    store.drop(store.messages.at(-1)?.clientId ?? '');
    await expect(dropped).rejects.toMatchObject({ code: 'cancelled' });
    line.setDown(false);
    await sent;
    expect(await stored()).toEqual(['stays']);
    expect(store.messages).toHaveLength(1);
  });
});
