import { Module } from '@nestjs/common';
import { Broadcaster } from './broadcaster.js';
import { Handshake } from './handshake.js';
import { RoomsGateway } from './rooms.gateway.js';
import { SlowReaders } from './slow-readers.js';

@Module({ providers: [RoomsGateway, Broadcaster, SlowReaders, Handshake] })
export class RealtimeModule {}
