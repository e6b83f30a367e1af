import { isAcceptedType } from '@chat-room/protocol/file-types';
import { limits } from '@chat-room/protocol/limits';
import type { Upload } from '../client/types.js';
import { isReadable } from '../client/uploads/readable.js';
import { laterFormats } from '../locales/formats-later.js';
import { mediaWords, type TranslateAll } from '../locales/media-words.js';
import type { ChatContext } from './chat-element.js';

type Facts = Pick<Upload, 'name' | 'type' | 'size'>;

/** Why the server would not take a file of this kind. Of what the browser does not know, the content decides later. */
export function refusedKind({ name, type }: Facts, ctx: ChatContext): string | undefined {
  return type === '' || isAcceptedType(type, acceptedBy(ctx)) ? undefined : wrongKind(name, ctx);
}

/** Why the server would not take a file of this size. */
export function refusedSize({ name, size }: Facts, { t, lang, config }: ChatContext): string | undefined {
  const most = config?.maxFileBytes ?? limits.fileBytes;
  if (size <= most) return undefined;
  return mediaWords(t)('composer.tooLarge', { name, size: laterFormats(lang).size(most) });
}

/** What is said of a file without bytes that could be read: a folder, or one that has been changed or taken away. */
export async function unreadable(file: File, { t }: ChatContext): Promise<string | undefined> {
  return (await isReadable(file)) ? undefined : mediaWords(t)('composer.unreadable', { name: file.name });
}

/** Files that one message carries at most, and what is said of others. */
export function mostFiles({ t, config }: ChatContext): { n: number; sentence: string } {
  const n = config?.filesPerMessage ?? limits.filesPerMessage;
  return { n, sentence: mediaWords(t)('composer.tooMany', { n }) };
}

/** Whether no other try would bring the file in. What a person's files have in all becomes less when he deletes some. */
export function isRefusedForGood({ problem }: Upload): boolean {
  const { code, isQuota } = problem ?? {};
  return code === 'unsupported_type' || code === 'not_found' || (code === 'too_large' && !isQuota);
}

/** Why the server has not taken a file, and what it would take, as far as that is known; nothing for what is not the file's fault. */
export function refusalOf(upload: Upload, ctx: ChatContext): string | undefined {
  const { name, problem } = upload;
  const t = mediaWords(ctx.t);
  const size = laterFormats(ctx.lang).size(problem?.limit ?? 0);
  if (problem?.isQuota) return t('file.quota', { size });
  if (problem?.isHarmful) return t('file.harmful', { name });
  if (problem?.code === 'not_found') return t('composer.unreadable', { name });
  // Also of what only seemed to be of one that is accepted.
  if (problem?.code === 'unsupported_type')
    return acceptedBy(ctx).includes('*') ? t('file.refused', { name }) : wrongKind(name, ctx);
  if (problem?.code !== 'too_large') return undefined;
  if (problem.limit !== undefined) return t('composer.tooLarge', { name, size });
  // Something before the server has its own limit, and does not say which.
  return refusedSize(upload, ctx) ?? t('file.tooLargeHere', { name });
}

const acceptedBy = ({ config }: ChatContext): readonly string[] => config?.fileTypes ?? ['*'];

function wrongKind(name: string, ctx: ChatContext): string {
  const t = mediaWords(ctx.t);
  const kinds = acceptedBy(ctx).map((kind) => nameOf(kind, t));
  return t('composer.wrongKind', { name, kinds: laterFormats(ctx.lang).list(kinds) });
}

/** A media type in a person's words, as far as there are some: families by name, others by what their files mostly end with. */
function nameOf(type: string, t: TranslateAll): string {
  const [family = '', kind = ''] = type.split('/');
  const families = { image: 'kind.image', video: 'kind.video', audio: 'kind.audio', text: 'kind.text' } as const;
  if (kind === '*' && family in families) return t(families[family as keyof typeof families]);
  if (kind === 'plain') return 'TXT';
  return /^[a-z\d]{2,5}$/.test(kind) ? kind.toUpperCase() : type;
}
