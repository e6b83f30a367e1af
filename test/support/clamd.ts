import { once } from 'node:events';
import { type AddressInfo, createServer, type ListenOptions, type Server, type Socket } from 'node:net';

const eicar = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';
/** EICAR's harmless test file, which every scanner finds. It is put together here, so that scanners leave this one alone. */
export const eicarFile = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$${eicar}!$H+H*`);

/**
 * A peer that speaks ClamAV's protocol over a real socket as its daemon does, and finds EICAR's test file. `answer`, where given,
 * is what it says of every file; a silent one hears everything and says nothing; `limit` is after how many bytes it has heard enough.
 */
export async function startClamd(
  where: ListenOptions,
  {
    answer,
    isSilent = false,
    limit = Number.POSITIVE_INFINITY,
  }: { answer?: string; isSilent?: boolean; limit?: number } = {},
): Promise<{ port: number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    hear(socket, limit).then(
      (content) => {
        if (isSilent) return;
        const said = content === undefined ? 'INSTREAM size limit exceeded. ERROR' : (answer ?? verdictOn(content));
        socket.end(`${said}\0`);
      },
      () => socket.destroy(),
    );
  }).listen(where);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function verdictOn(content: Buffer): string {
  return content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
}

/** What is sent piece by piece; `undefined` when it is more than the limit. */
async function hear(socket: Socket, limit: number): Promise<Buffer | undefined> {
  let received = Buffer.alloc(0);
  let content = Buffer.alloc(0);
  const command = 'zINSTREAM\0';
  let at = command.length;
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    received = Buffer.concat([received, chunk]);
    if (received.length >= at && !received.toString('latin1').startsWith(command)) throw new Error('Another command.');
    while (received.length >= at + 4) {
      const length = received.readUInt32BE(at);
      if (length === 0) return content;
      if (content.length + length > limit) return undefined;
      if (received.length < at + 4 + length) break;
      content = Buffer.concat([content, received.subarray(at + 4, at + 4 + length)]);
      at += 4 + length;
    }
  }
  throw new Error('It ended early.');
}
