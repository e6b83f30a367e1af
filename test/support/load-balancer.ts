import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';

/** One address before several servers, as in front of a real chat. */
export interface LoadBalancer {
  readonly url: string;
  /** How many requests, upgrades among them, each server has had. */
  readonly counts: readonly number[];
  close(): Promise<void>;
}

/** Gives the server for a request; another one is taken when that one does not answer. */
export type Choice = (incoming: IncomingMessage, turn: number) => number;

/** Each connection or request goes to the next server. */
export const inTurn: Choice = (_incoming, turn) => turn;

/** All requests of one client go to the same server: sticky by address, here the one that an outer proxy has noted. */
export const byAddress: Choice = ({ headers }) =>
  [...String(headers['x-forwarded-for'])].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7) % 65_521;

/** A reverse proxy that speaks HTTP and passes WebSockets on. It knows of no client's session: only `choose` says where it goes. */
export async function balancerOf(servers: readonly { url: string }[], choose: Choice): Promise<LoadBalancer> {
  const counts = servers.map(() => 0);
  const sockets = new Set<Socket>();
  let turn = 0;

  /** Connects to the chosen server, or the first after it that answers. */
  const reach = async (incoming: IncomingMessage): Promise<{ socket: Socket; port: number } | undefined> => {
    const chosen = choose(incoming, turn++);
    for (let offset = 0; offset < servers.length; offset++) {
      const index = (chosen + offset) % servers.length;
      const port = Number(new URL(servers[index]?.url ?? '').port);
      const socket = connect(port, '127.0.0.1');
      try {
        await once(socket, 'connect');
        counts[index] = (counts[index] ?? 0) + 1;
        return { socket, port };
      } catch {
        // Nobody is there; the next one.
      }
    }
    return undefined;
  };

  const forward = async (incoming: IncomingMessage, answer: ServerResponse) => {
    const server = await reach(incoming);
    if (!server) return answer.writeHead(502).end();
    const { method = 'GET', url = '/', headers } = incoming;
    const passed = request({ createConnection: () => server.socket, method, path: url, headers });
    passed.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    return incoming.pipe(passed);
  };

  const proxy = createServer((incoming, answer) => void forward(incoming, answer));
  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  proxy.on('upgrade', async (incoming: IncomingMessage, client: Socket) => {
    const server = await reach(incoming);
    if (!server) return client.destroy();
    const { socket } = server;
    const head = [`${incoming.method} ${incoming.url} HTTP/1.1`];
    for (let n = 0; n < incoming.rawHeaders.length; n += 2) {
      head.push(`${incoming.rawHeaders[n]}: ${incoming.rawHeaders[n + 1]}`);
    }
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    for (const [from, to] of [
      [client, socket],
      [socket, client],
    ] as const) {
      from.on('error', () => {});
      from.pipe(to);
      from.once('close', () => to.destroy());
    }
    return undefined;
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    async close() {
      const closed = once(proxy, 'close');
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
