import { createHash, randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import type { Conversation, Message, MessagesEvent, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { freePort } from '../support/free-port.mjs';
import { wholeHistory } from '../support/history.js';
import { joinNotice, leaveNotice, newName } from '../support/legacy-people.js';
import { pictureDatabase } from '../support/picture-database.js';
import { drawing } from '../support/pictures.js';
import { ReferenceClient, type ReferenceEvent } from '../support/reference-client.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';
import { threeEvenings } from './evening/acts.js';
import { liveWith, sessionOf, WebPerson } from './evening/people.js';
import { heardBy, movementsIn, nameOf, type Shown, shownOf } from './evening/shown.js';

/** `CHAT_TEST_SEED` has an evening once more. */
const seed = Number(process.env.CHAT_TEST_SEED ?? randomInt(2 ** 31));
const acts = 60;

// On MariaDB alone: the clients look pictures up in it.
describe(`an evening of old clients beside the web (seed ${seed})`, () => {
  let server: TestServer;
  let ports: number[];
  let dropFolder: string;
  /** Hears everything that the web is told. */
  let witness: Session;
  let socket: ChatSocket;
  const told: MessagesEvent[] = [];
  const clients: ReferenceClient[] = [];
  const people: WebPerson[] = [];

  beforeAll(async () => {
    ports = [await freePort(), await freePort(), await freePort()];
    dropFolder = mkdtempSync(path(process.env.CHAT_TEST_RUN ?? '', 'drop-'));
    writeFileSync(path(dropFolder, 'notes.txt'), randomBytes(3000));
    writeFileSync(path(dropFolder, '照片.jpg'), await drawing(60, 40).jpeg().toBuffer());
    const [windows, unix, network] = ports;
    server = await startServer({
      env: {
        CHAT_LEGACY_LISTEN: `127.0.0.1:${windows}?long=4,127.0.0.1:${unix}?long=8,127.0.0.1:${network}?long=4&path=network`,
        CHAT_LEGACY_FILES_DIR: dropFolder,
        CHAT_LEAVE_GRACE_MS: '1',
        CHAT_GUESTS: 'write',
      },
    });
    const database = await pictureDatabase(server.databaseUrl);
    witness = await register(server);
    socket = await connect(server, witness.accessToken);
    socket.on('messages', (event) => told.push(event));
    await join(socket, 'lobby');
    for (const [index, port] of ports.entries()) {
      const client = new ReferenceClient(port, index === 1 ? 'UNIX' : 'WINDOWS', newName(), password, database);
      clients.push(client);
      await client.event(({ content }) => content === joinNotice(client.name));
    }
    const friends = clients.map(({ name }) => name);
    for (const name of [undefined, `𠮷${randomBytes(4).toString('hex')}`, undefined]) {
      people.push(await WebPerson.arrive(server, await register(server, name), friends));
    }
  });
  afterAll(async () => {
    for (const client of clients) await client.kill();
    for (const person of people) person.leave();
    socket.disconnect();
    await server.stop();
  });

  /** Names of files whose messages were deleted: such a file comes, or does not come any more. */
  const deleted = new Set<string>();
  const stillThere = (shown: readonly Shown[]) => shown.filter(({ file }) => !file || !deleted.has(kindOf(file.name)));
  const isStillThere = ({ kind, name = '' }: ReferenceEvent) => kind !== 'file' || !deleted.has(kindOf(name));
  const toldOf = (room: string) => told.filter((event) => event.room === room);

  it('is had: they talk, whisper, share, edit, come and go, all at once', async () => {
    const lives = threeEvenings(acts, seed);
    const others = (client: ReferenceClient) => [
      ...clients.flatMap(({ name }) => (name === client.name ? [] : [name])),
      ...people.map(({ session }) => nameOf(session.user)),
    ];
    for (const [index, client] of clients.entries()) {
      liveWith(client, lives.old[index] ?? [], { friends: others(client), files: ['notes.txt', '照片.jpg'] });
    }
    const visitor = new ReferenceClient(ports[0] ?? 0, 'WINDOWS', newName(), password);
    await Promise.all(people.map((person, index) => person.live(lives.web[index] ?? [])));
    await visitor.event(({ content }) => content === joinNotice(visitor.name));
    visitor.send('3', ' ', 'exit');
    await visitor.event(({ content }) => content === leaveNotice(visitor.name));
    await visitor.kill();
    const { body: guest } = await api<Session>(server, 'POST', '/auth/guest', { json: {} });
    const theirs = await connect(server, guest.accessToken);
    await join(theirs, 'lobby');
    for (const client of clients) await client.event(({ content }) => content === joinNotice(guest.user.username));
    await send(theirs, 'lobby', 'just looking');
    theirs.disconnect();
    // What the old clients still have to say comes before this.
    for (const client of clients) client.send('3', '【群聊】', `good night from ${client.name}\n`);
    for (const client of clients) {
      for (const { name } of clients) await client.event(({ content }) => content === `good night from ${name}\n`);
      await client.event(({ content }) => content === leaveNotice(guest.user.username));
    }
  }, 120_000);

  it('is in the history as the web was told of it', async () => {
    const events = toldOf('lobby');
    for (const [index, event] of events.slice(1).entries()) expect(event.prev).toBe(events[index]?.rev);
    const latest = new Map(events.flatMap(({ messages }) => messages.map((message) => [message.seq, message])));
    const history = await wholeHistory(server, witness.accessToken, 'lobby');
    const gone = new Set(history.filter(({ deletedAt }) => deletedAt).map(({ seq }) => seq));
    for (const { seq, files } of events.flatMap(({ messages }) => messages)) {
      if (gone.has(seq)) for (const { name } of files) deleted.add(kindOf(name));
    }
    const lines = (messages: Iterable<Message>) =>
      Array.from(messages, ({ seq, text, sender }) => [seq, sender.id, text]);
    expect(lines(history)).toEqual(lines([...latest.values()].sort((a, b) => a.seq - b.seq)));
  });

  it('was shown to each of them as it was: every line, from whom it came, in order', async () => {
    const expected = stillThere(shownOf(toldOf('lobby').map(({ messages }) => messages)));
    const summary = (shown: Shown) => [shown.sender, shown.text ?? kindOf(shown.file?.name ?? '')];
    for (const client of clients) {
      const heard = heardBy(client.events.filter(isStillThere), 'group_chat', expected);
      expect(heard.map(summary)).toEqual(expected.map(summary));
    }
  });

  it('brought every file whole, and pictures as ones that they can open', async () => {
    const expected = stillThere(shownOf(toldOf('lobby').map(({ messages }) => messages)));
    const files = expected.flatMap(({ file }) => file ?? []);
    for (const client of clients) {
      const heard = client.events.filter((event) => event.kind === 'file' && isStillThere(event));
      for (const [index, { name, url, size }] of files.entries()) {
        const shown = heard[index] as ReferenceEvent;
        expect(kindOf(shown.name ?? '')).toBe(kindOf(name));
        // It was converted, or made smaller.
        if (shown.name !== name || shown.size !== size) continue;
        const response = await fetch(`${server.url}${url}`);
        expect(response.status).toBe(200);
        const content = Buffer.from(await response.arrayBuffer());
        expect(shown.sha256).toBe(createHash('sha256').update(content).digest('hex'));
      }
    }
  });

  it('kept what was whispered between two people', async () => {
    for (const client of clients) {
      const { accessToken: token } = await sessionOf(server, client.name, password);
      const { body } = await api<{ rooms: Conversation[] }>(server, 'GET', '/rooms', { token });
      const directs = body.rooms.filter(({ room }) => room.kind === 'direct');
      const rooms = await Promise.all(directs.map(({ room }) => wholeHistory(server, token, room.slug)));
      const expected = rooms.map((room) => shownOf([room]));
      const lines = (shown: readonly Shown[]) => shown.map(({ sender, text }) => `${sender}: ${text}`).sort();
      const heard = () => heardBy(client.events, 'private_chat', []);
      await until(() => heard().length >= expected.flat().length);
      expect(lines(heard())).toEqual(lines(expected.flat()));
    }
  });

  it('left them with the list of who is there, and told of nobody who came or went twice', async () => {
    for (const client of clients) {
      const names = client.events.findLast(({ kind }) => kind === 'online')?.names ?? [];
      const present = [
        ...clients.map(({ name }) => name),
        ...[witness, ...people.map(({ session }) => session)].map(({ user }) => nameOf(user)),
      ];
      expect([...names].sort()).toEqual(present.sort());
      const movements = movementsIn(client.events);
      for (const name of new Set(movements.map((movement) => movement.name))) {
        const hows = movements.filter((movement) => movement.name === name).map(({ how }) => how);
        expect(hows).toEqual(hows.map((_, index) => (index % 2 === 0 ? hows[0] : hows[1])));
        if (hows.length > 1) expect(hows[0]).not.toBe(hows[1]);
      }
      expect(client.events.filter(({ kind }) => kind === 'dead' || kind === 'closed')).toEqual([]);
    }
  });
});

/** A picture has another name where it had to be converted; a plain bitmap, only when it was too large. */
function kindOf(name: string): string {
  return name.replace(/\.(webp|gif|bmp)$/, '.png');
}
