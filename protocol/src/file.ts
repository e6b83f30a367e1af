import { z } from 'zod';

/** A file that a message carries. `url` and `thumbnailUrl` are signed and expire; they work in `<img>` without a token. */
export const file = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().describe('Media type found in the content, not claimed by the sender.'),
  size: z.number().describe('Bytes.'),
  url: z.string().describe('Signed path on the server; works without a token until it expires.'),
  width: z.number().optional().describe('Pixels, upright; images only.'),
  height: z.number().optional(),
  thumbnailUrl: z.string().optional().describe('A small picture of it, signed like `url`; images only.'),
  placeholder: z.string().optional().describe('A tiny image as a `data:` URL, to show until the thumbnail is there.'),
});
export type File = z.infer<typeof file>;
