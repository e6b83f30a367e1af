import { createReadStream } from 'node:fs';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ScannerAddress } from '../../config/scanner-address.js';
import type { Verdict } from './verdict.js';

/** Bytes of one piece; what waits for ClamAV is not read. */
const pieceSize = 262_144;

/**
 * Has ClamAV's daemon look at a file, over its socket (clamd(8), INSTREAM): it needs no right to read our files, and may be on another
 * machine. Rejects when it does not answer within `patience` milliseconds, or with something else than a verdict.
 */
export async function askClamd(address: ScannerAddress, path: string, patience: number): Promise<Verdict> {
  const signal = AbortSignal.timeout(patience);
  const socket = connect({ ...address, allowHalfOpen: true });
  signal.addEventListener('abort', () => socket.destroy(signal.reason));
  const content = createReadStream(path, { highWaterMark: pieceSize });
  // The daemon would wait for the rest.
  content.once('error', (error) => socket.destroy(error));
  try {
    // A daemon that has heard enough answers and closes: its answer counts, not that we could not go on.
    const sent = pipeline(Readable.from(request(content)), socket, { end: false }).catch(() => undefined);
    const [answer] = await Promise.all([text(socket), sent]);
    return verdictIn(answer);
  } finally {
    socket.destroy();
    content.destroy();
  }
}

/** The command and the file in pieces, each behind its length; one without length ends it. */
async function* request(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const piece of content) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield length;
    yield piece;
  }
  yield Buffer.alloc(4);
}

function verdictIn(answer: string): Verdict {
  const said = answer.replace(/\0.*$/s, '').trim();
  if (said === 'stream: OK') return 'harmless';
  if (/^stream: .+ FOUND$/.test(said)) return 'harmful';
  throw new Error(`ClamAV said: ${said.slice(0, 200) || 'nothing'}`);
}
