import { Global, Module } from '@nestjs/common';
import { SequelizeModule } from '@nestjs/sequelize';
import { UsersModule } from '../users/users.module.js';
import { DirectRooms } from './direct-rooms.js';
import { MemberModel } from './member.model.js';
import { Memberships } from './memberships.js';
import { ReadMarks } from './read-marks.js';
import { RoomModel } from './room.model.js';
import { RoomCounters } from './room-counters.js';
import { RoomDirectory } from './room-directory.js';
import { RoomsService } from './rooms.service.js';

@Global()
@Module({
  imports: [SequelizeModule.forFeature([RoomModel, MemberModel]), UsersModule],
  providers: [RoomsService, RoomDirectory, RoomCounters, DirectRooms, Memberships, ReadMarks],
  exports: [RoomsService, RoomCounters, DirectRooms, Memberships, ReadMarks],
})
export class RoomsModule {}
