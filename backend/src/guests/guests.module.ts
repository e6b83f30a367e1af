import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module.js';
import { UsersModule } from '../users/users.module.js';
import { GuestSweeper } from './guest-sweeper.js';
import { GuestsController } from './guests.controller.js';
import { GuestsService } from './guests.service.js';

@Module({
  imports: [UsersModule, MessagingModule],
  controllers: [GuestsController],
  providers: [GuestsService, GuestSweeper],
})
export class GuestsModule {}
