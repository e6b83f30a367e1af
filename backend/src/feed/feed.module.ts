import { Global, Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module.js';
import { CatchUp } from './catch-up.js';
import { ChangeLog } from './change-log.js';
import { ConversationWatch } from './conversation-watch.js';
import { LagWatch } from './lag-watch.js';
import { LaterChanges } from './later-changes.js';
import { RecentRooms } from './recent-rooms.js';
import { RoomFeed } from './room-feed.js';

@Global()
@Module({
  imports: [MessagingModule],
  providers: [RoomFeed, RecentRooms, ChangeLog, LaterChanges, CatchUp, LagWatch, ConversationWatch],
  exports: [RoomFeed, CatchUp],
})
export class FeedModule {}
