import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One client's way to the servers: a load balancer of his own, of which things can be asked that happen to networks. */
export interface Line {
  readonly url: string;
  /** Ends all connections. */
  cut(): void;
  /** The server that the newest connection goes to. */
  at(): number | undefined;
  /** Ends all connections; the next one goes to that server, if it answers. */
  turnTo(index: number): void;
  /** While it is down, nobody gets through; what there is, is cut. */
  setDown(isDown: boolean): void;
  /** Everything on the connections there are is swallowed, and nobody is told; new ones work. */
  deaden(): void;
  /** While it is clogged, nothing reaches the client, and servers have to wait. */
  setClogged(isClogged: boolean): void;
  /** Each piece takes that much longer. */
  setDelay(milliseconds: number): void;
  /** Bytes that the client has sent so far. */
  sentBytes(): number;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  server: Socket;
  /** Of the server. */
  index: number;
  isDead: boolean;
}

/**
 * Opens a line to servers of which some may be gone: each connection goes to the next one that answers. A sticky line stays with
 * its server while that one is there.
 */
export async function lineTo(servers: readonly { url: string }[], { isSticky = false, first = 0 } = {}): Promise<Line> {
  const pairs = new Set<Pair>();
  let turn = first;
  let isDown = false;
  let isClogged = false;
  let delay = 0;
  let sent = 0;

  const pump = async (pair: Pair, from: Socket, to: Socket) => {
    for await (const chunk of from) {
      if (from === pair.client) sent += chunk.length;
      if (delay > 0) await sleep(delay);
      while (isClogged && to === pair.client && !to.destroyed) await sleep(10);
      if (pair.isDead || to.destroyed) continue;
      if (!to.write(chunk)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
    }
    to.end();
  };

  const proxy = createServer(async (client) => {
    client.on('error', () => {});
    const server = isDown ? undefined : await reach(servers, turn);
    if (!server || client.destroyed) {
      client.destroy();
      server?.socket.destroy();
      return;
    }
    turn = isSticky ? server.index : server.index + 1;
    const pair: Pair = { client, server: server.socket, index: server.index, isDead: false };
    pairs.add(pair);
    for (const socket of [client, server.socket]) {
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.once('close', () => {
        pairs.delete(pair);
        client.destroy();
        server.socket.destroy();
      });
    }
    // A pair ends by the `close` of either side, whatever the pumps make of it.
    await Promise.allSettled([pump(pair, client, server.socket), pump(pair, server.socket, client)]);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as { port: number };

  const cut = () => {
    for (const { client, server } of pairs) {
      client.destroy();
      server.destroy();
    }
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    at: () => [...pairs].at(-1)?.index,
    turnTo(index) {
      turn = index;
      cut();
    },
    setDown(value) {
      isDown = value;
      if (isDown) cut();
    },
    deaden() {
      for (const pair of pairs) pair.isDead = true;
    },
    setClogged(value) {
      isClogged = value;
    },
    setDelay(milliseconds) {
      delay = milliseconds;
    },
    sentBytes: () => sent,
    async close() {
      const closed = once(proxy, 'close');
      proxy.close();
      cut();
      await closed;
    },
  };
}

/** Connects to the first server that answers, from `turn` on. */
async function reach(servers: readonly { url: string }[], turn: number) {
  for (let offset = 0; offset < servers.length; offset++) {
    const index = (turn + offset) % servers.length;
    const { hostname, port } = new URL(servers[index]?.url ?? '');
    const socket = connect(Number(port), hostname);
    try {
      await once(socket, 'connect');
      return { socket, index };
    } catch {
      // Nobody is there; the next one.
    }
  }
  return undefined;
}
