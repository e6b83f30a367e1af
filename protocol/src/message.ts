import { z } from 'zod';
import { file } from './file.js';
import { limits } from './limits.js';
import { uuidPattern } from './patterns.js';
import { roomSlug } from './room-slug.js';
import { user } from './user.js';

export const reaction = z.object({
  emoji: z.string(),
  count: z.number(),
  mine: z.boolean().describe('Whether the one who receives this is among them.'),
});
export type Reaction = z.infer<typeof reaction>;

export const message = z.object({
  id: z.string(),
  room: z.string().describe("The room's slug."),
  seq: z.number().describe('Place in the room: 1, 2, 3 … without gaps.'),
  rev: z.number().describe('Number of the last change to this message among all changes of the room.'),
  clientId: z.string().describe('UUID made by the sender: sent again, it yields the same message.'),
  sender: user,
  kind: z.enum(['text', 'file', 'system']),
  text: z.string().describe('As it was typed, never markup; empty once deleted.'),
  files: z.array(file),
  replyTo: z
    .object({ id: z.string(), seq: z.number(), sender: user, text: z.string() })
    .optional()
    .describe(
      'The message this one answers. Its text is cut to 200 characters, and empty once that message is deleted.',
    ),
  reactions: z.array(reaction),
  createdAt: z.string().describe('ISO 8601, UTC, like all times.'),
  editedAt: z.string().optional(),
  deletedAt: z.string().optional().describe('Of a tombstone, which has neither text nor files.'),
});
export type Message = z.infer<typeof message>;

const messageId = z.string().min(1).max(64);
/** Only a ceiling: the limit of this server is a setting, checked by its service. */
const text = z.string().max(limits.messageCharsCeiling * 2);
/**
 * One emoji: a pictograph with its modifiers and joiners, a flag, or a keycap. Digits, `#` and `*` are `\p{Emoji}` by the letter of
 * Unicode, and nobody's emoji.
 */
export const emojiPattern =
  /^(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|(?![0-9#*])\p{Emoji}(?:\p{EMod}|\uFE0F)?[\u{E0020}-\u{E007F}]*(?:\u200D(?![0-9#*])\p{Emoji}(?:\p{EMod}|\uFE0F)?)*)$/u;

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
  emoji: z.string().max(limits.emojiMax).regex(emojiPattern),
  on: z.boolean(),
});
export type ReactToMessage = z.infer<typeof reactToMessage>;

/** A number as it stands in an address. `Number` takes nothing at all for zero, and other ways of writing one. */
const fromDigits = (value: unknown): unknown =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
const seqBound = z.preprocess(fromDigits, z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)).optional();
const pageLength = z.preprocess(fromDigits, z.number().int().min(1).max(limits.pageMax)).default(limits.page);

export const historyQuery = z
  .strictObject({
    before: seqBound.describe('Only messages before this `seq`: the last ones of them. Not together with `after`.'),
    after: seqBound.describe('Only messages after this `seq`: the first ones of them.'),
    limit: pageLength,
  })
  .refine((query) => query.before === undefined || query.after === undefined, { path: ['after'], error: 'bad_format' });
export type HistoryQuery = z.infer<typeof historyQuery>;

export const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(limits.searchQueryMax).describe('Every word of it must begin a word of the message.'),
  before: seqBound.describe('Only messages before this `seq`.'),
  limit: pageLength,
});
export type SearchQuery = z.infer<typeof searchQuery>;

export const historyPage = z.object({
  messages: z.array(message).describe('Oldest first.'),
  seq: z.number().describe("The room's newest `seq`."),
});
export type HistoryPage = z.infer<typeof historyPage>;

export const searchPage = z.object({
  messages: z.array(message).describe('Newest first.'),
});
export type SearchPage = z.infer<typeof searchPage>;
