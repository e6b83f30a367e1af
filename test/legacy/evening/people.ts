import { randomBytes } from 'node:crypto';
import type { Message, Session } from '@chat-room/protocol';
import { api } from '../../support/api.js';
import { group } from '../../support/legacy-client.js';
import { bitmap, drawing } from '../../support/pictures.js';
import type { ReferenceClient } from '../../support/reference-client.js';
import { type ChatSocket, connect, demand, join, send } from '../../support/sockets.js';
import { upload } from '../../support/upload.js';
import { type OldAct, textOf, type WebAct } from './acts.js';

let said = 0;

/** Somebody in a browser, as far as the server sees of it. */
export class WebPerson {
  private constructor(
    private readonly server: { url: string },
    readonly session: Session,
    private socket: ChatSocket,
    private readonly friends: readonly string[],
  ) {}

  /** `friends` are whom he whispers to. */
  static async arrive(server: { url: string }, session: Session, friends: readonly string[]): Promise<WebPerson> {
    const socket = await connect(server, session.accessToken);
    await join(socket, 'lobby');
    return new WebPerson(server, session, socket, friends);
  }

  async live(acts: readonly WebAct[]): Promise<void> {
    const mine: Message[] = [];
    for (const act of acts) {
      const message = await this.perform(act, mine);
      if (message) mine.push(message);
    }
  }

  leave(): void {
    this.socket.disconnect();
  }

  private async perform(act: WebAct, mine: Message[]): Promise<Message | undefined> {
    const last = mine.findLast(({ files }) => files.length === 0);
    switch (act.does) {
      case 'say':
        return send(this.socket, 'lobby', textOf(said++, act.saying));
      case 'sticker':
        return send(this.socket, 'lobby', act.emoji);
      case 'answer':
        return send(this.socket, 'lobby', textOf(said++, act.saying), last && { replyTo: last.id });
      case 'edit':
        if (last) await demand(this.socket, 'message:edit', { messageId: last.id, text: textOf(said++, act.saying) });
        return undefined;
      case 'delete': {
        const unwanted = mine.pop();
        if (unwanted) await demand(this.socket, 'message:delete', { messageId: unwanted.id });
        return undefined;
      }
      case 'react':
        if (last) await demand(this.socket, 'message:react', { messageId: last.id, emoji: '👍', on: true });
        return undefined;
      case 'come-back':
        this.socket.disconnect();
        this.socket = await connect(this.server, this.session.accessToken);
        await join(this.socket, 'lobby');
        return undefined;
      case 'whisper':
        await this.whisper(act.to, textOf(said++, act.saying));
        return undefined;
      case 'whisper-sticker':
        await this.whisper(act.to, act.emoji);
        return undefined;
      case 'file':
        return this.share(`${said++}.bin`, randomBytes(act.size));
      case 'picture':
        return this.share(`${said++}.${act.format}`, await pictureOf(act));
    }
  }

  private async whisper(to: number, text: string): Promise<void> {
    const { room } = await demand<{ room: { slug: string } }>(this.socket, 'dm:open', { username: this.friends[to] });
    await send(this.socket, room.slug, text);
  }

  private async share(name: string, content: Buffer): Promise<Message> {
    const id = await upload({ server: this.server, token: this.session.accessToken, content, name });
    return send(this.socket, 'lobby', '', { files: [id] });
  }
}

function pictureOf({ format, side }: Extract<WebAct, { does: 'picture' }>): Promise<Buffer> {
  return format === 'bmp' ? bitmap(side, 40) : drawing(side, 40).toFormat(format).toBuffer();
}

/** Does with an old client what somebody does; `friends` are the others, as he knows them, and `files` what lies in the drop folder. */
export function liveWith(
  client: ReferenceClient,
  acts: readonly OldAct[],
  { friends, files }: { friends: readonly string[]; files: readonly string[] },
): void {
  for (const act of acts) {
    const friend = 'to' in act ? (friends[act.to % friends.length] ?? '') : '';
    if (act.does === 'say') client.send('3', group, `${textOf(said++, act.saying)}\n`);
    else if (act.does === 'whisper') client.send('3', friend, `${textOf(said++, act.saying)}\n`);
    else if (act.does === 'sticker') client.send('3', group, act.code);
    else if (act.does === 'whisper-sticker') client.send('3', friend, act.code);
    else if (act.does === 'refresh') client.send('4');
    else client.send('5', group, `C:\\Users\\cc\\${files[said++ % files.length]}`);
  }
}

/** A session of a name that was registered elsewhere. */
export async function sessionOf(server: { url: string }, username: string, password: string): Promise<Session> {
  const { body } = await api<Session>(server, 'POST', '/auth/login', { json: { username, password } });
  return body;
}
