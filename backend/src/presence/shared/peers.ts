import { Logger } from '@nestjs/common';
import type { Bus } from '../../bus/bus.js';
import type { Stay } from '../../bus/topics.js';
import type { Attendance } from '../attendance.js';
import { Peer } from './peer.js';

/** A node that says nothing for this many milliseconds counts as dead. */
const longestSilence = 6000;
/** Looks further apart than this many milliseconds: this process itself was frozen, and what the others said is still unread. */
const longestPause = 3000;
/** Milliseconds between two requests for the same list. */
const askingPause = 1000;

interface Known {
  peer: Peer;
  heardAt: number;
  askedAt: number;
}

/** The other nodes, as long as they are heard. What is missed of one is asked for. */
export class Peers {
  private readonly logger = new Logger('Presence');
  private readonly known = new Map<string, Known>();
  private lookedAt = Date.now();

  constructor(
    private readonly bus: Bus,
    private readonly arrive: (stay: Stay) => Attendance,
  ) {
    bus.subscribe('presence.beat', ({ node, version }) => {
      const known = this.heard(node);
      if (known && !known.peer.isKnownUpTo(version)) this.ask(node, known);
    });
    bus.subscribe('presence.moved', (moved) => {
      const known = this.heard(moved.node);
      if (known && !known.peer.move(moved)) this.ask(moved.node, known);
    });
    bus.subscribe('presence.listed', (listed) => this.heard(listed.node)?.peer.take(listed));
    bus.subscribe('presence.ended', ({ node }) => this.forget(node));
    bus.subscribe('bus.rejoined', () => this.forgive());
  }

  /** Gives up nodes that are silent; none while this one hears nobody. */
  look(now = Date.now()): void {
    const wasFrozen = now - this.lookedAt > longestPause;
    this.lookedAt = now;
    if (wasFrozen || !this.bus.reachesOthers) this.forgive(now);
    for (const [node, { heardAt }] of this.known) {
      if (now - heardAt <= longestSilence) continue;
      this.logger.warn(`Node ${node} is silent; its people are counted as gone.`);
      this.forget(node);
      this.bus.publish('node.lost', { node });
    }
  }

  private heard(node: string): Known | undefined {
    if (node === this.bus.node) return undefined;
    const known = this.known.get(node) ?? { peer: new Peer(this.arrive), heardAt: 0, askedAt: 0 };
    known.heardAt = Date.now();
    this.known.set(node, known);
    return known;
  }

  private ask(node: string, known: Known): void {
    if (Date.now() - known.askedAt < askingPause) return;
    known.askedAt = Date.now();
    this.bus.publish('presence.wanted', { node });
  }

  /** The silence of the others says nothing. */
  private forgive(now = Date.now()): void {
    for (const known of this.known.values()) known.heardAt = now;
  }

  private forget(node: string): void {
    this.known.get(node)?.peer.leave();
    this.known.delete(node);
  }
}
