import { z } from 'zod';

/** A file that a message carries. `url` and `thumbnailUrl` are signed and expire; they work in `<img>` without a token. */
export const file = z.object({
  id: z.string(),
  name: z.string(),
  /** Media type found in the content, not claimed by the sender. */
  type: z.string(),
  /** Bytes. */
  size: z.number(),
  url: z.string(),
  /** Pixels, upright; images only. */
  width: z.number().optional(),
  height: z.number().optional(),
  thumbnailUrl: z.string().optional(),
  /** A tiny image as a `data:` URL, to show until the thumbnail is there. */
  placeholder: z.string().optional(),
});
export type File = z.infer<typeof file>;
