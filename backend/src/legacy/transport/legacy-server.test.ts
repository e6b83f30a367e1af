import { once } from 'node:events';
import { connect, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, MessagePattern, Payload, RpcException } from '@nestjs/microservices';
import { ProtocolViolation } from '../codec/protocol-violation.js';
import type { Connection } from './connection.js';
import { LegacyContext } from './legacy-context.js';
import { LegacyServer } from './legacy-server.js';
import type { LegacyServerOptions, ListenerOptions } from './options.js';

const u32 = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);
const lstr = (string: string) => Buffer.concat([u32(Buffer.byteLength(string)), Buffer.from(string)]);
const logIn = Buffer.concat([Buffer.from('1'), lstr('小明'), lstr('pa ss')]);
const message = (content: string) => Buffer.concat([Buffer.from('3'), lstr('a'), lstr(content)]);
const file = (body: string) =>
  Buffer.concat([Buffer.from('6'), lstr('a'), lstr('n'), u32(body.length), Buffer.from(body)]);

/** Somebody else's project: it answers with what it got. */
@Controller()
class EchoController {
  static readonly heard: string[] = [];
  static gate: Promise<void> = Promise.resolve();
  static isSlow = false;

  @MessagePattern('log-in')
  async logIn(
    @Payload() { user, password }: { user: string; password: string },
    @Ctx() context: LegacyContext,
  ): Promise<Buffer> {
    if (EchoController.isSlow) await EchoController.gate;
    context.getConnection().admit(user);
    return Buffer.from(`hello ${password};`);
  }

  @MessagePattern('message')
  async message(@Payload() { content }: { content: string }): Promise<Buffer> {
    EchoController.heard.push(content);
    if (content === 'fail') throw new Error('of no interest to the client');
    if (content === 'violate') throw new RpcException(new ProtocolViolation('it is rude'));
    await EchoController.gate;
    return Buffer.from(`${content};`);
  }

  @MessagePattern('refresh')
  refresh(@Ctx() context: LegacyContext): void {
    context.getConnection().dismiss();
  }

  @MessagePattern('file-by-bytes')
  async file(@Payload() { size }: { size: number }, @Ctx() context: LegacyContext): Promise<Buffer> {
    // Only some files are wanted.
    return Buffer.from(`${size % 2 ? await text(context.getBody()) : 'no'};`);
  }

  @MessagePattern('disconnected')
  disconnected(@Ctx() context: LegacyContext): void {
    EchoController.heard.push(`gone: ${context.getConnection().reason ?? 'by itself'}`);
  }
}

@Module({ controllers: [EchoController] })
class EchoModule {}

const listener: ListenerOptions = { host: '127.0.0.1', port: 0, long: 4, emoji: 'raw', path: 'loopback' };
const defaults: LegacyServerOptions = {
  listeners: [listener],
  strings: { name: 128, password: 1024, content: 100_000, path: 4096 },
  loginTimeout: 30_000,
  stallTimeout: 30_000,
  connectionsPerAddress: 100,
  maxUnsentBytes: 1_000_000,
};

