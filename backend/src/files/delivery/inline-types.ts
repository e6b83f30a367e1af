/** What browsers show without any part of it being run: raster images, sound and moving pictures. All else is only downloaded. */
const inline = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/aac',
  'audio/ogg',
  'audio/opus',
  'audio/wav',
  'audio/x-wav',
  'audio/webm',
  'audio/flac',
  'audio/x-flac',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
]);

export function dispositionOf(type: string): 'inline' | 'attachment' {
  return inline.has(type) ? 'inline' : 'attachment';
}
