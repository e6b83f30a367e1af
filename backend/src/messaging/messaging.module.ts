import { Module } from '@nestjs/common';
import { SequelizeModule } from '@nestjs/sequelize';
import { Config } from '../config/config.js';
import { MysqlLine } from '../database/mysql-line.js';
import { SqliteLine } from '../database/sqlite-line.js';
import { Transactions } from '../database/transactions.js';
import { RoomCounters } from '../rooms/room-counters.js';
import { UsersModule } from '../users/users.module.js';
import { CommitFigures } from './commit/commit-figures.js';
import { CommitQueue } from './commit/commit-queue.js';
import { MessageWriter } from './commit/message-writer.js';
import { NumberedPosts } from './commit/numbered-posts.js';
import { PlainPosts } from './commit/plain-posts.js';
import { RememberedPosts } from './commit/remembered-posts.js';
import { ConversationsService } from './conversations.service.js';
import { HistoryService } from './history.service.js';
import { MessageModel } from './message.model.js';
import { MessageReader } from './message-reader.js';
import { MessageViews } from './message-views.js';
import { MessagingGateway } from './messaging.gateway.js';
import { MessagingService } from './messaging.service.js';
import { ReactionModel } from './reaction.model.js';
import { RoomsController } from './rooms.controller.js';
import { SearchModule } from './search/search.module.js';

const plainPosts = {
  provide: PlainPosts,
  inject: [Config, RoomCounters, Transactions],
  useFactory: ({ database }: Config, counters: RoomCounters, transactions: Transactions) =>
    database.dialect === 'sqlite'
      ? new RememberedPosts(counters, new SqliteLine(database.path, transactions))
      : new NumberedPosts(counters, new MysqlLine(database.url)),
};

@Module({
  imports: [SequelizeModule.forFeature([MessageModel, ReactionModel]), UsersModule, SearchModule],
  controllers: [RoomsController],
  providers: [
    MessagingService,
    HistoryService,
    ConversationsService,
    CommitQueue,
    CommitFigures,
    MessageWriter,
    plainPosts,
    MessageReader,
    MessageViews,
    MessagingGateway,
  ],
  exports: [MessagingService, HistoryService, MessageReader, MessageViews],
})
export class MessagingModule {}
