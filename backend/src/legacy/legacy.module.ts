import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/messaging.module.js';
import { UsersModule } from '../users/users.module.js';
import { Announcements } from './announcements.js';
import { Deliveries } from './deliveries.js';
import { DropFolder } from './drop-folder.js';
import { Entrance } from './entrance.js';
import { FilesToClients } from './files-to-clients.js';
import { LegacyController } from './legacy.controller.js';
import { LegacyClients } from './legacy-clients.js';
import { LogInLine } from './log-in-line.js';
import { ShownFiles } from './pictures/shown-files.js';
import { Posting } from './posting.js';
import { PublicAddress } from './public-address.js';
import { Registration } from './registration.js';

/** The old desktop clients. Their transport is attached at the start: `legacyServer`. */
@Module({
  imports: [MessagingModule, UsersModule],
  controllers: [LegacyController],
  providers: [
    ...[Entrance, LogInLine, Registration, Posting, DropFolder],
    ...[LegacyClients, Announcements, Deliveries, FilesToClients, ShownFiles, PublicAddress],
  ],
})
export class LegacyModule {}
