import type { PresenceEvent, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from '../support/api.js';
import { group, LegacyClient, type LegacyFrame } from '../support/legacy-client.js';
import { joinNotice, type LegacyPerson, leaveNotice, loggedIn, newcomer, newName } from '../support/legacy-people.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, join, nextEvent } from '../support/sockets.js';
import { until } from '../support/until.js';

describe('coming and going', () => {
  let server: TestServer;
  /** Somebody with an old client who is there all the time. */
  let watcher: LegacyPerson;
  let web: Session;
  let socket: ChatSocket;
  beforeAll(async () => {
    server = await startServer({ env: { CHAT_LEAVE_GRACE_MS: '2000' } });
    watcher = await newcomer(server);
    web = await register(server);
    socket = await connect(server, web.accessToken);
    await join(socket, 'lobby');
  });
  afterAll(async () => {
    watcher.client.close();
    socket.disconnect();
    await server.stop();
  });

  const notices = ({ client }: LegacyPerson, content: string) =>
    client.frames.filter((frame) => frame.kind === 'message' && frame.content === content);
  const lastList = (frames: readonly LegacyFrame[]) => frames.findLast((frame) => frame.kind === 'online')?.names ?? [];
  const movement = (name: string, where: 'joined' | 'left') =>
    nextEvent(socket, 'presence', (event: PresenceEvent) => event[where].some(({ username }) => username === name));

  it('gives whoever logs in his answer, then the list with himself in it, then his notice', async () => {
    const client = await LegacyClient.connect(server.legacyPorts[0]);
    const { user } = await register(server);
    await loggedIn(client, user.username);
    const [first, second] = client.frames;
    expect(first).toMatchObject({ kind: 'online' });
    expect(lastList([first as LegacyFrame])).toEqual(expect.arrayContaining([user.username, watcher.name]));
    expect(second).toEqual({
      kind: 'message',
      flag: 'group_chat',
      sender: user.username,
      content: joinNotice(user.username),
    });
    client.close();
  });

  it('shows old clients to the web and to each other, once', async () => {
    const name = newName();
    const joined = movement(name, 'joined');
    const person = await newcomer(server, name);
    await joined;
    await watcher.client.frame('message', ({ content }) => content === joinNotice(person.name));
    const list = watcher.client.frames.findLastIndex(
      (frame) => frame.kind === 'online' && frame.names.includes(person.name),
    );
    expect(list).toBeGreaterThan(-1);

    const left = movement(person.name, 'left');
    person.client.sayExactly(group, 'exit');
    for (const { client } of [person, watcher]) {
      const frame = await client.frame('message', ({ content }) => content === leaveNotice(person.name));
      expect(frame).toMatchObject({ flag: 'group_chat', sender: person.name });
    }
    await left;
    await until(() => !lastList(watcher.client.frames).includes(person.name));
    expect(notices(watcher, joinNotice(person.name))).toHaveLength(1);
    expect(notices(watcher, leaveNotice(person.name))).toHaveLength(1);
    expect(person.client.closed).toBe(false);
    person.client.close();
  });

  it('lets somebody who has left log in again on the same connection', async () => {
    const person = await newcomer(server);
    person.client.sayExactly(' ', 'exit');
    await person.client.frame('message', ({ content }) => content === leaveNotice(person.name));
    await loggedIn(person.client, person.name);
    await until(() => notices(watcher, joinNotice(person.name)).length === 2);
    person.client.close();
  });

  it('shows people of the web to old clients, the list before the notice', async () => {
    const session = await register(server);
    const other = await connect(server, session.accessToken);
    await join(other, 'lobby');
    const { username } = session.user;
    const joined = await watcher.client.frame('message', ({ content }) => content === joinNotice(username));
    expect(joined).toMatchObject({ flag: 'group_chat', sender: username });
    const { frames } = watcher.client;
    expect(lastList(frames.slice(0, frames.indexOf(joined)))).toContain(username);

    other.disconnect();
    const left = await watcher.client.frame('message', ({ content }) => content === leaveNotice(username));
    expect(lastList(frames.slice(0, frames.indexOf(left)))).not.toContain(username);
  });

  it('gives the list to whoever asks for it, with everybody', async () => {
    const before = watcher.client.frames.length;
    watcher.client.refresh();
    await until(() => watcher.client.frames.slice(before).some(({ kind }) => kind === 'online'));
    expect(lastList(watcher.client.frames)).toEqual(expect.arrayContaining([watcher.name, web.user.username]));
  });

  it('makes no noise when somebody is back at once, and tells when he is not', async () => {
    const person = await newcomer(server);
    person.client.close();
    const back = await LegacyClient.connect(server.legacyPorts[0]);
    await loggedIn(back, person.name);
    const gone = movement(person.name, 'left');
    expect(notices(watcher, leaveNotice(person.name))).toHaveLength(0);
    back.close();
    await gone;
    await watcher.client.frame('message', ({ content }) => content === leaveNotice(person.name));
  });

  it('counts somebody with an old client and a page as one, who is there until both are gone', async () => {
    const session = await register(server);
    const { username } = session.user;
    const page = await connect(server, session.accessToken);
    const here = movement(username, 'joined');
    await join(page, 'lobby');
    await here;
    const client = await LegacyClient.connect(server.legacyPorts[0]);
    await loggedIn(client, username);
    client.sayExactly(group, 'exit');
    await client.frame('message', ({ content }) => content === leaveNotice(username));
    watcher.client.refresh();
    const before = watcher.client.frames.length;
    await until(() => watcher.client.frames.slice(before).some(({ kind }) => kind === 'online'));
    expect(lastList(watcher.client.frames).filter((name) => name === username)).toEqual([username]);
    const gone = movement(username, 'left');
    page.disconnect();
    await gone;
    expect(notices(watcher, leaveNotice(username))).toHaveLength(1);
  });
});
