import { z } from 'zod';
import { type Message, message } from './message.js';
import { roomSlug } from './room-slug.js';
import { type User, user } from './user.js';

/** What somebody is in one room; site moderators and admins are at least that in every public room. */
export const memberRole = z.enum(['member', 'moderator', 'owner']);
export type MemberRole = z.infer<typeof memberRole>;

export const room = z.object({
  slug: z.string(),
  kind: z.enum(['public', 'direct']),
  title: z.string().describe("Of a private conversation: the other person's display name."),
  peer: user.optional().describe('The other person, in a private conversation.'),
});
export type Room = z.infer<typeof room>;

/** One line of the list of conversations, `GET /rooms`. */
export const conversation = z.object({
  room,
  lastMessage: message.optional(),
  seq: z.number().describe('Newest `seq` and `rev` of the room.'),
  rev: z.number(),
  readSeq: z.number(),
  unread: z.number().describe('Messages of others after `readSeq`, at most 100.'),
});
export type Conversation = z.infer<typeof conversation>;

export const conversations = z.object({ rooms: z.array(conversation) });

export const joinRoom = z.strictObject({
  room: roomSlug,
  since: z
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('The last `rev` the client knows everything up to.'),
});
export type JoinRoom = z.infer<typeof joinRoom>;

export const leaveRoom = z.strictObject({ room: roomSlug });
export type LeaveRoom = z.infer<typeof leaveRoom>;

export const readRoom = z.strictObject({
  room: roomSlug,
  seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});
export type ReadRoom = z.infer<typeof readRoom>;

export const typingIn = z.strictObject({ room: roomSlug, on: z.boolean() });
export type TypingIn = z.infer<typeof typingIn>;

export const openDirect = z.strictObject({ username: z.string().min(1).max(128) });
export type OpenDirect = z.infer<typeof openDirect>;

/** Answer to `room:join`. */
export interface JoinedRoom {
  room: Room;
  me: {
    role: MemberRole;
    readSeq: number;
    /** Messages up to this `seq` are cleared for the asker. */
    clearedSeq: number;
  };
  /** How far the other has read, by user id; in private conversations. */
  reads?: Record<string, number>;
  /** At most 200 people; `onlineCount` counts all. */
  online: User[];
  onlineCount: number;
  /** Without `since`: the newest 50 by `seq`. With it: changes after that `rev`, in `rev` order. */
  messages: Message[];
  /** The room's newest `seq`. */
  seq: number;
  /** What the client knows everything up to, once it has taken in `messages`: its next `since`. */
  rev: number;
  /** Without `since`: older messages exist. With it: more changes exist, ask again with `since: rev`. */
  more: boolean;
}
