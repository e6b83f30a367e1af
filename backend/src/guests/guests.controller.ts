import { guestSignIn, type Session } from '@chat-room/protocol';
import { Body, Controller, Ip, Post } from '@nestjs/common';
import { parse } from '../errors/parse.js';
import { GuestsService } from './guests.service.js';

@Controller('auth')
export class GuestsController {
  constructor(private readonly guests: GuestsService) {}

  @Post('guest')
  signIn(@Body() body: unknown, @Ip() address: string): Promise<Session> {
    return this.guests.signIn(parse(guestSignIn, body ?? {}), { address });
  }
}
