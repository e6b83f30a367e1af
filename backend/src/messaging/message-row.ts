import type { MessageModel } from './message.model.js';

/** A message as stored. */
export type MessageRow = Pick<
  MessageModel,
  | 'roomId'
  | 'seq'
  | 'rev'
  | 'senderId'
  | 'clientId'
  | 'kind'
  | 'text'
  | 'fileCount'
  | 'reactionCount'
  | 'replyToSeq'
  | 'createdAt'
  | 'editedAt'
  | 'deletedAt'
>;
