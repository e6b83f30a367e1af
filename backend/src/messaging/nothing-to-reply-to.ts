import { ChatError } from '../errors/chat-error.js';

/** What is replied to is not there, or in another room, which is the same to whoever asks. */
export function nothingToReplyTo(): ChatError {
  return new ChatError('invalid', {
    message: 'The message that is replied to is not in this room.',
    fields: { replyTo: 'wrong' },
  });
}
