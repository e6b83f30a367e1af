import { isAcceptedType } from '@chat-room/protocol/file-types';
import { limits } from '@chat-room/protocol/limits';
import { laterFormats } from '../../../locales/formats-later.js';
import { mediaWords } from '../../../locales/media-words.js';
import type { ChatContext } from '../../chat-element.js';

/** Why the server would not take a file of this kind. Of what the browser does not know, the content decides later. */
export function refusedKind({ name, type }: File, { t, config }: ChatContext): string | undefined {
  const accepted = config?.fileTypes ?? ['*'];
  if (type === '' || isAcceptedType(type, accepted)) return undefined;
  return mediaWords(t)('composer.wrongKind', { name, kinds: accepted.join(', ') });
}

/** Why the server would not take a file of this size. */
export function refusedSize({ name, size }: File, { t, lang, config }: ChatContext): string | undefined {
  const most = config?.maxFileBytes ?? limits.fileBytes;
  if (size <= most) return undefined;
  return mediaWords(t)('composer.tooLarge', { name, size: laterFormats(lang).size(most) });
}

/** Files that one message carries at most, and what is said of others. */
export function mostFiles({ t, config }: ChatContext): { n: number; sentence: string } {
  const n = config?.filesPerMessage ?? limits.filesPerMessage;
  return { n, sentence: mediaWords(t)('composer.tooMany', { n }) };
}
