import { Module } from '@nestjs/common';
import { SequelizeModule } from '@nestjs/sequelize';
import { Config } from '../../config/config.js';
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

/** What is lost of the index, when the power goes, is indexed again. */
const line = {
  provide: SqliteLine,
  inject: [Config, Transactions],
  useFactory: ({ database }: Config, transactions: Transactions) =>
    database.dialect === 'sqlite' ? new SqliteLine(database.path, transactions, 'with the next of others') : undefined,
};

/** Full-text search, for messaging. */
@Module({
  imports: [SequelizeModule.forFeature([MessageModel, TermModel, SearchCursorModel])],
  providers: [SearchIndex, Candidates, Indexer, RoomIndexer, SearchCursors, TermStore, line],
  exports: [SearchIndex],
})
export class SearchModule {}
