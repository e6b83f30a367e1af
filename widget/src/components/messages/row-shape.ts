import type { RoomMessage } from '../../client/types.js';
import { emojiSize } from './emoji-only.js';
import { hasFiles, hasOnlyPictures } from './picture-files.js';

/** How a bubble looks: emoji alone without any ground, pictures out to its edges, everything else as text. */
export function shapeOf(message: RoomMessage): 'sticker' | 'large' | 'media' | '' {
  if (message.deletedAt) return '';
  if (!message.text) return hasOnlyPictures(message) ? 'media' : '';
  if (message.replyTo || hasFiles(message)) return '';
  return emojiSize(message.text) ?? '';
}
