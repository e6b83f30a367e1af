import { Module } from '@nestjs/common';
import { SequelizeModule } from '@nestjs/sequelize';
import { UsersModule } from '../users/users.module.js';
import { CommitFigures } from './commit/commit-figures.js';
import { CommitQueue } from './commit/commit-queue.js';
import { MessageWriter } from './commit/message-writer.js';
import { PlainPosts } from './commit/plain-posts.js';
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
    PlainPosts,
    MessageReader,
    MessageViews,
    MessagingGateway,
  ],
  exports: [MessagingService, HistoryService, MessageReader, MessageViews],
})
export class MessagingModule {}
