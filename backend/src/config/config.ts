import { resolve } from 'node:path';
import type { GuestRights } from '@chat-room/protocol';
import type { LegacyListener } from './legacy-listeners.js';
import type { ScannerAddress } from './scanner-address.js';
import { settings } from './settings.js';
import type { StorageConfig } from './storage-url.js';

/** The settings of this process: read once, frozen. Inject it by its class. */
export abstract class Config {
  abstract readonly host: string;
  abstract readonly port: number;
  /** Without a trailing slash. */
  abstract readonly publicUrl: string | undefined;
  /** Absolute. */
  abstract readonly dataDir: string;
  abstract readonly database: DatabaseConfig;
  abstract readonly storage: StorageConfig;
  abstract readonly redisUrl: string | undefined;
  /** As set; `SigningSecret` has the one in force. */
  abstract readonly secret: string | undefined;
  /** `['*']` for everybody. */
  abstract readonly allowedOrigins: readonly string[];
  abstract readonly trustProxy: number;
  abstract readonly registration: boolean;
  abstract readonly guests: GuestRights;
  /** Verifies the tokens of the host site's backend; without it there are none. */
  abstract readonly hostSecret: string | undefined;
  abstract readonly roomCreation: boolean;
  abstract readonly maxMessageChars: number;
  abstract readonly maxFileBytes: number;
  /** Media types that are accepted: `*`, `image/*`, `application/pdf`. */
  abstract readonly fileTypes: readonly string[];
  /** Bytes of all files of one person; 0 for no limit. */
  abstract readonly userQuotaBytes: number;
  /** A program and its arguments, without the file's path; empty for none. */
  abstract readonly scanCommand: readonly string[];
  abstract readonly scanClamav: ScannerAddress | undefined;
  abstract readonly leaveGraceMs: number;
  abstract readonly rateLimits: boolean;
  abstract readonly drainMs: number;
  abstract readonly legacy: LegacyConfig;
  abstract readonly demo: boolean;
  abstract readonly log: {
    readonly format: 'text' | 'json';
    readonly level: 'error' | 'warn' | 'log' | 'debug' | 'verbose';
  };
}

export type DatabaseConfig =
  | { readonly dialect: 'sqlite'; readonly path: string }
  | { readonly dialect: 'mysql'; readonly url: string };

export interface LegacyConfig {
  readonly listeners: readonly LegacyListener[];
  readonly room: string;
  readonly filesDir: string | undefined;
  readonly maxFileBytes: number;
  readonly loginMs: number;
  readonly connectionsPerAddress: number;
}

/** A setting that cannot be used; the message is one sentence for the operator. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment. An empty value counts as not set. Throws `ConfigError`. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = settings.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    const name = String(issue?.path[0]);
    const shown = /SECRET|URL/.test(name) ? '' : `, but is "${given[name]}"`;
    throw new ConfigError(`The setting ${name} ${issue?.message}${shown}.`);
  }
  const s = result.data;
  if (s.CHAT_REDIS_URL !== undefined && s.CHAT_SECRET === undefined) {
    throw new ConfigError(
      'The setting CHAT_SECRET must be there with CHAT_REDIS_URL: all servers of one chat sign with the same secret.',
    );
  }
  const dataDir = resolve(s.CHAT_DATA_DIR);
  return Object.freeze({
    host: s.HOST,
    port: s.PORT,
    publicUrl: s.CHAT_PUBLIC_URL?.replace(/\/+$/, ''),
    dataDir,
    database: databaseOf(s.CHAT_DATABASE_URL, dataDir),
    storage: s.CHAT_STORAGE_URL ?? { kind: 'disk' as const, path: resolve(dataDir, 'files') },
    redisUrl: s.CHAT_REDIS_URL,
    secret: s.CHAT_SECRET,
    allowedOrigins: s.CHAT_ALLOWED_ORIGINS,
    trustProxy: s.CHAT_TRUST_PROXY,
    registration: s.CHAT_REGISTRATION,
    guests: s.CHAT_GUESTS,
    hostSecret: s.CHAT_HOST_SECRET,
    roomCreation: s.CHAT_ROOM_CREATION,
    maxMessageChars: s.CHAT_MAX_MESSAGE_CHARS,
    maxFileBytes: s.CHAT_MAX_FILE_BYTES,
    fileTypes: s.CHAT_FILE_TYPES,
    userQuotaBytes: s.CHAT_USER_QUOTA_BYTES,
    scanCommand: s.CHAT_SCAN_COMMAND,
    scanClamav: s.CHAT_SCAN_CLAMAV,
    leaveGraceMs: s.CHAT_LEAVE_GRACE_MS,
    rateLimits: s.CHAT_RATE_LIMITS,
    drainMs: s.CHAT_DRAIN_MS,
    legacy: {
      listeners: s.CHAT_LEGACY_LISTEN,
      room: s.CHAT_LEGACY_ROOM,
      filesDir: s.CHAT_LEGACY_FILES_DIR && resolve(s.CHAT_LEGACY_FILES_DIR),
      maxFileBytes: s.CHAT_LEGACY_MAX_FILE_BYTES,
      loginMs: s.CHAT_LEGACY_LOGIN_SECONDS * 1000,
      connectionsPerAddress: s.CHAT_LEGACY_CONNECTIONS_PER_ADDRESS,
    },
    demo: s.CHAT_DEMO,
    log: { format: s.CHAT_LOG, level: s.CHAT_LOG_LEVEL },
  });
}

function databaseOf(url: string | undefined, dataDir: string): DatabaseConfig {
  if (url === undefined) return { dialect: 'sqlite', path: resolve(dataDir, 'chat.sqlite') };
  if (url.startsWith('sqlite:')) return { dialect: 'sqlite', path: resolve(url.slice('sqlite:'.length)) };
  return { dialect: 'mysql', url: url.replace(/^mariadb:/, 'mysql:') };
}
