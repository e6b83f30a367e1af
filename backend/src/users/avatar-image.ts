import sharp from 'sharp';
import { ChatError } from '../errors/chat-error.js';

/** Pixels of a side, as stored. */
const side = 192;
const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'heif']);

/**
 * Makes a picture that somebody sent into an avatar: decoded by content, turned upright, cut square, without metadata.
 * Throws `unsupported_type` for what is no picture, and for one so large that decoding it would be an attack.
 */
export async function avatarImage(upload: Buffer): Promise<Buffer> {
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
