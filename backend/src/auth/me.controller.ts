import { limits, type User, updateMe } from '@chat-room/protocol';
import { Body, Controller, Delete, Get, Patch, Put, UploadedFile, UseGuards, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ChatError } from '../errors/chat-error.js';
import { parse } from '../errors/parse.js';
import { UsersService } from '../users/users.service.js';
import type { Actor } from './actor.js';
import { AuthGuard, CurrentActor } from './auth.guard.js';
import { AuthService } from './auth.service.js';

const oneFile = { limits: { fileSize: limits.avatarUploadBytes, files: 1, fields: 0, parts: 2 } };

/** One's own account. */
@Controller('me')
@UseGuards(AuthGuard)
export class MeController {
  constructor(
    private readonly auth: AuthService,
    private readonly users: UsersService,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor): User {
    return actor.user;
  }

  @Patch()
  update(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<User> {
    return this.auth.updateAccount(actor, parse(updateMe, body));
  }

  @Put('avatar')
  @UseInterceptors(FileInterceptor('file', oneFile))
  setAvatar(@CurrentActor() actor: Actor, @UploadedFile() file: { buffer: Buffer } | undefined): Promise<User> {
    if (!file) throw new ChatError('invalid', { fields: { file: 'required' } });
    return this.users.setAvatar(actor.user.id, file.buffer);
  }

  @Delete('avatar')
  removeAvatar(@CurrentActor() actor: Actor): Promise<User> {
    return this.users.removeAvatar(actor.user.id);
  }
}
