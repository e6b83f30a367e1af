import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op, type Transaction } from 'sequelize';
import { Sequelize } from 'sequelize-typescript';
import { FilesService } from '../../files/files.service.js';
import { RoomCounters } from '../../rooms/room-counters.js';
import { MessageModel } from '../message.model.js';
import type { MessageRow } from '../message-row.js';
import { ReactionModel } from '../reaction.model.js';
import { SearchIndex } from '../search/search-index.js';
import { insertMessages } from './insert-messages.js';
import { type MessageChange, type Post, postKey } from './message-change.js';
import { type ReactionRow, RoomDraft } from './room-draft.js';

/** Reads what a batch of changes needs to know, and writes what it comes to. Everything inside the batch's transaction. */
@Injectable()
export class MessageWriter {
  constructor(
    @InjectModel(MessageModel) private readonly messages: typeof MessageModel,
    @InjectModel(ReactionModel) private readonly reactions: typeof ReactionModel,
    private readonly counters: RoomCounters,
    private readonly files: FilesService,
    private readonly search: SearchIndex,
    private readonly sequelize: Sequelize,
  ) {}

  /** Locks the rooms of the changes, and opens a draft of each. */
  async open(transaction: Transaction, changes: readonly MessageChange[], now: Date): Promise<Map<number, RoomDraft>> {
    const roomIds = [...new Set(changes.map(({ room }) => room.id))];
    const counters = await this.counters.lock(transaction, roomIds);
    const places = changes.flatMap((change) =>
      change.type === 'post' ? [] : [{ roomId: change.room.id, seq: change.seq }],
    );
    const where = { [Op.or]: places };
    const rows = places.length === 0 ? [] : await this.messages.findAll({ where, transaction });
    const reactions = places.length === 0 ? [] : await this.reactions.findAll({ where, transaction });
    const inRoom = <Row extends { roomId: number }>(all: readonly Row[], roomId: number) =>
      all.filter((row) => row.roomId === roomId);
    return new Map(
      [...counters].map(([roomId, counter]) => [
        roomId,
        new RoomDraft(roomId, counter, inRoom(rows, roomId), inRoom(reactions as ReactionRow[], roomId), now),
      ]),
    );
  }

  /** Messages that are stored already under the senders' own ids, by `postKey`. */
  async duplicatesOf(transaction: Transaction, posts: readonly Post[]): Promise<Map<string, MessageRow>> {
    if (posts.length === 0) return new Map();
    const where = { [Op.or]: posts.map(({ actor, clientId }) => ({ senderId: actor.id, clientId })) };
    const rows = await this.messages.findAll({ where, transaction });
    return new Map(rows.map((row) => [postKey(row.senderId, row.clientId), row]));
  }

  /** Which of the files that the posts carry may be carried; locked until the transaction ends. */
  async freeFiles(transaction: Transaction, posts: readonly Post[]): Promise<Set<string>> {
    const byUploader = new Map<string, string[]>();
    for (const { actor, fileIds } of posts) {
      if (fileIds.length > 0) byUploader.set(actor.id, [...(byUploader.get(actor.id) ?? []), ...fileIds]);
    }
    const free = new Set<string>();
    for (const [uploaderId, ids] of byUploader) {
      for (const id of (await this.files.lockUnattached(transaction, uploaderId, ids)).keys()) free.add(id);
    }
    return free;
  }

  async write(transaction: Transaction, drafts: readonly RoomDraft[]): Promise<void> {
    const posted = drafts.flatMap((draft) => draft.posted);
    if (posted.length > 0) await insertMessages(this.sequelize, transaction, posted);
    const claimed = drafts.flatMap((draft) => draft.claimed);
    if (claimed.length > 0) await this.files.attach(transaction, claimed);
    for (const draft of drafts) await this.writeChanges(transaction, draft);
  }

  private async writeChanges(transaction: Transaction, draft: RoomDraft): Promise<void> {
    const { roomId } = draft;
    for (const { seq, rev, text, fileCount, reactionCount, editedAt, deletedAt } of draft.changed) {
      await this.messages.update(
        { rev, text, fileCount, reactionCount, editedAt, deletedAt },
        { where: { roomId, seq }, transaction },
      );
    }
    for (const { seq, text } of draft.replacedTexts) await this.search.forget(transaction, roomId, seq, text);
    if (draft.clearedReactions.length > 0) {
      await this.reactions.destroy({ where: { roomId, seq: draft.clearedReactions }, transaction });
    }
    for (const { seq, emoji, userId } of draft.removedReactions.values()) {
      await this.reactions.destroy({ where: { roomId, seq, emoji, userId }, transaction });
    }
    if (draft.addedReactions.size > 0) {
      await this.reactions.bulkCreate([...draft.addedReactions.values()] as object[] as never[], { transaction });
    }
    if (draft.deletedWithFiles.length > 0) {
      await this.files.detach(
        transaction,
        draft.deletedWithFiles.map((seq) => ({ roomId, seq })),
      );
    }
    if (draft.after.rev > draft.before.rev) await this.counters.advance(transaction, roomId, draft.after);
  }
}
