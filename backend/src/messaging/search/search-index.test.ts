import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sequelize } from 'sequelize-typescript';
import { migrate } from '../../database/migrate.js';
import { sequelizeOptions } from '../../database/sequelize-options.js';
import { SqliteLine } from '../../database/sqlite-line.js';
import { Transactions } from '../../database/transactions.js';
import { MessageModel } from '../message.model.js';
import { Candidates } from './candidates.js';
import { Indexer } from './indexer.js';
import { RoomIndexer } from './room-indexer.js';
import { SearchCursorModel } from './search-cursor.model.js';
import { SearchCursors } from './search-cursors.js';
import { SearchIndex } from './search-index.js';
import { TermModel } from './term.model.js';
import { TermStore } from './term-store.js';

const room = 7;
const everything = { after: 0 };

/** The search of one server process, on a database that may have others. */
class Node {
  private readonly indexer: Indexer;
  private readonly rooms: RoomIndexer;
  readonly transactions: Transactions;
  readonly index: SearchIndex;

  constructor(sequelize: Sequelize, path: string) {
    this.transactions = new Transactions(sequelize);
    const terms = new TermStore(TermModel, sequelize);
    const cursors = new SearchCursors(SearchCursorModel, MessageModel);
    const line = new SqliteLine(path, this.transactions, 'with the next of others');
    this.rooms = new RoomIndexer(MessageModel, this.transactions, terms, cursors, line);
    this.indexer = new Indexer(this.rooms, cursors);
    this.index = new SearchIndex(MessageModel, this.indexer, new Candidates(MessageModel, terms), terms);
  }

  /** As at the start of the process. */
  start(): void {
    this.indexer.onApplicationBootstrap();
  }

  async stop(): Promise<void> {
    await this.indexer.beforeApplicationShutdown();
    await this.rooms.onApplicationShutdown();
  }
}

describe('the search index', () => {
  let directory: string;
  let path: string;
  let sequelize: Sequelize;
  let node: Node;
  let rev = 0;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'chat-search-'));
    path = join(directory, 'chat.sqlite');
    const database = { dialect: 'sqlite', path } as const;
    await migrate(database);
    sequelize = new Sequelize({ ...sequelizeOptions(database), models: [MessageModel, TermModel, SearchCursorModel] });
    node = new Node(sequelize, path);
    rev = 0;
  });
  afterEach(async () => {
    await node.stop();
    await sequelize.close();
    rmSync(directory, { recursive: true });
  });

  /** Commits messages as the commit queue does; the first of them gets `seq` one after the last. */
  async function say(texts: readonly string[], roomId = room): Promise<void> {
    await MessageModel.bulkCreate(
      texts.map((text) => {
        rev++;
        const clientId = `00000000-0000-4000-8000-${String(rev).padStart(12, '0')}`;
        return { roomId, seq: rev, rev, senderId: 'ann', clientId, kind: 'text', text, createdAt: new Date() };
      }),
    );
  }

  async function change(seq: number, oldText: string, columns: { text: string; deletedAt?: Date }): Promise<void> {
    rev++;
    await node.transactions.run(async (transaction) => {
      await node.index.forget(transaction, room, seq, oldText);
      await MessageModel.update({ ...columns, rev }, { where: { roomId: room, seq }, transaction });
    });
  }

  const find = (query: string, limit = 50) => node.index.find(room, query, everything, limit);

  it('finds what has just been said, newest first, and only in its room', async () => {
    await say(['我们学中文', 'Hello there', '中国菜']);
    await say(['hello elsewhere'], 8);
    expect(await find('中')).toEqual([3, 1]);
    expect(await find('hel')).toEqual([2]);
    await say(['HELLO again']);
    expect(await find('hello')).toEqual([5, 2]);
  });

  it('demands every word', async () => {
    await say(['red apple', 'green apple', 'green pear', '绿色 apple']);
    expect(await find('green apple')).toEqual([2]);
    expect(await find('apple 绿')).toEqual([4]);
    expect(await find('apple banana')).toEqual([]);
  });

  it('keeps to the bounds and the limit', async () => {
    await say(Array.from({ length: 500 }, (_, index) => `note ${index}`));
    expect(await find('note', 3)).toEqual([500, 499, 498]);
    expect(await node.index.find(room, 'note', { after: 100, before: 103 }, 50)).toEqual([102, 101]);
    expect(await node.index.find(room, 'note', { after: 0, before: 401 }, 200)).toHaveLength(200);
  });

  it('forgets what is edited or deleted', async () => {
    await say(['a secret plan', 'a secret garden']);
    expect(await find('secret')).toEqual([2, 1]);
    await change(1, 'a secret plan', { text: 'a public plan' });
    await change(2, 'a secret garden', { text: '', deletedAt: new Date() });
    expect(await find('secret')).toEqual([]);
    expect(await find('public plan')).toEqual([1]);
    expect(await TermModel.count({ where: { term: 'secret' } })).toBe(0);
  });

  it('trusts the text more than the index', async () => {
    await say(['old words']);
    await find('old');
    await MessageModel.update({ text: 'new words' }, { where: { roomId: room, seq: 1 } });
    expect(await find('old')).toEqual([]);
  });

  it('finds a beginning that stands for very many words', async () => {
    await say(
      Array.from({ length: 300 }, (_, index) => `x${index.toString(36)}y 的${String.fromCodePoint(0x4e00 + index)}`),
    );
    await say(['nothing of the sort']);
    expect(await find('x', 3)).toEqual([300, 299, 298]);
    expect(await find('的', 3)).toEqual([300, 299, 298]);
    expect(await find('的 x', 200)).toHaveLength(200);
  });

  it('goes on after a restart where it was left', async () => {
    await say(Array.from({ length: 250 }, (_, index) => `word${index}`));
    await find('word1');
    await say(['afterthought', ...Array.from({ length: 250 }, () => 'chatter')]);
    await node.stop();
    node = new Node(sequelize, path);
    node.start();
    await new Promise<void>((indexed) => {
      const look = async () => {
        const cursor = await SearchCursorModel.findByPk(room);
        if (cursor?.rev === rev) indexed();
        else setImmediate(look);
      };
      void look();
    });
    expect(await TermModel.count({ where: { term: 'afterthought' } })).toBe(1);
    expect(await find('afterthought')).toEqual([251]);
  });

  it('is filled once by two nodes at once', async () => {
    await say(Array.from({ length: 450 }, (_, index) => `common ${index}`));
    const other = new Node(sequelize, path);
    const [mine, theirs] = await Promise.all([find('common', 200), other.index.find(room, 'common', everything, 200)]);
    await other.stop();
    expect(mine).toHaveLength(200);
    expect(theirs).toEqual(mine);
    expect(await TermModel.count({ where: { term: 'common' } })).toBe(450);
  });
});
