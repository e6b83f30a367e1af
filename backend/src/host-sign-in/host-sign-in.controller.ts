import { hostSignIn, type Session } from '@chat-room/protocol';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { parse } from '../errors/parse.js';
import { HostSignInService } from './host-sign-in.service.js';

@Controller('auth')
export class HostSignInController {
  constructor(private readonly hostSignIn: HostSignInService) {}

  @Post('token')
  @HttpCode(200)
  signIn(@Body() body: unknown): Promise<Session> {
    return this.hostSignIn.signIn(parse(hostSignIn, body).token);
  }
}
