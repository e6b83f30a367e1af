import { createHash, randomBytes } from 'node:crypto';
import type { SessionEndedEvent } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op } from 'sequelize';
import { Bus } from '../bus/bus.js';
import { BatchedLookup } from '../database/batched-lookup.js';
import { mayBeId, randomId } from '../database/random-id.js';
import { Rush } from '../database/rush.js';
import { ChatError } from '../errors/chat-error.js';
import { SessionModel } from './session.model.js';

/** How long a session lives without being used. */
const idleLifetime = 60 * 24 * 60 * 60 * 1000;

const batch = 1000;

export interface OpenSession {
  sessionId: string;
  userId: string;
  refreshToken: string;
}

/** How long a session lasts. */
type Term = Pick<SessionModel, 'endedAt' | 'expiresAt'>;

/** Sessions and their refresh tokens: `<session>.<secret>`, of which only a hash is stored. */
@Injectable()
export class SessionsService {
  private readonly lookup = new BatchedLookup((ids: string[]) => this.load(ids));
  private readonly arrivals = new BatchedLookup((ids: string[]) => this.load(ids), new Rush());

  constructor(
    @InjectModel(SessionModel) private readonly sessions: typeof SessionModel,
    private readonly bus: Bus,
  ) {}

  async open(userId: string): Promise<OpenSession> {
    const sessionId = randomId(24);
    const secret = newSecret();
    await this.sessions.create({
      id: sessionId,
      userId,
      refreshHash: hashOf(secret),
      expiresAt: expiry(),
      endedAt: null,
    });
    return { sessionId, userId, refreshToken: `${sessionId}.${secret}` };
  }

  /**
   * Trades a refresh token for the next one. Works once: whoever comes with a token that was used already may be a thief, so
   * the whole session ends. Throws `unauthorized` or `session_ended`.
   */
  async rotate(refreshToken: string): Promise<OpenSession> {
    const [sessionId = '', secret = ''] = refreshToken.split('.');
    if (!mayBeId(sessionId)) throw unknownToken();
    const next = newSecret();
    const [rotated] = await this.sessions.update(
      { refreshHash: hashOf(next), expiresAt: expiry() },
      { where: { id: sessionId, refreshHash: hashOf(secret), endedAt: null, expiresAt: { [Op.gt]: new Date() } } },
    );
    const session = await this.sessions.findByPk(sessionId);
    if (!session) throw unknownToken();
    if (rotated === 1) return { sessionId, userId: session.userId, refreshToken: `${sessionId}.${next}` };
    if (session.endedAt === null && session.expiresAt > new Date())
      await this.end([sessionId], session.userId, 'token_reused');
    throw new ChatError('session_ended');
  }

  async isOpen(sessionId: string): Promise<boolean> {
    return isOpen(await this.lookup.get(sessionId));
  }

  /** The same for a connection that comes in, among many others perhaps: it may wait for them. */
  async isOpenOnArrival(sessionId: string): Promise<boolean> {
    return isOpen(await this.arrivals.get(sessionId));
  }

  /** Those of the sessions that are not open any more. */
  async endedAmong(sessionIds: readonly string[]): Promise<string[]> {
    const open = await Promise.all(sessionIds.map((id) => this.isOpen(id)));
    return sessionIds.filter((_, index) => !open[index]);
  }

  /** Takes away the rows of sessions that nobody can go on with, a thousand at a time. */
  async forgetExpired(): Promise<void> {
    const where = { expiresAt: { [Op.lt]: new Date() } };
    while ((await this.sessions.destroy({ where, limit: batch })) === batch);
  }

  /** Those of the people who have signed in or traded a refresh token since. */
  async usedSince(userIds: readonly string[], since: Date): Promise<Set<string>> {
    const expiresAt = { [Op.gt]: new Date(since.getTime() + idleLifetime) };
    const rows = await this.sessions.findAll({ attributes: ['userId'], where: { userId: [...userIds], expiresAt } });
    return new Set(rows.map(({ userId }) => userId));
  }

  /** Takes away every session of people who are no more. */
  async forget(userIds: readonly string[]): Promise<void> {
    await this.sessions.destroy({ where: { userId: [...userIds] } });
  }

  async end(sessionIds: string[], userId: string, code: SessionEndedEvent['code']): Promise<void> {
    if (sessionIds.length === 0) return;
    await this.sessions.update({ endedAt: new Date() }, { where: { id: sessionIds, endedAt: null } });
    this.bus.publish('session.ended', { userId, sessionIds, code });
  }

  async endOthers(userId: string, keptSessionId: string, code: SessionEndedEvent['code']): Promise<void> {
    const others = await this.sessions.findAll({
      attributes: ['id'],
      where: { userId, endedAt: null, id: { [Op.ne]: keptSessionId } },
    });
    await this.end(
      others.map(({ id }) => id),
      userId,
      code,
    );
  }

  private async load(id: string[]): Promise<Map<string, Term>> {
    const rows = await this.sessions.findAll({ attributes: ['id', 'endedAt', 'expiresAt'], where: { id } });
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function isOpen(term: Term | undefined): boolean {
  return term !== undefined && term.endedAt === null && term.expiresAt > new Date();
}

function unknownToken(): ChatError {
  return new ChatError('unauthorized', { message: 'The refresh token is not valid.' });
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function expiry(): Date {
  return new Date(Date.now() + idleLifetime);
}
