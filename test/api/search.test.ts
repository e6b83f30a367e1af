import type { Message, SearchPage, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, send } from '../support/sockets.js';

describe('search', () => {
  let server: TestServer;
  let ann: Session;
  let socket: ChatSocket;

  beforeAll(async () => {
    server = await startServer();
    ann = await register(server);
    socket = await connect(server, ann.accessToken);
  });
  afterAll(async () => {
    socket.disconnect();
    await server.stop();
  });

  const search = (room: string, query: Record<string, string>, token = ann.accessToken) =>
    api<SearchPage>(server, 'GET', `/rooms/${room}/search?${new URLSearchParams(query)}`, { token });

  async function texts(room: string, q: string, more: Record<string, string> = {}): Promise<string[]> {
    const { status, body } = await search(room, { q, ...more });
    expect(status).toBe(200);
    return body.messages.map(({ text }) => text);
  }

  async function say(room: string, ...lines: string[]): Promise<Message[]> {
    await join(socket, room);
    return Promise.all(lines.map((line) => send(socket, room, line)));
  }

  it('finds words and parts of Chinese, Japanese and Korean, as soon as they are sent, newest first', async () => {
    await say(
      'many-tongues',
      '今天我们去图书馆学中文',
      'Meet me at the Library',
      'ラーメンを食べたい',
      '안녕하세요 여러분',
      '图书',
    );
    expect(await texts('many-tongues', 'library')).toEqual(['Meet me at the Library']);
    expect(await texts('many-tongues', 'LIB')).toEqual(['Meet me at the Library']);
    expect(await texts('many-tongues', '中文')).toEqual(['今天我们去图书馆学中文']);
    expect(await texts('many-tongues', '图书')).toEqual(['图书', '今天我们去图书馆学中文']);
    expect(await texts('many-tongues', '图书馆')).toEqual(['今天我们去图书馆学中文']);
    expect(await texts('many-tongues', '文')).toEqual(['今天我们去图书馆学中文']);
    expect(await texts('many-tongues', 'ーメン')).toEqual(['ラーメンを食べたい']);
    expect(await texts('many-tongues', '하세요')).toEqual(['안녕하세요 여러분']);
    expect(await texts('many-tongues', 'me library')).toEqual(['Meet me at the Library']);
    expect(await texts('many-tongues', 'library 中文')).toEqual([]);
    expect(await texts('many-tongues', '?!')).toEqual([]);
  });

  it('goes back in pages', async () => {
    const sent = await say('pages', ...Array.from({ length: 7 }, (_, index) => `page ${index + 1}`));
    expect(await texts('pages', 'page', { limit: '3' })).toEqual(['page 7', 'page 6', 'page 5']);
    const before = String(sent.find(({ text }) => text === 'page 3')?.seq);
    expect(await texts('pages', 'page', { limit: '3', before })).toEqual(['page 2', 'page 1']);
  });

  it('follows edits and deletions', async () => {
    const [draft, slip] = await say('changes', 'the first draft', 'a slip of the tongue');
    await demand(socket, 'message:edit', { messageId: draft?.id, text: 'the final version' });
    await demand(socket, 'message:delete', { messageId: slip?.id });
    expect(await texts('changes', 'draft')).toEqual([]);
    expect(await texts('changes', 'final')).toEqual(['the final version']);
    expect(await texts('changes', 'tongue')).toEqual([]);
  });

  it('shows nobody what he has cleared, nor the private conversations of others', async () => {
    await say('cleared', 'forget this');
    await api(server, 'DELETE', '/rooms/cleared/history', { token: ann.accessToken });
    await say('cleared', 'remember this');
    expect(await texts('cleared', 'this')).toEqual(['remember this']);

    const [bob, eve] = [await register(server), await register(server)];
    const { room } = await demand<{ room: { slug: string } }>(socket, 'dm:open', { username: bob.user.username });
    await say(room.slug, 'between you and me');
    expect(await texts(room.slug, 'between')).toEqual(['between you and me']);
    expect(await search(room.slug, { q: 'between' }, eve.accessToken)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it.each([
    [{}, { q: 'required' }],
    [{ q: '  ' }, { q: 'too_short' }],
    [{ q: 'x'.repeat(201) }, { q: 'too_long' }],
    [{ q: 'x', limit: '0' }, { limit: 'too_small' }],
    [{ q: 'x', before: 'yesterday' }, { before: 'wrong_type' }],
    [{ q: 'x', order: 'asc' }, { order: 'unknown_field' }],
  ])('refuses %j', async (query, fields) => {
    expect(await search('lobby', query)).toMatchObject({ status: 400, body: { code: 'invalid', fields } });
  });

  it('takes any text for what it is', async () => {
    await say('hostile', '100% \'quoted\' \\ and "more"; DROP TABLE messages; --', 'café', '𠮷野家');
    expect(await texts('hostile', "' OR 1=1 --")).toEqual([]);
    expect(await texts('hostile', "'quoted' \\")).toHaveLength(1);
    expect(await texts('hostile', '100%')).toHaveLength(1);
    expect(await texts('hostile', '%')).toEqual([]);
    expect(await texts('hostile', 'CAFE\u0301')).toEqual(['café']);
    expect(await texts('hostile', '𠮷')).toEqual(['𠮷野家']);
    expect(await texts('hostile', '\uD842')).toEqual([]);
    expect(await texts('hostile', 'a\u0000b')).toEqual([]);
  });
});
