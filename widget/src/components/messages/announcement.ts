import type { User } from '@chat-room/protocol';
import type { RoomMessage } from '../../client/types.js';
import { laterWords } from '../../locales/later-words.js';
import type { Translate } from '../../locales/translate.js';

/** More of them at once are counted instead of read out. */
const readOut = 3;

/** What screen readers are told of the messages after `upTo`: those of others; `undefined` when there is nothing to tell. */
export function announcement(
  messages: readonly RoomMessage[],
  upTo: number,
  me: User | undefined,
  first: Translate,
  plain: (text: string) => string,
): string | undefined {
  const news = messages.filter(
    ({ seq, sender, deletedAt }) => seq !== undefined && seq > upTo && sender.id !== me?.id && !deletedAt,
  );
  if (news.length === 0) return undefined;
  const t = laterWords(first);
  if (news.length > readOut) return t('messages.newCount', { n: news.length });
  return news
    .map(({ sender, text, files }) =>
      t('messages.announce', {
        name: sender.displayName,
        text: plain(text) || (files[0]?.name ?? t('messages.file')),
      }),
    )
    .join('\n');
}
