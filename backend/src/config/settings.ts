import { limits, roomSlugPattern } from '@chat-room/protocol';
import { z } from 'zod';
import { isDatabaseUrl } from './database-url.js';
import { legacyListeners } from './legacy-listeners.js';
import { scannerAddress } from './scanner-address.js';
import { storageUrl } from './storage-url.js';

const onOff = (byDefault: 'on' | 'off') =>
  z
    .enum(['on', 'off'], { error: 'must be "on" or "off"' })
    .default(byDefault)
    .transform((value) => value === 'on');

const wholeNumber = (min: number, max: number, byDefault: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error }).default(byDefault);
};

/**
 * Every setting, in the order of the docs. `.env.example` and the docs' table are made from this: the description is the
 * sentence an operator reads.
 */
export const settings = z.object({
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on; `0.0.0.0` for all'),
  PORT: wholeNumber(0, 65_535, 3000).describe('Port of HTTP and Socket.IO; `0` takes a free one'),
  CHAT_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .optional()
    .describe('Where people reach this server from outside; for links in notices to old clients'),
  CHAT_DATA_DIR: z.string().min(1).default('./data').describe('Database file, uploads, and the signing secret'),
  CHAT_DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, { error: 'must be like mysql://user:password@host:3306/name or sqlite:path' })
    .optional()
    .describe('`mysql://user:pass@host:3306/name` or `sqlite:path`; a SQLite file in the data directory by default'),
  CHAT_STORAGE_URL: z
    .string()
    .transform(storageUrl)
    .optional()
    .describe(
      'Where files are kept: `file:folder`, or `s3://key:secret@host/bucket?region=…` (`&tls=off` for plain http); `files` in the data directory by default',
    ),
  CHAT_REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/./, { error: 'must begin with redis:// or rediss://' })
    .optional()
    .describe('Joins several servers on one database into one chat'),
  CHAT_SECRET: z
    .string()
    .min(32, { error: 'must have at least 32 characters' })
    .optional()
    .describe(
      'Signs tokens; made and kept in the data directory by default, required when several servers share a database',
    ),
  CHAT_ALLOWED_ORIGINS: z
    .string()
    .default('*')
    .transform((value) =>
      value
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .describe('Who may embed the chat: `*`, or origins with commas between'),
  CHAT_TRUST_PROXY: wholeNumber(0, 10, 0).describe(
    'How many reverse proxies stand in front; their `X-Forwarded-For` is believed',
  ),
  CHAT_REGISTRATION: onOff('on').describe('Whether visitors may make accounts'),
  CHAT_GUESTS: z
    .enum(['off', 'read', 'write'], { error: 'must be off, read or write' })
    .default('write')
    .describe(
      'What visitors without an account may do where a page has `<chat-room guest>`: nothing (`off`), `read`, or `write`',
    ),
  CHAT_HOST_SECRET: z
    .string()
    .min(32, { error: 'must have at least 32 characters' })
    .optional()
    .describe(
      "Shared with your site's own backend, which signs its users in with tokens (HS256); not the same as `CHAT_SECRET`",
    ),
  CHAT_ROOM_CREATION: onOff('on').describe('Whether joining a room that does not exist makes it'),
  CHAT_MAX_MESSAGE_CHARS: wholeNumber(1, limits.messageCharsCeiling, limits.messageChars).describe(
    'Longest message, in characters',
  ),
  CHAT_MAX_FILE_BYTES: wholeNumber(1, Number.MAX_SAFE_INTEGER, limits.fileBytes).describe('Largest file'),
  CHAT_FILE_TYPES: z
    .string()
    .regex(/^(\*|[a-z]+\/([a-z0-9.+-]+|\*))(\s*,\s*(\*|[a-z]+\/([a-z0-9.+-]+|\*)))*$/, {
      error: 'must be * or media types with commas between, like image/*,application/pdf',
    })
    .default('*')
    .transform((value) => value.split(/\s*,\s*/))
    .describe(
      'Kinds of files that are accepted, found in their content: `*`, or media types with commas between, such as `image/*,application/pdf`',
    ),
  CHAT_USER_QUOTA_BYTES: wholeNumber(0, Number.MAX_SAFE_INTEGER, 5_368_709_120).describe(
    'Bytes that all files of one person may have together; `0` for no limit',
  ),
  CHAT_SCAN_COMMAND: z
    .string()
    .default('')
    .transform((value) => value.split(/\s+/).filter(Boolean))
    .describe(
      'Program that is given the path of each file before anybody can have it: it ends with 0 for a harmless one, 1 for a harmful one; such as `clamdscan --fdpass --no-summary`',
    ),
  CHAT_SCAN_CLAMAV: z
    .string()
    .transform(scannerAddress)
    .optional()
    .describe(
      'Socket of ClamAV, which is sent each file before anybody can have it: `unix:/run/clamav/clamd.ctl` or `tcp:host:3310`',
    ),
  CHAT_LEAVE_GRACE_MS: wholeNumber(0, 600_000, 5000).describe(
    'How long somebody may be gone (a reload, a tunnel) before the room is told that he left',
  ),
  CHAT_RATE_LIMITS: onOff('on').describe('`off` for load tests only'),
  CHAT_LEGACY_LISTEN: z
    .string()
    .default('127.0.0.1:5000?long=4')
    .transform(legacyListeners)
    .describe(
      'Listeners for old desktop clients, with commas between: `host:port?long=4` (Windows) or `long=8`, `&emoji=raw`, `&path=network`; or `off`',
    ),
  CHAT_LEGACY_ROOM: z
    .string()
    .regex(roomSlugPattern, { error: "must be a room's slug: 1 to 64 of a-z 0-9 - _ . :" })
    .default('lobby')
    .describe('The room that is the group chat of old clients'),
  CHAT_LEGACY_FILES_DIR: z.string().min(1).optional().describe('Drop folder for command 5 of old clients'),
  CHAT_LEGACY_MAX_FILE_BYTES: wholeNumber(0, 2_147_483_647, limits.fileBytes).describe(
    'Larger files reach old clients as a link',
  ),
  CHAT_LEGACY_LOGIN_SECONDS: wholeNumber(1, 86_400, 30).describe(
    'How long an old client may be connected without logging in; it connects when it is started',
  ),
  CHAT_LEGACY_CONNECTIONS_PER_ADDRESS: wholeNumber(1, 100_000, 1000).describe(
    'Connections of old clients from one address at a time',
  ),
  CHAT_DRAIN_MS: wholeNumber(0, 600_000, 0).describe(
    'How long a server that is told to stop goes on serving, no longer ready, until load balancers have noticed',
  ),
  CHAT_DEMO: onOff('on').describe('Serve the demo pages at `/`'),
  CHAT_LOG: z
    .enum(['text', 'json'], { error: 'must be "text" or "json"' })
    .default('text')
    .describe('How the log is written: `text` or `json`'),
  CHAT_LOG_LEVEL: z
    .enum(['error', 'warn', 'log', 'debug', 'verbose'], { error: 'must be error, warn, log, debug or verbose' })
    .default('log')
    .describe('Least important line that is logged'),
});
