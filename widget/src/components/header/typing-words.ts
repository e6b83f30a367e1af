import type { User } from '@chat-room/protocol';
import { laterWords } from '../../locales/later-words.js';
import type { Translate } from '../../locales/translate.js';

/** Who is writing now, or nothing. */
export function typingWords(first: Translate, typing: readonly User[]): string {
  const t = laterWords(first);
  const [one, two] = typing;
  if (!one) return '';
  if (!two) return t('room.typingOne', { name: one.displayName });
  if (typing.length === 2) return t('room.typingTwo', { name: one.displayName, other: two.displayName });
  return t('room.typingMany');
}
