import { Controller, Logger, UseFilters } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { ChatError } from '../errors/chat-error.js';
import { Announcements } from './announcements.js';
import { leaving } from './codec/content.js';
import { logInAnswer, registerAnswer } from './codec/frames.js';
import { ProtocolViolation } from './codec/protocol-violation.js';
import type { Request } from './codec/request.js';
import { Entrance } from './entrance.js';
import { type LegacyClient, LegacyClients } from './legacy-clients.js';
import { Posting } from './posting.js';
import { RefusalFilter } from './refusal.filter.js';
import { Registration } from './registration.js';
import { LegacyContext } from './transport/legacy-context.js';

type Fields<Command extends Request['command']> = Extract<Request, { command: Command }>;

/** The commands of old clients, each to the services that the web's go to. */
@Controller()
@UseFilters(RefusalFilter)
export class LegacyController {
  private readonly logger = new Logger('Legacy');

  constructor(
    private readonly entrance: Entrance,
    private readonly registration: Registration,
    private readonly clients: LegacyClients,
    private readonly announcements: Announcements,
    private readonly posting: Posting,
  ) {}

  @MessagePattern('log-in')
  async logIn(@Payload() { user, password }: Fields<'log-in'>, @Ctx() context: LegacyContext) {
    const connection = context.getConnection();
    if (connection.signedIn) throw new ProtocolViolation('a log-in on a connection that is logged in');
    try {
      const visitor = await this.entrance.check(connection, user, password);
      this.entrance.admit(connection, visitor);
      return undefined;
    } catch (error) {
      this.logger.warn(`Refused a log-in from ${connection}: ${reasonOf(error)}`);
      return logInAnswer.refused;
    }
  }

  @MessagePattern('register')
  async register(
    @Payload() { user, password, avatarPath }: Fields<'register'>,
    @Ctx() context: LegacyContext,
  ): Promise<Buffer> {
    const connection = context.getConnection();
    try {
      await this.registration.register({ username: user, password }, avatarPath, connection.address);
      return registerAnswer.registered;
    } catch (error) {
      this.logger.warn(`Refused a registration from ${connection}: ${reasonOf(error)}`);
      const isTaken = error instanceof ChatError && error.code === 'username_taken';
      return isTaken ? registerAnswer.taken : registerAnswer.failed;
    }
  }

  @MessagePattern('message')
  async message(@Payload() { target, content }: Fields<'message'>, @Ctx() context: LegacyContext): Promise<void> {
    const client = this.clientOf(context);
    if (content === leaving) await this.entrance.leave(client);
    else await this.posting.text(client, target, content);
  }

  @MessagePattern('refresh')
  refresh(@Ctx() context: LegacyContext): void {
    this.announcements.sendListTo(this.clientOf(context));
  }

  @MessagePattern('file-by-path')
  async fileByPath(@Payload() { target, path }: Fields<'file-by-path'>, @Ctx() context: LegacyContext): Promise<void> {
    await this.posting.fileByPath(this.clientOf(context), target, path);
  }

  @MessagePattern('file-by-bytes')
  async fileByBytes(
    @Payload() { target, name, size }: Fields<'file-by-bytes'>,
    @Ctx() context: LegacyContext,
  ): Promise<void> {
    await this.posting.file(this.clientOf(context), target, name, size, context.getBody());
  }

  @MessagePattern('disconnected')
  async disconnected(@Ctx() context: LegacyContext): Promise<void> {
    const client = this.clients.of(context.getConnection());
    if (client) await this.entrance.lose(client);
  }

  /** The transport lets nobody in here who has not logged in. */
  private clientOf(context: LegacyContext): LegacyClient {
    const client = this.clients.of(context.getConnection());
    if (!client) throw new ProtocolViolation('a command before a log-in');
    return client;
  }
}

/** For the log: what was wrong, and nothing of what was typed. */
function reasonOf(error: unknown): string {
  if (error instanceof ChatError) return [error.code, ...Object.keys(error.fields ?? {})].join(' ');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
