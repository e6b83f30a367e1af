import sharp from 'sharp';
import { ChatError } from '../errors/chat-error.js';
import { Turns } from '../turns/turns.js';

/** Pixels of a side, as stored. */
const side = 192;
const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'heif']);

/** One that is not stored row by row is whole in memory while it is decoded: 400 MB at the most. */
const turns = new Turns(1, 32);

/**
 * Makes a picture that somebody sent into an avatar: decoded by content, turned upright, cut square, without metadata.
 * Throws `unsupported_type` for what is no picture, and for one so large that decoding it would be an attack; `unavailable` when
 * too many wait.
 */
export function avatarImage(upload: Buffer): Promise<Buffer> {
  return turns.run(() => decoded(upload));
}

async function decoded(upload: Buffer): Promise<Buffer> {
  try {
    const image = sharp(upload, { failOn: 'error', limitInputPixels: 50_000_000, pages: 1 });
    const { format } = await image.metadata();
    if (!formats.has(format ?? '')) throw new ChatError('unsupported_type');
    return await image.rotate().resize(side, side, { fit: 'cover' }).png({ palette: true, effort: 4 }).toBuffer();
  } catch (error) {
    if (error instanceof ChatError) throw error;
    throw new ChatError('unsupported_type', { message: 'This is no picture that can be read, or it is too large.' });
  }
}
