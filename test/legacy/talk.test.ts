import { randomUUID } from 'node:crypto';
import type { Conversation, HistoryPage, Message, Room, Session } from '@chat-room/protocol';
import { stickers } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, register } from '../support/api.js';
import { group } from '../support/legacy-client.js';
import { type LegacyPerson, messagesFrom, newcomer } from '../support/legacy-people.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, nextMessages, send } from '../support/sockets.js';

describe('old clients and the web in one room', () => {
  let server: TestServer;
  let web: Session;
  let socket: ChatSocket;
  let old: LegacyPerson;
  /** Another old client, of the other kind. */
  let other: LegacyPerson;

  beforeAll(async () => {
    server = await startServer();
    web = await register(server);
    socket = await connect(server, web.accessToken);
    await join(socket, 'lobby');
    old = await newcomer(server);
    other = await newcomer(server, undefined, server.legacyPorts[1]);
  });
  afterAll(async () => {
    socket.disconnect();
    for (const { client } of [old, other]) client.close();
    await server.stop();
  });

  /** What an old client hears the web say, up to a last line that marks the end. */
  async function heard(say: () => Promise<unknown>, { client } = old): Promise<string[]> {
    const before = messagesFrom(client, web.user.username).length;
    await say();
    const mark = `mark ${randomUUID()}`;
    await send(socket, 'lobby', mark);
    await client.frame('message', ({ content }) => content === `${mark}\n`);
    return messagesFrom(client, web.user.username)
      .slice(before, -1)
      .map(({ content }) => content);
  }

  /** What the web gets of what an old client sends, in the order of sending. */
  async function got(contents: readonly string[]): Promise<string[]> {
    const mark = `mark ${randomUUID()}`;
    const messages: Message[] = [];
    socket.on('messages', (event) => messages.push(...event.messages));
    for (const content of contents) old.client.sayExactly(group, content);
    const last = nextMessages(socket, (event) => event.messages.some(({ text }) => text === mark));
    old.client.say(group, mark);
    await last;
    socket.off('messages');
    return messages.map(({ text }) => text).slice(0, -1);
  }

  it('carries typed text to the web without its newline, and to the old clients with it, the sender included', async () => {
    const text = `你好, old friend ${randomUUID()}`;
    const told = nextMessages(socket, ({ messages }) => messages.some((message) => message.text === text));
    old.client.say(group, text);
    const [message] = (await told).messages;
    expect(message).toMatchObject({ room: 'lobby', kind: 'text', sender: { username: old.name } });
    for (const { client } of [old, other]) {
      const frame = await client.frame('message', ({ content }) => content === `${text}\n`);
      expect(frame).toMatchObject({ flag: 'group_chat', sender: old.name });
    }
    expect(messagesFrom(other.client, old.name).filter(({ content }) => content === `${text}\n`)).toHaveLength(1);
  });

  it('keeps what they send in history and search', async () => {
    const text = `独特的句子 ${randomUUID()}`;
    await got([`${text}\n`]);
    const { accessToken: token } = web;
    const page = await api<HistoryPage>(server, 'GET', '/rooms/lobby/messages', { token });
    expect(page.body.messages.map((message) => message.text)).toContain(text);
    const found = await api<HistoryPage>(server, 'GET', `/rooms/lobby/search?q=${encodeURIComponent('特的句')}`, {
      token,
    });
    expect(found.body.messages.map((message) => message.text)).toContain(text);
  });

  it('counts what old clients say as unread on the web, until somebody has looked', async () => {
    const { accessToken: token } = await register(server);
    const visitor = await connect(server, token);
    const { seq } = await join(visitor, 'lobby');
    await demand(visitor, 'room:read', { room: 'lobby', seq });
    const unread = async () => {
      const { body } = await api<{ rooms: Conversation[] }>(server, 'GET', '/rooms', { token });
      return body.rooms.find(({ room }) => room.slug === 'lobby')?.unread;
    };
    expect(await unread()).toBe(0);
    const told = nextMessages(visitor, ({ messages }) => messages.some(({ text }) => text === 'two'));
    for (const text of ['one', 'two']) old.client.say(group, text);
    const last = (await told).messages.at(-1)?.seq;
    expect(await unread()).toBe(2);
    await demand(visitor, 'room:read', { room: 'lobby', seq: last });
    expect(await unread()).toBe(0);
    visitor.disconnect();
  });

  it('keeps the order in which one client sends', async () => {
    const texts = Array.from({ length: 50 }, (_, index) => `number ${index}`);
    expect(await got(texts.map((text) => `${text}\n`))).toEqual(texts);
  });

  it('takes one newline off typed text, and no more', async () => {
    expect(await got(['a\n', 'b\n\n', 'c'])).toEqual(['a', 'b\n', 'c']);
  });

  it('makes emoji of sticker codes, and codes of emoji', async () => {
    const codes = stickers.map(({ code }) => code);
    const emoji = stickers.map((sticker) => sticker.emoji);
    expect(await got(codes)).toEqual(emoji);
    const shown = await heard(async () => {
      for (const text of emoji) await send(socket, 'lobby', text);
    });
    expect(shown).toEqual(codes);
  });

  it('leaves a typed sticker code, a typed exit and a typed notice text', async () => {
    const notice = `* 系统提示: ${old.name} 已离开群聊`;
    expect(await got(['aa**\n', 'exit\n'])).toEqual(['aa**', 'exit']);
    const typed = ['aa**', 'exit', notice];
    const shown = await heard(async () => {
      for (const text of typed) await send(socket, 'lobby', text);
    });
    expect(shown).toEqual(typed.map((text) => `${text}\n`));
  });

  it('never sends a string that is too long for the client, half a character, or one it would die of', async () => {
    const texts = ['中'.repeat(3999), 'x'.repeat(3071), 'x'.repeat(3070), `${'e\u0301👨‍👩‍👧'.repeat(200)}`];
    const shown = await heard(async () => {
      for (const text of texts) await send(socket, 'lobby', text);
    });
    for (const content of shown) {
      expect(Buffer.byteLength(content)).toBeLessThan(3072);
      expect(content).toMatch(/^[^\u{10000}-\u{10FFFF}\uFFFD]*\n$/u);
    }
    const joined = shown.map((content) => content.slice(0, -1)).join('');
    expect(joined).toBe(texts.join('').replaceAll('👨‍👩‍👧', ':family_man_woman_girl:'));
  });

  it('shows what the web can do with lines: replies, edits, deletions; and no reactions', async () => {
    const shown = await heard(async () => {
      const first = await send(socket, 'lobby', 'the first\nline');
      await send(socket, 'lobby', 'an answer', { replyTo: first.id });
      await send(socket, 'lobby', '😎', { replyTo: first.id });
      await demand(socket, 'message:react', { messageId: first.id, emoji: '👍', on: true });
      await demand(socket, 'message:edit', { messageId: first.id, text: 'the first, better' });
      await demand(socket, 'message:react', { messageId: first.id, emoji: '👍', on: false });
      await demand(socket, 'message:react', { messageId: first.id, emoji: '🎉', on: true });
      await demand(socket, 'message:delete', { messageId: first.id });
    });
    const quote = `回复 ${web.user.username}: 「the first line」`;
    expect(shown).toEqual([
      'the first\nline\n',
      `${quote}\nan answer\n`,
      `${quote}\n`,
      'aa**',
      '[已修改] the first, better\n',
      '[已撤回一条消息]\n',
    ]);
  });

  it('tells no reaction for an edit after a restart either', async () => {
    const message = await send(socket, 'lobby', 'will be edited');
    await demand(socket, 'message:edit', { messageId: message.id, text: 'was edited' });
    await server.restart('SIGTERM');
    socket = await connect(server, web.accessToken);
    await join(socket, 'lobby');
    old = await newcomer(server);
    other = await newcomer(server, undefined, server.legacyPorts[1]);
    const shown = await heard(() => demand(socket, 'message:react', { messageId: message.id, emoji: '👍', on: true }));
    expect(shown).toEqual([]);
  });

  it('knows nothing of other rooms', async () => {
    const room = `room-${randomUUID()}`;
    await join(socket, room);
    expect(await heard(() => send(socket, room, 'elsewhere'))).toEqual([]);
  });

  describe('in private', () => {
    let room: Room;
    let third: ChatSocket;
    beforeAll(async () => {
      ({ room } = await demand<{ room: Room }>(socket, 'dm:open', { username: other.name }));
      third = await connect(server, (await register(server)).accessToken);
      await join(third, 'lobby');
    });
    afterAll(() => {
      third.disconnect();
    });

    it('brings messages to the two alone, the sender included', async () => {
      const text = `psst ${randomUUID()}`;
      const overheard: Message[] = [];
      third.on('messages', ({ messages }) => overheard.push(...messages));
      const told = nextMessages(socket, ({ messages }) => messages.some((message) => message.text === text));
      other.client.say(web.user.username, text);
      expect(await told).toMatchObject({ room: room.slug });
      const back = await other.client.frame('message', ({ content }) => content === `${text}\n`);
      expect(back).toMatchObject({ flag: 'private_chat', sender: other.name });

      const answer = `psst yourself ${randomUUID()}`;
      await send(socket, room.slug, answer);
      const frame = await other.client.frame('message', ({ content }) => content === `${answer}\n`);
      expect(frame).toMatchObject({ flag: 'private_chat', sender: web.user.username });

      await heard(async () => {});
      const secrets = [text, answer];
      expect(old.client.frames.filter((f) => f.kind === 'message' && secrets.includes(f.content.trim()))).toEqual([]);
      expect(overheard.filter((message) => secrets.includes(message.text))).toEqual([]);
    });

    it('brings stickers as codes', async () => {
      const told = nextMessages(socket, ({ messages }) => messages[0]?.room === room.slug);
      other.client.sayExactly(web.user.username, 'hh**');
      expect((await told).messages[0]?.text).toBe('😂');
      const back = await other.client.frame(
        'message',
        ({ content, flag }) => content === 'hh**' && flag === 'private_chat',
      );
      expect(back.sender).toBe(other.name);
    });

    it('comes back to the sender when the other side is offline, who finds it later', async () => {
      const away = await register(server);
      const text = `for later ${randomUUID()}`;
      other.client.say(away.user.username, text);
      await other.client.frame('message', ({ content, flag }) => content === `${text}\n` && flag === 'private_chat');
      const { body } = await api<{ rooms: { lastMessage?: Message; unread: number }[] }>(server, 'GET', '/rooms', {
        token: away.accessToken,
      });
      expect(body.rooms).toMatchObject([{ lastMessage: { text }, unread: 1 }]);
    });

    it('reaches somebody whose name old clients cannot show, and comes back from him', async () => {
      const rare = await register(server, `𠮷${randomUUID().slice(0, 8)}`);
      const { user } = rare;
      const name = `${user.username.replace('𠮷', '□')}:${user.id}`;
      const theirs = await connect(server, rare.accessToken);
      await join(theirs, 'lobby');
      await other.client.frame('online', ({ names }) => names.includes(name));
      await other.client.frame('message', ({ content }) => content === `* 系统提示: ${name} 加入聊天室`);
      const told = nextMessages(theirs, ({ messages }) => messages[0]?.text === 'hello, rare one');
      other.client.say(name, 'hello, rare one');
      await send(theirs, (await told).room, `hello, ${other.name}`);
      const back = await other.client.frame('message', ({ content }) => content === `hello, ${other.name}\n`);
      expect(back).toMatchObject({ flag: 'private_chat', sender: name });
      theirs.disconnect();
    });

    it('tells the sender when there is nobody of that name, or when it is himself', async () => {
      other.client.say('nobody-there', 'hello');
      await other.client.frame('message', ({ content }) => content.includes('没有这个用户'));
      other.client.say(other.name, 'hello');
      const notice = await other.client.frame('message', ({ content }) => content.includes('不能和自己私聊'));
      // From himself: for any other name his client might find no picture.
      expect(notice).toMatchObject({ flag: 'private_chat', sender: other.name });
      expect(notice.content).toMatch(/\n$/);
    });
  });

  it('ignores what is sent to nobody, and refuses quietly what says nothing or too much', async () => {
    other.client.say(' ', 'to nobody');
    other.client.sayExactly(group, '\n');
    await other.client.frame('message', ({ content }) => content.includes('不能发送空消息'));
    other.client.say(group, 'x'.repeat(4001));
    await other.client.frame('message', ({ content }) => content.includes('消息太长了'));
    const { body } = await api<HistoryPage>(server, 'GET', '/rooms/lobby/messages', { token: web.accessToken });
    expect(body.messages.map(({ text }) => text)).not.toContain('to nobody');
    expect(other.client.closed).toBe(false);
  });
});
