import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { randomId } from '../database/random-id.js';
import type { MeetingPlace } from '../redis/meeting-place.js';
import { openRedis } from '../redis/open-redis.js';
import { Bus } from './bus.js';
import { LocalBus } from './local-bus.js';
import { type Topic, type Topics, travel } from './topics.js';
import { UnsentNews } from './unsent-news.js';

/** Milliseconds between two pulses. */
const pulseInterval = 1000;
/** Pulses that may go unheard before the line counts as broken. */
const mostUnheard = 4;
/** Milliseconds after which all nodes should have come back to a Redis that was away. */
const returnTime = 10_000;
/** Milliseconds the start waits for Redis; without it the node begins alone. */
const startPatience = 2000;

/** What travels. A pulse has no topic: a node hears its own come back, and knows by that alone that the line is whole. */
interface News {
  node: string;
  topic?: Topic;
  payload?: unknown;
}

/**
 * The bus of several nodes: own subscribers hear at once, the other nodes through Redis. Without Redis each node goes on alone.
 * Whenever a node's line is whole again, all nodes hear `bus.rejoined`, and look for themselves what they have missed.
 */
export class RedisBus extends Bus implements OnModuleInit, OnApplicationShutdown {
  readonly node = randomId(12);
  private readonly logger = new Logger('Bus');
  private readonly local = new LocalBus();
  private readonly channel: string;
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly unsent = new UnsentNews();
  private isWhole = false;
  private unheard = 0;
  private readonly timer: NodeJS.Timeout;
  private forgetting: NodeJS.Timeout | undefined;

  constructor({ url, prefix }: MeetingPlace) {
    super();
    this.channel = `${prefix}bus`;
    this.publisher = openRedis(url, 'publishing');
    this.subscriber = openRedis(url, 'subscribing');
    this.subscriber.on('message', (_channel: string, text: string) => this.receive(text));
    this.subscriber.on('ready', () => this.listen());
    this.publisher.on('ready', () => this.pulse());
    for (const connection of [this.publisher, this.subscriber]) connection.on('close', () => this.broken());
    this.timer = setInterval(() => this.watch(), pulseInterval);
  }

  get reachesOthers(): boolean {
    return this.isWhole;
  }

  /** Resolves when the line is whole, or after a while without. */
  async onModuleInit(): Promise<void> {
    if (this.isWhole) return;
    const rejoined = new Promise<void>((resolve) => this.subscribe('bus.rejoined', () => resolve()));
    await Promise.race([rejoined, sleep(startPatience, undefined, { ref: false })]);
    if (!this.isWhole) this.logger.warn('Redis does not answer: this node begins alone, and goes on looking for it.');
  }

  publish<T extends Topic>(topic: T, payload: Topics[T]): void {
    // First on its way, so that the other nodes don't wait until all of this node's people have been told.
    if (travel[topic] !== 'never') this.send(topic, JSON.stringify({ node: this.node, topic, payload } satisfies News));
    this.local.publish(topic, payload);
  }

  subscribe<T extends Topic>(topic: T, handler: (payload: Topics[T]) => void): () => void {
    return this.local.subscribe(topic, handler);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    clearTimeout(this.forgetting);
    this.isWhole = false;
    // After what was published just now.
    await this.publisher.quit().catch(() => this.publisher.disconnect());
    this.subscriber.disconnect();
  }

  private send(topic: Topic, text: string): void {
    const lost = () => {
      if (travel[topic] === 'kept') this.unsent.keep(text);
    };
    if (!this.isWhole) lost();
    else
      this.publisher.publish(this.channel, text).catch(() => {
        lost();
        // The next pulse tells whether it really is, and what was lost is said again.
        this.broken();
      });
  }

  private receive(text: string): void {
    const news = readNews(text);
    if (!news) this.logger.warn('Something strange came over Redis.');
    else if (news.node === this.node) this.heardOneself();
    else if (news.topic) {
      if (news.topic === 'bus.rejoined') this.sayAgain();
      this.local.publish(news.topic, news.payload as Topics[Topic]);
    }
  }

  private heardOneself(): void {
    this.unheard = 0;
    if (this.isWhole) return;
    this.isWhole = true;
    this.logger.log('This node hears the others.');
    this.sayAgain();
    this.publish('bus.rejoined', { node: this.node });
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => this.unsent.forget(), returnTime);
  }

  /** What was said while the line was broken; also to those who come back later than this node. */
  private sayAgain(): void {
    for (const text of this.unsent.all()) this.publisher.publish(this.channel, text).catch(() => undefined);
  }

  private broken(): void {
    if (this.isWhole) this.logger.warn('Redis is away: this node goes on alone.');
    this.isWhole = false;
    clearTimeout(this.forgetting);
  }

  private listen(): void {
    this.subscriber.subscribe(this.channel).then(
      () => this.pulse(),
      () => this.subscriber.disconnect(true),
    );
  }

  private pulse(): void {
    this.publisher.publish(this.channel, JSON.stringify({ node: this.node } satisfies News)).catch(() => undefined);
  }

  /** A line may be dead without anybody saying so. */
  private watch(): void {
    const connections = [this.publisher, this.subscriber];
    const areReady = connections.every(({ status }) => status === 'ready');
    this.unheard = areReady ? this.unheard + 1 : 0;
    if (this.unheard <= mostUnheard) {
      this.pulse();
      return;
    }
    this.unheard = 0;
    this.broken();
    for (const connection of connections) connection.disconnect(true);
  }
}

/** Redis is ours, but during an update another version of this server may be on it, with topics of its own. */
function readNews(text: string): News | undefined {
  try {
    const { node, topic, payload }: Partial<News> = JSON.parse(text);
    if (typeof node !== 'string') return undefined;
    const isKnown = topic !== undefined && Object.hasOwn(travel, topic) && typeof payload === 'object';
    return isKnown ? { node, topic, payload } : { node };
  } catch {
    return undefined;
  }
}
