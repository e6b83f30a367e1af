import { isAcceptedType } from '@chat-room/protocol/file-types';
import { limits } from '@chat-room/protocol/limits';
import type { Upload } from '../client/types.js';
import { laterFormats } from '../locales/formats-later.js';
import { mediaWords, type TranslateAll } from '../locales/media-words.js';
import type { ChatContext } from './chat-element.js';

type Facts = Pick<Upload, 'name' | 'type' | 'size'>;

/** Why the server would not take a file of this kind. Of what the browser does not know, the content decides later. */
export function refusedKind({ name, type }: Facts, { t: first, lang, config }: ChatContext): string | undefined {
  const accepted = config?.fileTypes ?? ['*'];
  if (type === '' || isAcceptedType(type, accepted)) return undefined;
  const t = mediaWords(first);
  return t('composer.wrongKind', { name, kinds: laterFormats(lang).list(accepted.map((kind) => nameOf(kind, t))) });
}

/** Why the server would not take a file of this size. */
export function refusedSize({ name, size }: Facts, { t, lang, config }: ChatContext): string | undefined {
  const most = config?.maxFileBytes ?? limits.fileBytes;
  if (size <= most) return undefined;
  return mediaWords(t)('composer.tooLarge', { name, size: laterFormats(lang).size(most) });
}

/** Files that one message carries at most, and what is said of others. */
export function mostFiles({ t, config }: ChatContext): { n: number; sentence: string } {
  const n = config?.filesPerMessage ?? limits.filesPerMessage;
  return { n, sentence: mediaWords(t)('composer.tooMany', { n }) };
}

/** Whether the same file would be refused for ever. What a person's files have in all becomes less when he deletes some. */
export function isRefusedForGood({ problem }: Upload): boolean {
  return problem?.code === 'unsupported_type' || (problem?.code === 'too_large' && !problem.isQuota);
}

/** Why the server has not taken a file, and what it would take, as far as that is known; nothing for what is not the file's fault. */
export function refusalOf(upload: Upload, ctx: ChatContext): string | undefined {
  const { name, problem } = upload;
  const t = mediaWords(ctx.t);
  const size = laterFormats(ctx.lang).size(problem?.limit ?? 0);
  if (problem?.isQuota) return t('file.quota', { size });
  if (problem?.code === 'unsupported_type') return refusedKind(upload, ctx) ?? t('file.refused', { name });
  if (problem?.code !== 'too_large') return undefined;
  if (problem.limit !== undefined) return t('composer.tooLarge', { name, size });
  // Something before the server has its own limit, and does not say which.
  return refusedSize(upload, ctx) ?? t('file.tooLargeHere', { name });
}

/** A media type in a person's words, as far as there are some: families by name, others by what their files mostly end with. */
function nameOf(type: string, t: TranslateAll): string {
  const [family = '', kind = ''] = type.split('/');
  const families = { image: 'kind.image', video: 'kind.video', audio: 'kind.audio', text: 'kind.text' } as const;
  if (kind === '*' && family in families) return t(families[family as keyof typeof families]);
  if (kind === 'plain') return 'TXT';
  return /^[a-z\d]{2,5}$/.test(kind) ? kind.toUpperCase() : type;
}