describe('The legacy transport', () => {
  let service: INestMicroservice | undefined;
  let strategy: LegacyServer;
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await service?.close();
    service = undefined;
    EchoController.heard.length = 0;
    EchoController.gate = Promise.resolve();
    EchoController.isSlow = false;
  });

  async function start(options: Partial<LegacyServerOptions> = {}): Promise<number[]> {
    strategy = new LegacyServer({ ...defaults, ...options });
    service = await NestFactory.createMicroservice(EchoModule, { strategy, logger: false });
    await service.listen();
    return strategy.unwrap().map((server: Server) => (server.address() as { port: number }).port);
  }

  async function dial(port: number | undefined): Promise<Socket> {
    const socket = connect(port ?? 0, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    socket.setNoDelay(true);
    socket.on('error', () => {});
    return socket;
  }

  /** Writes parts, each as a segment of its own, and reads until there is as much as is expected. */
  async function exchange(socket: Socket, parts: Buffer[], expected: string): Promise<string> {
    for (const part of parts) {
      if (part.length > 0) await new Promise((resolve) => socket.write(part, resolve));
      await new Promise(setImmediate);
    }
    let answer = '';
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      answer += chunk;
      if (answer.length >= expected.length) break;
    }
    return answer;
  }

  it('reads requests in whatever segments they come', async () => {
    const [port] = await start();
    const whole = Buffer.concat([logIn, message('x'), file('abc'), message('y')]);
    const expected = 'hello pa ss;x;abc;y;';
    for (let at = 0; at <= whole.length; at++) {
      const socket = await dial(port);
      expect(await exchange(socket, [whole.subarray(0, at), whole.subarray(at)], expected)).toBe(expected);
      socket.destroy();
    }
    const bytes = Array.from(whole, (byte) => Buffer.of(byte));
    expect(await exchange(await dial(port), bytes, expected)).toBe(expected);
  });

  it('handles the requests of a client one after the other, and reads no further meanwhile', async () => {
    const [port] = await start();
    const [server] = strategy.unwrap();
    const accepting = once(server as Server, 'connection') as Promise<[Socket]>;
    let open: () => void = () => {};
    EchoController.gate = new Promise((resolve) => {
      open = resolve;
    });
    const socket = await dial(port);
    const [accepted] = await accepting;
    const flood = Array.from({ length: 400 }, (_, index) => message(`${index}`.padEnd(50_000, '.')));
    socket.write(Buffer.concat([logIn, ...flood]));
    while (EchoController.heard.length === 0) await new Promise(setImmediate);
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    expect(EchoController.heard).toHaveLength(1);
    expect(accepted.bytesRead).toBeLessThan(400_000);
    open();
    const last = `399${'.'.repeat(49_997)};`;
    let answer = '';
    for await (const chunk of socket) {
      answer = (answer + chunk).slice(-100_000);
      if (answer.endsWith(last)) break;
    }
    expect(EchoController.heard.map((content) => Number.parseInt(content, 10))).toEqual(flood.map((_, index) => index));
  });

  it('passes over what a handler leaves of a file', async () => {
    const [port] = await start();
    const socket = await dial(port);
    const whole = Buffer.concat([logIn, file('ab'), file('abc'), file('x'.repeat(200_000)), message('y')]);
    const expected = 'hello pa ss;no;abc;no;y;';
    expect(await exchange(socket, [whole], expected)).toBe(expected);
  });

  it.each([
    ['an unknown command', [Buffer.from('7')], 'unknown command byte 0x37'],
    ['a command before the log-in', [message('x')], 'message before a log-in'],
    ['one after the user has said goodbye', [logIn, Buffer.from('4'), message('x')], 'message before a log-in'],
    ['a string over its limit', [Buffer.from('1'), u32(129)], 'user of 129 bytes, the limit is 128'],
    ['what its handler does not accept', [logIn, message('violate')], 'it is rude'],
    ['a handler that fails', [logIn, message('fail')], 'its request failed'],
  ])('closes the connection at %s, and says why', async (_, parts, reason) => {
    const [port] = await start();
    const ended = new Promise<Connection>((resolve) => strategy.on('disconnection', resolve));
    const socket = await dial(port);
    for (const part of parts) socket.write(part);
    socket.resume();
    await once(socket, 'close');
    expect((await ended).reason).toBe(reason);
    expect(EchoController.heard.at(-1)).toBe(`gone: ${reason}`);
  });

  it.each([
    ['who does not log in', [], 'it has not logged in for 0.1 s'],
    ['who never ends his first request', [Buffer.from('1'), u32(5)], 'it has not logged in for 0.1 s'],
    [
      'who stops in the middle of a file',
      [logIn, file('abc').subarray(0, -1)],
      'nothing more of a file has come for 0.1 s',
    ],
  ])('closes the connection of one %s', async (_, parts, reason) => {
    const [port] = await start({ loginTimeout: 100, stallTimeout: 100 });
    const socket = await dial(port);
    for (const part of parts) socket.write(part);
    socket.resume();
    await once(socket, 'close');
    await service?.close();
    expect(EchoController.heard).toEqual([`gone: ${reason}`]);
  });

  it('does not count against a client how long its log-in takes', async () => {
    const [port] = await start({ loginTimeout: 1000 });
    EchoController.isSlow = true;
    let open: () => void = () => {};
    EchoController.gate = new Promise((resolve) => {
      open = resolve;
    });
    const socket = await dial(port);
    socket.write(logIn);
    // Started after the deadline's timer and longer, so that it would be over.
    setTimeout(open, 1300);
    expect(await exchange(socket, [message('x')], 'hello pa ss;x;')).toBe('hello pa ss;x;');
  });

  it('bounds the connections of an address', async () => {
    const [port] = await start({ connectionsPerAddress: 2 });
    let accepted = 0;
    strategy.on('connection', () => accepted++);
    const [first] = [await dial(port), await dial(port)];
    const third = await dial(port);
    third.resume();
    await once(third, 'close');
    expect(accepted).toBe(2);
    const gone = new Promise((resolve) => strategy.on('disconnection', resolve));
    first.destroy();
    await gone;
    expect(await exchange(await dial(port), [logIn], 'hello pa ss;')).toBe('hello pa ss;');
  });

  it('opens several listeners, each with its own kind of clients, or none', async () => {
    const ports = await start({ listeners: [listener, { ...listener, long: 8, path: 'network' }] });
    expect(ports).toHaveLength(2);
    const kinds: unknown[] = [];
    strategy.on('connection', ({ listener: { long, path } }) => kinds.push([long, path]));
    for (const port of ports) expect(await exchange(await dial(port), [logIn], 'hello pa ss;')).toBe('hello pa ss;');
    expect(kinds).toEqual([
      [4, 'loopback'],
      [8, 'network'],
    ]);
    const taken = { ...listener, port: ports[1] as number };
    const other = new LegacyServer({ ...defaults, listeners: [listener, taken] });
    const error = await new Promise((resolve) => void other.listen(resolve));
    expect(error).toMatchObject({ code: 'EADDRINUSE', port: ports[1] });
    expect(other.unwrap()).toEqual([]);
  });

  it('has the kernel send each write at once, and not wait for others to join it', async () => {
    await start();
    const [server] = strategy.unwrap<(Server & { noDelay?: boolean })[]>();
    expect(server?.noDelay).toBe(true);
  });

  it('tells what becomes of it, and sends what waits before it closes', async () => {
    const [port] = await start();
    const statuses: string[] = [];
    strategy.status.subscribe((status) => statuses.push(status));
    const accepted = new Promise<Connection>((resolve) => strategy.on('connection', resolve));
    const socket = await dial(port);
    const all = text(socket);
    const connection = await accepted;
    const frames = Array.from({ length: 300 }, () => Buffer.alloc(3000, 'f'));
    connection.send(...frames);
    await service?.close();
    expect(await all).toHaveLength(300 * 3000);
    expect(statuses).toEqual(['listening', 'closed']);
    expect(EchoController.heard).toEqual(['gone: the server stops']);
  });
});
