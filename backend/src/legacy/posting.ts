import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { FilesService } from '../files/files.service.js';
import { MessagingService } from '../messaging/messaging.service.js';
import type { RoomRecord } from '../rooms/room-record.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { idInLegacyName } from '../users/legacy-name.js';
import { UserDirectory } from '../users/user-directory.js';
import { storedText } from './codec/content.js';
import { groupTarget, noTarget } from './codec/targets.js';
import { DropFolder } from './drop-folder.js';
import { type LegacyClient, tellPrivately } from './legacy-clients.js';
import { PublicAddress } from './public-address.js';
import { wording } from './wording.js';

/** Posts what old clients send, to whom they send it. Throws what the services do. */
@Injectable()
export class Posting {
  constructor(
    private readonly rooms: RoomsService,
    private readonly messaging: MessagingService,
    private readonly files: FilesService,
    private readonly people: UserDirectory,
    private readonly dropFolder: DropFolder,
    private readonly address: PublicAddress,
  ) {}

  async text(client: LegacyClient, target: string, content: string): Promise<void> {
    const room = await this.roomOf(client, target);
    if (room) await this.post(client, room, { text: storedText(content) });
  }

  async file(client: LegacyClient, target: string, name: string, size: number, content: Readable): Promise<void> {
    const room = await this.roomOf(client, target);
    if (!room) return;
    const { id } = await this.files.store(client.actor.user, name, size, content);
    await this.post(client, room, { files: [id] });
  }

  /** The path is one of the sender's machine: it never opens anything but what the drop folder has under its last component. */
  async fileByPath(client: LegacyClient, target: string, path: string): Promise<void> {
    if (target === noTarget) return;
    if (!this.dropFolder.isOpen) return tellPrivately(client, wording.useBrowser(this.address.of('/')));
    const dropped = await this.dropFolder.find(path);
    if (!dropped) return tellPrivately(client, wording.notInDropFolder(this.dropFolder.nameIn(path)));
    const { name, size, handle } = dropped;
    try {
      await this.file(client, target, name, size, handle.createReadStream());
    } finally {
      await handle.close();
    }
  }

  private async post({ actor }: LegacyClient, { slug }: RoomRecord, content: { text: string } | { files: string[] }) {
    await this.messaging.send(actor, { room: slug, clientId: randomUUID(), ...content });
  }

  /** The group, or the private conversation with somebody; none for the target that clients have before one is chosen. */
  private async roomOf(client: LegacyClient, target: string): Promise<RoomRecord | undefined> {
    if (target === noTarget) return undefined;
    if (target === groupTarget) return client.group;
    if (client.peer?.name !== target) {
      const username = await this.usernameOf(target);
      client.peer = { name: target, room: await this.rooms.openDirect(client.actor.user, username) };
    }
    return client.peer.room;
  }

  private async usernameOf(target: string): Promise<string> {
    const id = idInLegacyName(target);
    const person = id === undefined ? undefined : await this.people.get(id);
    return person?.username ?? target;
  }
}
