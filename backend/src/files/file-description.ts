import { type File, limits, voice } from '@chat-room/protocol';
import { ChatError } from '../errors/chat-error.js';

/** What a sender says of a file, beside its name. */
export type FileDescription = Pick<File, 'alt' | 'voice'>;

/** As a row keeps it. */
export interface DescriptionColumns {
  readonly alt: string | null;
  /** JSON. */
  readonly voice: string | null;
}

/** What nobody reads: control characters but line breaks, halves of pairs, marks that turn the reading direction round. */
const unreadable = /[^\P{Cc}\n]|[\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

/** The description in an upload's metadata `alt`, `duration` and `waveform`. Throws `invalid`. */
export function claimedDescription(metadata: ReadonlyMap<string, string>): FileDescription {
  const alt = readable(metadata.get('alt') ?? '');
  return { ...(alt && { alt }), ...claimedVoice(metadata) };
}

/** The media type in the metadata `filetype`, when it says anything. */
export function claimedType(metadata: ReadonlyMap<string, string>): { type?: string } {
  const type = metadata.get('filetype')?.split(';')[0]?.trim().toLowerCase();
  return type && type !== 'application/octet-stream' ? { type } : {};
}

export function columnsOfDescription({ alt, voice }: FileDescription): DescriptionColumns {
  return { alt: alt ?? null, voice: voice ? JSON.stringify(voice) : null };
}

export function descriptionOf({ alt, voice: json }: DescriptionColumns): FileDescription {
  return { ...(alt !== null && { alt }), ...(json !== null && { voice: voice.parse(JSON.parse(json)) }) };
}

function claimedVoice(metadata: ReadonlyMap<string, string>): Pick<FileDescription, 'voice'> {
  const waveform = metadata.get('waveform');
  if (waveform === undefined) return {};
  const found = voice.safeParse({ duration: Number(metadata.get('duration')), waveform });
  if (found.success) return { voice: found.data };
  throw new ChatError('invalid', {
    message: 'A voice message says its duration in seconds, and a wave form in hexadecimal digits.',
  });
}

function readable(text: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(unreadable, '').trim();
  return [...clean.normalize('NFC')].slice(0, limits.altTextMax).join('');
}
