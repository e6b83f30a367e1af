import type { File } from '@chat-room/protocol';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { RoomChange } from '../bus/topics.js';
import { Config } from '../config/config.js';
import { RoomFeed } from '../feed/room-feed.js';
import { textFrames } from './codec/content.js';
import type { ClientKind, Flag } from './codec/frames.js';
import { FilesToClients } from './files-to-clients.js';
import { type LegacyClient, LegacyClients } from './legacy-clients.js';
import { type News, NewsDesk } from './news.js';
import type { Frame } from './transport/outgoing.js';

/** Brings old clients what is said: in the group to all, in private conversations to the two they belong to. Other rooms they can't show. */
@Injectable()
export class Deliveries implements OnApplicationBootstrap {
  private readonly desk = new NewsDesk();

  constructor(
    private readonly config: Config,
    private readonly feed: RoomFeed,
    private readonly clients: LegacyClients,
    private readonly files: FilesToClients,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.legacy.listeners.length > 0) this.feed.subscribe((change) => this.deliver(change));
  }

  private deliver(change: RoomChange): void {
    const isGroup = change.slug === this.config.legacy.room;
    if (!isGroup && change.kind !== 'direct') return;
    const news = this.desk.newsIn(change);
    const audience = isGroup ? this.clients.all() : this.clients.ofUsers(change.memberIds ?? []);
    this.send(news, isGroup ? 'group_chat' : 'private_chat', audience);
  }

  /** Encodes once for all clients of one kind. */
  private send(news: readonly News[], flag: Flag, audience: Iterable<LegacyClient>): void {
    const encoded = new Map<ClientKind, Frame[]>();
    for (const { connection } of audience) {
      const kind = connection.listener;
      const frames = encoded.get(kind) ?? news.flatMap((item) => this.framesOf(item, flag, kind));
      encoded.set(kind, frames);
      connection.send(...frames);
    }
  }

  private framesOf({ sender, texts, files }: News, flag: Flag, kind: ClientKind): Frame[] {
    return [
      ...texts.flatMap((text) => textFrames(flag, sender, text, kind)),
      ...files.flatMap((file: File) => this.files.framesOf(file, flag, sender, kind)),
    ];
  }
}
