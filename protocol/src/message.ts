import { z } from 'zod';
import { file } from './file.js';
import { limits } from './limits.js';
import { uuidPattern } from './patterns.js';
import { roomSlug } from './room-slug.js';
import { user } from './user.js';

export const reaction = z.object({
  emoji: z.string(),
  count: z.number(),
  /** Whether the one who receives this is among them. */
  mine: z.boolean(),
});
export type Reaction = z.infer<typeof reaction>;

export const message = z.object({
  id: z.string(),
  room: z.string(),
  /** Place in the room: 1, 2, 3 … without gaps. */
  seq: z.number(),
  /** Number of the last change to this message among all changes of the room. */
  rev: z.number(),
  clientId: z.string(),
  sender: user,
  kind: z.enum(['text', 'file', 'system']),
  text: z.string(),
  files: z.array(file),
  /** The message this one answers. Its text is cut to 200 characters, and empty once that message is deleted. */
  replyTo: z.object({ id: z.string(), seq: z.number(), sender: user, text: z.string() }).optional(),
  reactions: z.array(reaction),
  createdAt: z.string(),
  editedAt: z.string().optional(),
  deletedAt: z.string().optional(),
});
export type Message = z.infer<typeof message>;

const messageId = z.string().min(1).max(64);
/** Only a ceiling: the limit of this server is a setting, checked by its service. */
const text = z.string().max(limits.messageCharsCeiling * 2);
/** One emoji: a pictograph with its modifiers and joiners, a flag, or a keycap. */
export const emojiPattern =
  /^(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|\p{Emoji}(?:\p{EMod}|\uFE0F)?[\u{E0020}-\u{E007F}]*(?:\u200D\p{Emoji}(?:\p{EMod}|\uFE0F)?)*)$/u;

export const sendMessage = z.strictObject({
  room: roomSlug,
  clientId: z.string().regex(uuidPattern),
  text: text.optional(),
  files: z.array(z.string().min(1).max(64)).max(limits.filesPerMessage).optional(),
  replyTo: messageId.optional(),
});
export type SendMessage = z.infer<typeof sendMessage>;

export const editMessage = z.strictObject({ messageId, text });
export type EditMessage = z.infer<typeof editMessage>;

export const deleteMessage = z.strictObject({ messageId });
export type DeleteMessage = z.infer<typeof deleteMessage>;

export const reactToMessage = z.strictObject({
  messageId,
  emoji: z
    .string()
    .max(limits.emojiMax)
    .regex(emojiPattern)
    // Digits, # and * alone are \p{Emoji} by the letter of Unicode, and nobody's emoji.
    .refine((value) => !/^[0-9#*]$/.test(value), { error: 'bad_format' }),
  on: z.boolean(),
});
export type ReactToMessage = z.infer<typeof reactToMessage>;

/** Query of `GET /rooms/:room/messages`; `before` and `after` are `seq` numbers, both exclusive; not both at once. */
export const historyQuery = z
  .strictObject({
    before: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    limit: z.coerce.number().int().min(1).max(limits.pageMax).default(limits.page),
  })
  .refine((query) => query.before === undefined || query.after === undefined, { path: ['after'], error: 'bad_format' });
export type HistoryQuery = z.infer<typeof historyQuery>;

export const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(limits.searchQueryMax),
  before: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageMax).default(limits.page),
});
export type SearchQuery = z.infer<typeof searchQuery>;

export const historyPage = z.object({
  /** Oldest first. */
  messages: z.array(message),
  /** The room's newest `seq`. */
  seq: z.number(),
});
export type HistoryPage = z.infer<typeof historyPage>;

export const searchPage = z.object({
  /** Newest first. */
  messages: z.array(message),
});
export type SearchPage = z.infer<typeof searchPage>;
