import { z } from 'zod';
import { limits } from './limits.js';

/** How a recorded message sounds, so that it can be drawn before a byte of it is fetched. */
export const voice = z.object({
  duration: z.number().positive().max(limits.voiceSecondsMax).describe('Seconds.'),
  waveform: z
    .string()
    .regex(new RegExp(`^[0-9a-f]{1,${limits.waveformMax}}$`))
    .describe('How loud it is, from beginning to end: a hexadecimal digit for each part of equal length.'),
});
export type Voice = z.infer<typeof voice>;

/** A file that a message carries. `url` and `thumbnailUrl` are signed and expire; they work in `<img>` without a token. */
export const file = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().describe('Media type found in the content, not claimed by the sender.'),
  size: z.number().describe('Bytes.'),
  url: z.string().describe('Signed path on the server; works without a token until it expires.'),
  width: z.number().optional().describe('Pixels, upright; of images, and of films that say so.'),
  height: z.number().optional(),
  thumbnailUrl: z
    .string()
    .optional()
    .describe('A small picture of it (WebP, no side longer than 720 pixels), signed like `url`; images only.'),
  thumbnails: z
    .array(z.object({ url: z.string(), width: z.number().describe('Pixels.') }))
    .optional()
    .describe('The same in several sizes, narrowest first, as `srcset` takes them; of images larger than a thumbnail.'),
  movingThumbnailUrl: z
    .string()
    .optional()
    .describe(
      'A small picture that moves as it does (WebP), signed like `url`; of animated GIF and WebP that are not very long.',
    ),
  placeholder: z.string().optional().describe('A tiny image as a `data:` URL, to show until the thumbnail is there.'),
  alt: z.string().optional().describe('What is to be seen, in words of the sender, for who cannot see it.'),
  voice: voice.optional().describe('Of a recorded message.'),
});
export type File = z.infer<typeof file>;

export const fileQuery = z.object({
  download: z
    .string()
    .optional()
    .describe('Given, with any value or none, the file is saved, also one of a kind that would be shown.'),
});

/** What a picture is shown as besides itself, stills from small to large. Of every picture that can be shown there is the `medium` one. */
export const thumbnailKinds = ['small', 'medium', 'large', 'moving'] as const;
export type ThumbnailKind = (typeof thumbnailKinds)[number];

export const thumbnailQuery = z.object({
  size: z.enum(thumbnailKinds).default('medium').describe('Which of them; not all pictures have all.'),
});
