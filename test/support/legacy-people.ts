import { randomBytes } from 'node:crypto';
import { password } from './api.js';
import { LegacyClient, type LegacyFrame, type LegacyMessage } from './legacy-client.js';
import type { TestServer } from './server.js';

export interface LegacyPerson {
  readonly name: string;
  readonly client: LegacyClient;
}

export function newName(): string {
  return `老${randomBytes(4).toString('hex')}`;
}

/** Somebody new with an old client, registered and logged in with it. */
export async function newcomer(
  server: TestServer,
  name = newName(),
  port = server.legacyPorts[0],
): Promise<LegacyPerson> {
  const client = await LegacyClient.connect(port, port === server.legacyPorts[1] ? 8 : 4);
  const registered = await client.register(name, password);
  if (registered !== '0') throw new Error(`Registering ${name} was answered ${registered}.`);
  return { name, client: await loggedIn(client, name) };
}

export async function loggedIn(client: LegacyClient, name: string): Promise<LegacyClient> {
  const answer = await client.login(name, password);
  if (answer !== '1') throw new Error(`The log-in of ${name} was answered ${answer}.`);
  await client.frame('message', ({ content }) => content === joinNotice(name));
  return client;
}

export const joinNotice = (name: string) => `* 系统提示: ${name} 加入聊天室`;
export const leaveNotice = (name: string) => `* 系统提示: ${name} 已离开群聊`;

/** Messages from somebody, without notices of who comes and goes. */
export function messagesFrom(client: LegacyClient, sender: string): LegacyMessage[] {
  return client.frames.filter(
    (frame: LegacyFrame): frame is LegacyMessage =>
      frame.kind === 'message' &&
      frame.sender === sender &&
      !/^\* 系统提示: \S+ (加入聊天室|已离开群聊)$/.test(frame.content),
  );
}
