import type { File as ChatFile } from '@chat-room/protocol';

/** Recorded messages come in containers of movies too. */
export const isSound = ({ type, voice }: ChatFile): boolean => voice !== undefined || type.startsWith('audio/');

/** What browsers play; the server serves others to be saved only. */
const movies = ['video/mp4', 'video/webm', 'video/ogg', 'video/quicktime'];

export const isMovie = ({ type }: ChatFile): boolean => movies.includes(type);

export const isText = ({ type }: ChatFile): boolean => type === 'text/plain';
