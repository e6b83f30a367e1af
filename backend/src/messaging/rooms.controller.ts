import {
  type conversations,
  type HistoryPage,
  historyQuery,
  roomSlug,
  type SearchPage,
  searchQuery,
} from '@chat-room/protocol';
import { Controller, Delete, Get, HttpCode, Param, Query, UseGuards } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../auth/actor.js';
import { AuthGuard, CurrentActor } from '../auth/auth.guard.js';
import { ChatError } from '../errors/chat-error.js';
import { parse } from '../errors/parse.js';
import { ConversationsService } from './conversations.service.js';
import { HistoryService } from './history.service.js';

@Controller('rooms')
@UseGuards(AuthGuard)
export class RoomsController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly history: HistoryService,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor): Promise<z.infer<typeof conversations>> {
    return { rooms: await this.conversations.of(actor.user) };
  }

  @Get(':room/messages')
  page(@CurrentActor() actor: Actor, @Param('room') room: string, @Query() query: unknown): Promise<HistoryPage> {
    return this.history.page(actor.user, slugOf(room), parse(historyQuery, query));
  }

  @Get(':room/search')
  search(@CurrentActor() actor: Actor, @Param('room') room: string, @Query() query: unknown): Promise<SearchPage> {
    return this.history.search(actor.user, slugOf(room), parse(searchQuery, query));
  }

  @Delete(':room/history')
  @HttpCode(204)
  clear(@CurrentActor() actor: Actor, @Param('room') room: string): Promise<void> {
    return this.history.clear(actor.user, slugOf(room));
  }
}

/** What is no slug names no room. */
function slugOf(room: string): string {
  const { success, data } = roomSlug.safeParse(room);
  if (!success) throw new ChatError('not_found', { message: 'There is no such room.' });
  return data;
}
