import { z } from 'zod';
import { limits } from './limits.js';
import { displayNamePattern, usernamePattern } from './patterns.js';

/** What somebody may do across the whole site. */
export const userRole = z.enum(['member', 'moderator', 'admin']);

/** A person as everybody sees him. */
export const user = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.string(),
  avatarUrl: z
    .string()
    .describe('Absolute path on the server; changes whenever the picture does, so it can be cached for ever.'),
  role: userRole,
  guest: z.boolean(),
});
export type User = z.infer<typeof user>;
export type UserRole = z.infer<typeof userRole>;

export const username = z.string().regex(usernamePattern);
export const password = z.string().min(limits.passwordMin).max(limits.passwordMax);
/** Free text in one line; trimmed by the server. */
export const displayName = z.string().trim().min(1).max(limits.displayNameMax).regex(displayNamePattern);

/** `PATCH /me`. Changing the password needs the current one, and ends every other session. */
export const updateMe = z
  .strictObject({
    displayName: displayName.optional(),
    password: password.optional(),
    currentPassword: z.string().max(limits.passwordMax).optional(),
  })
  .refine((body) => body.password === undefined || body.currentPassword !== undefined, {
    path: ['currentPassword'],
    error: 'required',
  });
export type UpdateMe = z.infer<typeof updateMe>;
