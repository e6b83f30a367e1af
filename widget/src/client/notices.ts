import type { Notice } from './types.js';
import { uuid } from './uuid.js';

/** Comings or goings within this many milliseconds are told in one line. */
const together = 5_000;
const mostNotices = 100;

/**
 * The list with one more notice. Several people who come within seconds share one; who comes back within seconds has never
 * left, as far as the others need to know.
 */
export function withNotice(
  notices: readonly Notice[],
  { type, users, at, afterSeq }: Omit<Notice, 'id'>,
): readonly Notice[] {
  const isRecent = (notice: Notice): boolean => at - notice.at < together;
  const undone = new Set<string>();
  const kept = notices.flatMap((notice) => {
    if (notice.type === type || !isRecent(notice)) return [notice];
    const rest = notice.users.filter(({ id }) => !users.some((user) => user.id === id) || !undone.add(id));
    return rest.length > 0 ? [{ ...notice, users: rest }] : [];
  });
  const told = users.filter(({ id }) => !undone.has(id));
  if (told.length === 0) return undone.size > 0 ? kept : notices;
  const last = kept.at(-1);
  if (last?.type === type && last.afterSeq === afterSeq && isRecent(last)) {
    const known = last.users.filter(({ id }) => !told.some((user) => user.id === id));
    return [...kept.slice(0, -1), { ...last, users: [...known, ...told] }];
  }
  return [...kept, { id: uuid(), type, users: told, at, afterSeq }].slice(-mostNotices);
}
