import { login, refresh, register, type Session } from '@chat-room/protocol';
import { Body, Controller, HttpCode, Ip, Post, UseGuards } from '@nestjs/common';
import { parse } from '../errors/parse.js';
import type { Actor } from './actor.js';
import { AuthGuard, CurrentActor } from './auth.guard.js';
import { AuthService } from './auth.service.js';

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('register')
  register(@Body() body: unknown, @Ip() address: string): Promise<Session> {
    return this.auth.register(parse(register, body), { address });
  }

  @Post('login')
  @HttpCode(200)
  login(@Body() body: unknown, @Ip() address: string): Promise<Session> {
    return this.auth.login(parse(login, body), { address });
  }

  @Post('refresh')
  @HttpCode(200)
  refresh(@Body() body: unknown): Promise<Session> {
    return this.auth.refresh(parse(refresh, body).refreshToken);
  }

  @Post('logout')
  @HttpCode(204)
  @UseGuards(AuthGuard)
  logout(@CurrentActor() actor: Actor): Promise<void> {
    return this.auth.logout(actor);
  }
}
