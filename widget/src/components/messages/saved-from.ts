import type { File as ChatFile } from '@chat-room/protocol';
import type { ChatContext } from '../chat-element.js';

/**
 * Where a link saves a file from. Browsers heed its `download` within one origin alone: what may be shown they would show in
 * the place of the page around the chat.
 */
export function savedFrom({ client }: ChatContext, { url }: ChatFile): string {
  return `${client.resolve(url)}&download`;
}
