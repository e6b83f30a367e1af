import { Module } from '@nestjs/common';
import { SequelizeModule } from '@nestjs/sequelize';
import { MessageModel } from '../message.model.js';
import { Candidates } from './candidates.js';
import { Indexer } from './indexer.js';
import { RoomIndexer } from './room-indexer.js';
import { SearchCursorModel } from './search-cursor.model.js';
import { SearchCursors } from './search-cursors.js';
import { SearchIndex } from './search-index.js';
import { TermModel } from './term.model.js';
import { TermStore } from './term-store.js';

/** Full-text search, for messaging. */
@Module({
  imports: [SequelizeModule.forFeature([MessageModel, TermModel, SearchCursorModel])],
  providers: [SearchIndex, Candidates, Indexer, RoomIndexer, SearchCursors, TermStore],
  exports: [SearchIndex],
})
export class SearchModule {}
