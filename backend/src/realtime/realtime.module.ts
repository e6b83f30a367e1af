import { Module } from '@nestjs/common';
import { Broadcaster } from './broadcaster.js';
import { Farewell } from './farewell.js';
import { Handshake } from './handshake.js';
import { RoomsGateway } from './rooms.gateway.js';
import { SlowReaders } from './slow-readers.js';
import { SocketFigures } from './socket-figures.js';
import { WriteBundling } from './write-bundling.js';

@Module({
  providers: [RoomsGateway, Broadcaster, SlowReaders, Farewell, SocketFigures, WriteBundling, Handshake],
})
export class RealtimeModule {}
