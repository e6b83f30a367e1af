import { z } from 'zod';
import { limits } from './limits.js';
import { displayName, password, user, username } from './user.js';

export const register = z.strictObject({ username, password, displayName: displayName.optional() });
export type Register = z.infer<typeof register>;

/** Looser than `register` on purpose: imported accounts keep names and passwords however short (LEGACY quirk 11). */
export const login = z.strictObject({
  username: z.string().min(1).max(128),
  password: z.string().min(1).max(1024),
});
export type Login = z.infer<typeof login>;

/** What the host site's own backend signed about one of its users; see docs/signing-in.md. */
export const hostSignIn = z.strictObject({ token: z.string().min(1).max(8192) });
export type HostSignIn = z.infer<typeof hostSignIn>;

export const guestSignIn = z.strictObject({ displayName: displayName.optional() });
export type GuestSignIn = z.infer<typeof guestSignIn>;

export const refresh = z.strictObject({ refreshToken: z.string().min(1).max(512) });
export type Refresh = z.infer<typeof refresh>;

/** Answer to everything that signs somebody in, and to refresh. */
export const session = z.object({
  user,
  accessToken: z.string().describe('For `Authorization: Bearer` and for the Socket.IO handshake.'),
  refreshToken: z.string().describe('Works once; using it again ends the session.'),
  expiresIn: z.number().describe('Seconds until the access token expires.'),
});
export type Session = z.infer<typeof session>;

/** `write` includes `read`. Guests never upload files nor begin private conversations. */
export const guestRights = z.enum(['off', 'read', 'write']);
export type GuestRights = z.infer<typeof guestRights>;

export const serverConfig = z.object({
  version: z.string(),
  maxMessageChars: z.number(),
  maxFileBytes: z.number(),
  filesPerMessage: z.number().default(limits.filesPerMessage),
  fileTypes: z
    .array(z.string())
    .default(['*'])
    .describe('Media types that are accepted: `*`, `image/*`, `application/pdf`.'),
  registration: z.boolean().describe('Whether visitors may make accounts.'),
  roomCreation: z.boolean().describe('Whether joining a room that does not exist makes it.'),
  guests: guestRights.describe('What visitors without an account may do.'),
  hostSignIn: z.boolean().describe('Whether people of the host site sign in with a token of its backend.'),
});
/** `GET /config`: what a client must know of this server before anyone signs in. */
export type ServerConfig = z.infer<typeof serverConfig>;
