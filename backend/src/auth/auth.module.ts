import { Global, Module } from '@nestjs/common';
import { SequelizeModule } from '@nestjs/sequelize';
import { UsersModule } from '../users/users.module.js';
import { AccessTokens } from './access-tokens.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { AuthService } from './auth.service.js';
import { ConnectedPeople } from './connected-people.js';
import { MeController } from './me.controller.js';
import { PasswordHasher } from './password-hasher.js';
import { SessionModel } from './session.model.js';
import { SessionSweeper } from './session-sweeper.js';
import { SessionWatch } from './session-watch.js';
import { SessionsService } from './sessions.service.js';
import { SigningSecret } from './signing-secret.js';

@Global()
@Module({
  imports: [SequelizeModule.forFeature([SessionModel]), UsersModule],
  controllers: [AuthController, MeController],
  providers: [
    AuthService,
    AuthGuard,
    SessionsService,
    SessionSweeper,
    SessionWatch,
    ConnectedPeople,
    AccessTokens,
    PasswordHasher,
    SigningSecret,
  ],
  exports: [AuthService, AuthGuard, SessionsService, SessionWatch, ConnectedPeople, SigningSecret],
})
export class AuthModule {}
