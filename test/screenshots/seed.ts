import { randomUUID } from 'node:crypto';
import type { Message, Session } from '@chat-room/protocol';
import sharp from 'sharp';
import sqlite from 'sqlite3';
import { api, password } from '../support/api.js';
import type { TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, request, send } from '../support/sockets.js';
import { upload } from '../support/upload.js';

export interface Person extends Session {
  socket: ChatSocket;
}

export interface Team {
  ana: Person;
  ben: Person;
  mei: Person;
  salma: Person;
  /** How many messages of the lobby ana has read. */
  readUpTo: number;
}

/** A picture with something on it. */
export function landscape(width: number, height: number, hue: number): Promise<Buffer> {
  const [sky, glow, hill, near] = [
    `hsl(${hue} 70% 78%)`,
    `hsl(${hue + 30} 90% 88%)`,
    `hsl(${hue + 10} 40% 52%)`,
    `hsl(${hue + 20} 45% 32%)`,
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 75" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice">
    <rect width="100" height="75" fill="${sky}"/><circle cx="70" cy="26" r="11" fill="${glow}"/>
    <path d="M0 52 22 34 42 48 62 30 100 54V75H0Z" fill="${hill}"/><path d="M0 64 30 52 58 62 80 54 100 62V75H0Z" fill="${near}"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}

async function register(server: TestServer, username: string, displayName: string, hue?: number): Promise<Person> {
  const { body } = await api<Session>(server, 'POST', '/auth/register', { json: { username, password, displayName } });
  if (hue !== undefined) {
    const form = new FormData();
    form.append(
      'file',
      new Blob([new Uint8Array(await landscape(256, 256, hue))], { type: 'image/jpeg' }),
      'avatar.jpg',
    );
    await api(server, 'PUT', '/me/avatar', { token: body.accessToken, body: form });
  }
  return { ...body, socket: await connect(server, body.accessToken) };
}

/** Four people, two days of talk in the lobby, a private conversation, an empty room. */
export async function seed(server: TestServer): Promise<Team> {
  const ana = await register(server, 'ana', 'Ana', 20);
  const ben = await register(server, 'ben', 'Ben Okoro');
  const mei = await register(server, 'mei', '小雨', 160);
  const salma = await register(server, 'salma', 'سلمى', 280);
  const file = async (who: Person, name: string, content: Buffer) => [
    await upload({ server, token: who.accessToken, content, name }),
  ];
  for (const { socket } of [ana, ben, mei, salma]) await join(socket, 'lobby');
  const say = (who: Person, text: string, more: object = {}): Promise<Message> => send(who.socket, 'lobby', text, more);
  const react = (who: Person, message: Message, emoji: string) =>
    demand(who.socket, 'message:react', { messageId: message.id, emoji, on: true });

  await say(ben, 'Morning! The new release is on the test server.');
  await say(ben, 'Please look at the sign-up form once more, especially on a phone.');
  const question = await say(ana, 'Will do. Is the picture crop in already?');
  await say(ben, 'Yes, since last night 🎉', { replyTo: question.id });
  const photo = await say(mei, '昨天拍的，山里的空气真好。', {
    files: await file(mei, 'mountain.jpg', await landscape(1600, 1200, 200)),
  });
  for (const who of [ana, ben, salma]) await react(who, photo, '😍');
  await react(ana, photo, '🔥');
  const lastOfYesterday = await say(salma, 'مرحبا بالجميع! متى الاجتماع غدا؟');

  const first = await say(ana, 'Tomorrow at **10:00**, in the _small_ room.', { replyTo: lastOfYesterday.id });
  await react(salma, first, '👍');
  await say(ana, 'Agenda:\n• numbers of last week\n• what we ship on Friday\n• questions');
  await say(ben, 'Notes are at https://example.com/notes?week=48 – add what you need.');
  await say(ben, 'And the figures:', { files: await file(ben, 'figures-november.xlsx', Buffer.alloc(48_200, 7)) });
  await say(mei, '👍');
  await say(mei, '', {
    files: [
      ...(await file(mei, 'one.jpg', await landscape(900, 900, 40))),
      ...(await file(mei, 'two.jpg', await landscape(900, 900, 120))),
      ...(await file(mei, 'three.jpg', await landscape(900, 900, 300))),
    ],
  });
  const code = await say(
    ana,
    'This is the line that broke:\n```\nconst next = rooms.get(slug) ?? open(slug);\n```\nIt should be `await open(slug)`.',
  );
  await react(ben, code, '😅');
  const wrong = await say(ben, 'I will mend it before lunch');
  await demand(ben.socket, 'message:edit', { messageId: wrong.id, text: 'I will mend it before noon.' });
  const gone = await say(ben, 'wrong window, sorry');
  await demand(ben.socket, 'message:delete', { messageId: gone.id });
  const read = await say(ana, 'Thank you! 🙏');
  await demand(ana.socket, 'room:read', { room: 'lobby', seq: read.seq });
  await say(salma, 'ممتاز، أراكم غدا.');
  await say(mei, '明天见！@ana 记得带上原型。');
  await say(ben, '> The picture crop is in\nTried it: works well, even with very large photos.');

  const { room } = await demand<{ room: { slug: string } }>(ben.socket, 'dm:open', { username: 'ana' });
  for (const { socket } of [ana, ben]) await join(socket, room.slug);
  const secret = await send(ben.socket, room.slug, 'Do you have a minute? Only between us: the price list is wrong.');
  await send(ana.socket, room.slug, 'Sure, I am looking at it now.', { replyTo: secret.id });
  await send(ben.socket, room.slug, 'Row 14, the second column.');
  await demand(ana.socket, 'room:read', { room: room.slug, seq: 3 });
  const { room: other } = await demand<{ room: { slug: string } }>(mei.socket, 'dm:open', { username: 'ana' });
  for (const { socket } of [ana, mei]) await join(socket, other.slug);
  await send(mei.socket, other.slug, '晚上一起吃饭吗？');
  await send(mei.socket, other.slug, '我知道一家不错的面馆。');

  for (const { socket } of [ana, ben, mei, salma]) socket.disconnect();
  await backdate(server, lastOfYesterday.seq);
  for (const who of [ben, mei, salma]) {
    who.socket = await connect(server, who.accessToken);
    await join(who.socket, 'lobby');
  }
  return { ana, ben, mei, salma, readUpTo: read.seq };
}

/** Moves the first messages of the lobby to yesterday, and spreads all over some hours: no client can say when it wrote. */
async function backdate(server: TestServer, lastOfYesterday: number): Promise<void> {
  await server.kill();
  const database = new sqlite.Database(server.databaseUrl.replace('sqlite:', ''));
  const minutes = (seq: number) => (seq <= lastOfYesterday ? 26 * 60 - seq * 3 : 90 - (seq - lastOfYesterday) * 2);
  const room = `(SELECT id FROM rooms WHERE slug = 'lobby')`;
  for (let seq = 1; seq <= 40; seq++) {
    const at = new Date(Date.now() - minutes(seq) * 60_000).toISOString().replace('T', ' ').replace('Z', ' +00:00');
    await new Promise<void>((done, failed) =>
      database.run(`UPDATE messages SET created_at = ? WHERE seq = ? AND room_id = ${room}`, [at, seq], (error) =>
        error ? failed(error) : done(),
      ),
    );
  }
  await new Promise((done) => database.close(done));
  await server.start();
}

/** Somebody new comes in; resolves with the way out. */
export async function visit(server: TestServer, room: string): Promise<() => void> {
  const guest = await register(server, `visitor-${randomUUID().slice(0, 6)}`, 'Emil');
  await join(guest.socket, room);
  return () => {
    void request(guest.socket, 'room:leave', { room }).finally(() => guest.socket.disconnect());
  };
}
