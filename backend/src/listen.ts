import { once } from 'node:events';
import type { Server } from 'node:net';

/**
 * Connections that may wait to be taken in; the system may allow fewer (`net.core.somaxconn`). With Node's 511 a thousand clients
 * that come at once lose some of theirs, and try again only after one, three and seven seconds.
 */
const backlog = 4096;

/** Opens a server. Throws the error of an address that cannot be listened on. */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  server.listen({ host, port, backlog });
  await once(server, 'listening');
}
