import type { User } from '@chat-room/protocol';
import type { UserModel } from './user.model.js';

/** What others may see of an account. */
export function userView(row: UserModel): User {
  return {
    id: row.id,
    username: row.username,
    displayName: row.displayName,
    avatarUrl: `/api/v1/users/${row.id}/avatar?v=${row.avatarRev}`,
    role: row.role,
    guest: Boolean(row.guest),
  };
}
