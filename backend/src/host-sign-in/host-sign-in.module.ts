import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.js';
import { HostSignInController } from './host-sign-in.controller.js';
import { HostSignInService } from './host-sign-in.service.js';
import { HostTokens } from './host-tokens.js';

@Module({ imports: [UsersModule], controllers: [HostSignInController], providers: [HostSignInService, HostTokens] })
export class HostSignInModule {}
