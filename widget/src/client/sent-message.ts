import type { RoomMessage, SentMessage } from './types.js';

/** Whether the server has the message: it can be answered, edited, deleted and reacted to. */
export function isSent(message: RoomMessage): message is SentMessage {
  return message.seq !== undefined;
}
