import { limits } from '@chat-room/protocol';
import unhomoglyph from 'unhomoglyph';
import { ChatError } from '../errors/chat-error.js';

/** Names that would pass for the house itself, and what looks like them. */
const reserved = new Set(
  [
    'admin',
    'administrator',
    'root',
    'system',
    'sysadmin',
    'moderator',
    'mod',
    'owner',
    'staff',
    'support',
    'help',
    'helpdesk',
    'server',
    'service',
    'bot',
    'chat',
    'chatroom',
    'chat-room',
    'everyone',
    'everybody',
    'all',
    'here',
    'channel',
    'room',
    'guest',
    'anonymous',
    'deleted',
    'unknown',
    'nobody',
    'null',
    'undefined',
    'none',
    'me',
    'self',
    'you',
    'official',
    '系统',
    '系统提示',
    '系统消息',
    '管理员',
    '超级管理员',
    '版主',
    '客服',
    '官方',
    '群聊',
    '所有人',
    '全体成员',
    '匿名',
    '游客',
  ].flatMap((name) => [usernameKey(name), usernameSkeleton(name)]),
);

/** Code points that there is room for in the columns of a name's forms. */
const stored = { key: 128, skeleton: 255 };

const longMarkRun = /^\p{M}|\p{M}{4,}/u;

/** A name as it is stored and shown: composed, so that it has one length and one look. */
export function displayedUsername(name: string): string {
  return name.normalize('NFC');
}

/** What names are compared by: two that differ in case or Unicode form alone are the same name. */
export function usernameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** What look-alikes have in common (Unicode's confusables): two names with one skeleton cannot be told apart at a glance. */
export function usernameSkeleton(name: string): string {
  return unhomoglyph(usernameKey(name)).toLowerCase();
}

/** How the names of guests begin; nobody with an account has such a name. */
export const guestPrefix = 'guest-';

/** Whether a name passes for a guest's. */
export function isGuestName(name: string): boolean {
  return usernameSkeleton(name).startsWith(usernameSkeleton(guestPrefix));
}

/** Whether anybody may have the name, imported accounts with names of their own included. */
export function mayBeUsername(name: string): boolean {
  return !/\p{Cc}/u.test(name);
}

/**
 * Throws `invalid` for names nobody may take; their form is checked by the protocol's schema before. `shortest` is in code points:
 * imported names may be shorter than new ones (LEGACY quirk 11).
 */
export function assertUsernameAllowed(name: string, shortest: number = limits.usernameMin): void {
  if (longMarkRun.test(name.normalize('NFD').replace(/[\p{Script=Hangul}]/gu, ''))) {
    throw new ChatError('invalid', {
      message: 'This name stacks too many marks on one letter.',
      fields: { username: 'bad_characters' },
    });
  }
  const problem = lengthProblem(name, shortest);
  if (problem) {
    throw new ChatError('invalid', {
      message: `A name has ${shortest} to ${limits.usernameMax} characters.`,
      fields: { username: problem },
    });
  }
  if (reserved.has(usernameKey(name)) || reserved.has(usernameSkeleton(name))) {
    throw reservedName();
  }
}

export function reservedName(): ChatError {
  return new ChatError('invalid', {
    message: 'This name is reserved; choose another one.',
    fields: { username: 'reserved' },
  });
}

/** One letter may be several in another form, a ligature that spells out a sentence, say; or several be one. */
function lengthProblem(name: string, shortest: number): 'too_short' | 'too_long' | undefined {
  const characters = [...displayedUsername(name)].length;
  if (characters < shortest) return 'too_short';
  const fits =
    characters <= limits.usernameMax &&
    [...usernameKey(name)].length <= stored.key &&
    [...usernameSkeleton(name)].length <= stored.skeleton;
  return fits ? undefined : 'too_long';
}
