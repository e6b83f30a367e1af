import type { User } from '@chat-room/protocol';
import type { RoomMessage } from '../../client/types.js';
import { laterWords } from '../../locales/later-words.js';
import type { Translate } from '../../locales/translate.js';

/** What screen readers are told: each message of somebody else that arrives while one is here, once, and no old ones. */
export class Announcements {
  private upTo: number | undefined;

  /** Another room: what it holds already is not news. */
  begin(): void {
    this.upTo = undefined;
  }

  next(
    messages: readonly RoomMessage[],
    me: User | undefined,
    first: Translate,
    plain: (text: string) => string,
  ): string | undefined {
    const newest = messages.findLast(({ seq }) => seq !== undefined)?.seq;
    if (newest === undefined) {
      // An empty room: the first message that comes is news.
      this.upTo ??= messages.length === 0 ? undefined : 0;
      return undefined;
    }
    const { upTo } = this;
    if (upTo !== undefined && newest <= upTo) return undefined;
    this.upTo = newest;
    if (upTo === undefined) return undefined;
    const news = messages.filter(
      ({ seq, sender, deletedAt }) => seq !== undefined && seq > upTo && sender.id !== me?.id && !deletedAt,
    );
    const last = news.at(-1);
    if (!last) return undefined;
    const t = laterWords(first);
    if (news.length > 3) return t('messages.newCount', { n: news.length });
    return news
      .map(({ sender, text, files }) =>
        t('messages.announce', {
          name: sender.displayName,
          text: plain(text) || (files[0]?.name ?? t('messages.file')),
        }),
      )
      .join('\n');
  }
}
