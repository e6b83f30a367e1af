import type { File as ChatFile } from '@chat-room/protocol';
import type { RoomMessage, Upload } from '../../client/types.js';

/** Shown as a picture only when the server measured it as one. */
export const isPicture = ({ type, width, height }: ChatFile): boolean =>
  type.startsWith('image/') && width !== undefined && height !== undefined;

/** Then it is shown before it is up. */
export const hasPreview = ({ previewUrl, width, height }: Upload): boolean => Boolean(previewUrl && width && height);

export const hasFiles = ({ files, uploads = [] }: RoomMessage): boolean => files.length + uploads.length > 0;

/** Then the time lies on the picture. */
export const hasOnlyPictures = (message: RoomMessage): boolean =>
  hasFiles(message) && message.files.every(isPicture) && (message.uploads ?? []).every(hasPreview);
