import type { Message } from '@chat-room/protocol';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { UniqueConstraintError } from 'sequelize';
import { Bus } from '../../bus/bus.js';
import { GroupCommit, type Outcome } from '../../database/group-commit.js';
import { Transactions } from '../../database/transactions.js';
import { isUnavailable } from '../../database/unavailable.js';
import { ChatError } from '../../errors/chat-error.js';
import { refusalOf } from '../../errors/refusal.js';
import { RoomCounters } from '../../rooms/room-counters.js';
import type { RoomRecord } from '../../rooms/room-record.js';
import { messageId } from '../message-id.js';
import type { MessageRow } from '../message-row.js';
import { MessageViews } from '../message-views.js';
import { type Reactors, seenBy } from '../reactors.js';
import { SearchIndex } from '../search/search-index.js';
import { applyChange } from './apply-change.js';
import { CommitFigures } from './commit-figures.js';
import type { Committed } from './draft-posts.js';
import { type MessageChange, type Post, postKey } from './message-change.js';
import { MessageWriter } from './message-writer.js';
import { PlainPosts } from './plain-posts.js';
import type { RoomDraft } from './room-draft.js';

/**
 * The one way by which messages change. Whatever waits is written in one transaction: the rooms' counters are the locks and
 * give `seq` and `rev` without gaps, in commit order, on several nodes too. Only then is a change acknowledged, and told to the rooms.
 */
@Injectable()
export class CommitQueue implements BeforeApplicationShutdown {
  private readonly logger = new Logger('CommitQueue');
  private readonly queue = new GroupCommit<MessageChange, Message>((changes) => this.commit(changes));

  constructor(
    private readonly transactions: Transactions,
    private readonly plainPosts: PlainPosts,
    private readonly writer: MessageWriter,
    private readonly counters: RoomCounters,
    private readonly views: MessageViews,
    private readonly search: SearchIndex,
    private readonly bus: Bus,
    private readonly figures: CommitFigures,
  ) {
    figures.watchLength(() => this.queue.length);
  }

  /** Resolves with the message as its actor sees it, once that is durable. Throws `ChatError`. */
  add(change: MessageChange): Promise<Message> {
    return this.queue.add(change);
  }

  /** Resolves when everything is stored and told. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.queue.settled();
    await new Promise(setImmediate);
  }

  private async commit(changes: readonly MessageChange[]): Promise<Outcome<Message>[]> {
    const { rows, drafts } = await this.store(changes);
    const rooms = new Map(changes.map(({ room }) => [room.id, room]));
    const touched = drafts.flatMap((draft) => draft.touched);
    const answered = rows.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []));
    const shared = await this.views.of([...new Set([...touched, ...answered])]);
    const views = new Map(shared.messages.map((message) => [message.id, message]));
    const viewOf = (row: MessageRow) => views.get(messageId(row.roomId, row.seq)) as Message;
    // After the acknowledgements, which go out in this turn of the event loop.
    setImmediate(() => {
      for (const draft of drafts) this.tell(rooms.get(draft.roomId), draft, draft.touched.map(viewOf), shared.reactors);
    });
    return rows.map((outcome, index) => {
      if ('error' in outcome) return outcome;
      const [message] = seenBy(changes[index]?.actor.id ?? '', { ...shared, messages: [viewOf(outcome.value)] });
      return message ? { value: message } : { error: new ChatError('internal') };
    });
  }

  private async store(changes: readonly MessageChange[]): Promise<Committed> {
    const began = performance.now();
    const plain = await this.plainPosts.store(changes);
    if (plain) this.figures.committed(changes.length, began);
    const committed = plain ?? (await this.storeTheLongWay(changes));
    for (const { roomId, after } of committed.drafts) this.counters.remember(roomId, after);
    return committed;
  }

  /** One bad apple must not spoil the batch: what the database refuses as a whole is tried one by one. */
  private async storeTheLongWay(changes: readonly MessageChange[]): Promise<Committed> {
    try {
      return await this.transact(changes, false);
    } catch (error) {
      // Somebody sends again what is stored already; looked up only then.
      if (error instanceof UniqueConstraintError) return this.storeWithCare(changes);
      return this.storeOneByOne(changes, error);
    }
  }

  private async storeWithCare(changes: readonly MessageChange[]): Promise<Committed> {
    try {
      return await this.transact(changes, true);
    } catch (error) {
      return this.storeOneByOne(changes, error);
    }
  }

  private async storeOneByOne(changes: readonly MessageChange[], cause: unknown): Promise<Committed> {
    // The database is gone: asking it once for each change would only take longer to say so.
    if (changes.length === 1 || isUnavailable(cause)) {
      const error = refusalOf(cause, this.logger);
      return { rows: changes.map(() => ({ error })), drafts: [] };
    }
    const all: Committed = { rows: [], drafts: [] };
    for (const change of changes) {
      const { rows, drafts } = await this.storeTheLongWay([change]);
      all.rows.push(...rows);
      all.drafts.push(...drafts);
    }
    return all;
  }

  private async transact(changes: readonly MessageChange[], looksForDuplicates: boolean): Promise<Committed> {
    const began = performance.now();
    const committed = await this.transactions.run(async (transaction) => {
      const posts = changes.filter((change) => change.type === 'post');
      const drafts = await this.writer.open(transaction, changes, new Date());
      const known = looksForDuplicates ? await this.writer.duplicatesOf(transaction, posts) : new Map();
      const isNew = ({ actor, clientId }: Post) => !known.has(postKey(actor.id, clientId));
      const free = await this.writer.freeFiles(transaction, posts.filter(isNew));
      const rows = changes.map((change) => applyChange(change, { drafts, known, free }));
      await this.writer.write(transaction, [...drafts.values()]);
      // A draft without changes is told as well: should an earlier commit's news have been lost, the feed sees that it lags.
      return { rows, drafts: [...drafts.values()] };
    });
    this.figures.committed(changes.length, began);
    return committed;
  }

  private tell(
    room: RoomRecord | undefined,
    { roomId, before, after, now }: RoomDraft,
    messages: Message[],
    reactors: Reactors | undefined,
  ): void {
    if (!room) return;
    const ids = new Set(messages.map(({ id }) => id));
    const ofRoom = Object.fromEntries(Object.entries(reactors ?? {}).filter(([id]) => ids.has(id)));
    this.bus.publish('room.changed', {
      roomId,
      slug: room.slug,
      kind: room.kind,
      prev: before.rev,
      rev: after.rev,
      seq: after.seq,
      prevSeq: before.seq,
      at: now.toISOString(),
      messages,
      ...(Object.keys(ofRoom).length > 0 && { reactors: ofRoom }),
      ...(room.memberIds && { memberIds: [...room.memberIds] }),
    });
    this.search.nudge(roomId);
  }
}
