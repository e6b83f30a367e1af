import { Module } from '@nestjs/common';
import { SequelizeModule } from '@nestjs/sequelize';
import { AvatarController } from './avatar.controller.js';
import { AvatarModel } from './avatar.model.js';
import { UserModel } from './user.model.js';
import { UserDirectory } from './user-directory.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [SequelizeModule.forFeature([UserModel, AvatarModel])],
  controllers: [AvatarController],
  providers: [UsersService, UserDirectory],
  exports: [UsersService, UserDirectory],
})
export class UsersModule {}
