import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';

/** Largest text that is read through to know that it is one. */
const longestText = 16 * 1024 * 1024;

/** Of what nothing can be said, or nothing should be: a browser that takes markup seriously runs it. */
export const unknownType = 'application/octet-stream';
const markup = /\b(?:xml|html|svg)\b|\+xml$/;

/** The media type of a file, found in its content alone. */
export async function mediaTypeOf(path: string, size: number): Promise<string> {
  const found = await signatureOf(path);
  if (found !== undefined) return markup.test(found) ? unknownType : found;
  return size > 0 && size <= longestText && (await isText(path)) ? 'text/plain' : unknownType;
}

async function signatureOf(path: string): Promise<string | undefined> {
  try {
    const found = await fileTypeFromFile(path);
    // Nobody has sound of MPEG's first layer; texts in UTF-16 begin like it.
    return found?.ext === 'mp1' ? undefined : found?.mime.split(';')[0];
  } catch {
    // It begins like something, and does not go on like it.
    return undefined;
  }
}

/** Valid UTF-8 without control characters other than those of texts. */
async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (/[^\P{Cc}\t\n\v\f\r\x1B\x85]/u.test(decoder.decode(chunk, { stream: true }))) return false;
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
