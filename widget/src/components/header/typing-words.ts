import type { User } from '@chat-room/protocol';
import type { Translate } from '../../locales/translate.js';

/** Who is writing now, or nothing. */
export function typingWords(t: Translate, typing: readonly User[]): string {
  const [one, two] = typing;
  if (!one) return '';
  if (!two) return t('room.typingOne', { name: one.displayName });
  if (typing.length === 2) return t('room.typingTwo', { name: one.displayName, other: two.displayName });
  return t('room.typingMany');
}
