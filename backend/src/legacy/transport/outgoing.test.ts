import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { type Frame, Outgoing } from './outgoing.js';
import { emptySendQueue } from './send-queue.js';

describe('Frames on their way to an old client', () => {
  Logger.overrideLogger(false);
  let listener: Server;
  let near: Socket;
  let far: Socket;
  let failures: string[];
  beforeEach(async () => {
    failures = [];
    listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as { port: number };
    far = connect(port, '127.0.0.1');
    [near] = (await once(listener, 'connection')) as [Socket];
    near.setNoDelay(true);
  });
  afterEach(() => {
    near.destroy();
    far.destroy();
    listener.close();
  });

  const outgoing = (options: { maxUnsentBytes?: number; stallTimeout?: number } = {}) =>
    new Outgoing(near, { gap: 0, maxUnsentBytes: 1_000_000, stallTimeout: 60_000, ...options }, (reason) => {
      failures.push(reason);
      near.destroy();
    });
  const file = (body: Buffer[]): Frame => {
    const size = Buffer.concat(body).length;
    return async () => ({ head: Buffer.from('<'), size, open: () => Readable.from(body) });
  };
  /** Everything that comes until the sender closes. */
  const received = async () => Buffer.concat((await far.toArray()) as Buffer[]).toString();

  it('go in order, whole, also while one of them is still made', async () => {
    const queue = outgoing();
    let made: (frames: Buffer[]) => void = () => {};
    queue.push(Buffer.from('a'));
    queue.push(() => new Promise((resolve) => (made = resolve)));
    queue.push(file([Buffer.alloc(3000, 'f'), Buffer.alloc(3000, 'f')]));
    queue.push(Buffer.from('z'));
    const text = received();
    await new Promise(setImmediate);
    made([Buffer.from('b'), Buffer.from('c')]);
    await queue.flushed();
    near.end();
    expect(await text).toBe(`abc<${'f'.repeat(6000)}z`);
    expect(failures).toEqual([]);
  });

  it('leave out a file that cannot be read, and go on', async () => {
    const queue = outgoing();
    queue.push(() => Promise.reject(new Error('gone')));
    queue.push(async () => ({
      head: Buffer.from('<'),
      size: 5,
      open: () =>
        new Readable({
          read() {
            this.destroy(new Error('gone'));
          },
        }),
    }));
    queue.push(Buffer.from('z'));
    const text = received();
    await queue.flushed();
    near.end();
    expect(await text).toBe('z');
    expect(failures).toEqual([]);
  });

  it('end with the connection when a file ends in the middle: the client could not find its place again', async () => {
    const queue = outgoing();
    queue.push(async () => ({ head: Buffer.from('<'), size: 9000, open: () => Readable.from([Buffer.alloc(5000)]) }));
    await queue.flushed();
    expect(failures).toEqual(['A file has fewer than its 9000 bytes']);
  });

  it('do not pile up without a bound for a client that does not read', async () => {
    const queue = outgoing({ maxUnsentBytes: 100_000 });
    far.pause();
    let pushed = 0;
    while (failures.length === 0) {
      queue.push(Buffer.alloc(3000));
      pushed += 3000;
      await new Promise(setImmediate);
    }
    expect(failures[0]).toMatch(/^it does not read: 10\d{4} bytes are unsent$/);
    // The rest is what the kernel took.
    expect(pushed).toBeLessThan(20_000_000);
  });

  it('are never handed over while one before is still on its way to the kernel, which would join them', async () => {
    const queue = outgoing({ maxUnsentBytes: 100_000_000 });
    far.pause();
    const unsent: number[] = [];
    const write = near.write.bind(near);
    near.write = (bytes: Uint8Array | string, ...rest: unknown[]) => {
      unsent.push(near.writableLength);
      return write(bytes, ...(rest as []));
    };
    const frames = 8000;
    for (let count = 0; count < frames; count++) queue.push(Buffer.alloc(3000));
    const all = far.resume().toArray();
    await queue.flushed();
    near.end();
    expect(Buffer.concat((await all) as Buffer[])).toHaveLength(frames * 3000);
    expect(unsent).toHaveLength(frames);
    expect(unsent.filter((bytes) => bytes > 0)).toEqual([]);
  });

  it('count while they are still to be made', () => {
    const queue = outgoing({ maxUnsentBytes: 10_000 });
    for (let count = 0; count < 11; count++) queue.push(() => new Promise(() => {}));
    expect(failures).toHaveLength(1);
  });

  it('are given up when nothing of a write has gone for too long', async () => {
    const queue = outgoing({ stallTimeout: 200 });
    far.pause();
    queue.push(file(Array.from({ length: 400 }, () => Buffer.alloc(50_000))));
    await once(near, 'close');
    expect(failures[0]).toBe('it has not read anything for 0.2 s');
  });

  it('go as one write each, and where a network lies between not before the one before has had its time', async () => {
    const gap = 20;
    const queue = new Outgoing(near, { gap, maxUnsentBytes: 10_000, stallTimeout: 60_000 }, () => {});
    const writes: string[] = [];
    const early: string[] = [];
    let hadItsTime = true;
    const write = near.write.bind(near);
    near.write = (bytes: Uint8Array | string, ...rest: unknown[]) => {
      writes.push(String(bytes));
      if (!hadItsTime) early.push(String(bytes));
      hadItsTime = false;
      setTimeout(() => {
        hadItsTime = true;
      }, gap / 2);
      return write(bytes, ...(rest as []));
    };
    for (const frame of ['a', 'b', 'c']) queue.push(Buffer.from(frame));
    await queue.flushed();
    expect(writes).toEqual(['a', 'b', 'c']);
    expect(early).toEqual([]);
  });

  const onlyWhereTheKernelTells = process.platform === 'linux' ? it : it.skip;

  onlyWhereTheKernelTells('are out of the kernel only when the other side has taken them', async () => {
    const order: string[] = [];
    far.pause();
    near.write(Buffer.alloc(12_000_000));
    const empty = emptySendQueue(near).then(() => order.push('empty'));
    for (let look = 0; look < 20; look++) await readFile('/proc/net/tcp');
    order.push('reading');
    far.resume();
    await empty;
    expect(order).toEqual(['reading', 'empty']);
  });
});
