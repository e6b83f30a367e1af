import type { ChatClient, RoomStore } from '../../client/types.js';

/** Where somebody reads: a message, and how many pixels below the upper edge of the list it begins. */
export interface ReadingPlace {
  readonly seq: number;
  readonly top: number;
}

/** Where people were when they left their conversations last, on this page; nowhere when at the end. */
export const readingPlaces = new Map<string, ReadingPlace | undefined>();

export const placeKey = ({ server, session }: ChatClient, { slug }: RoomStore): string =>
  `${server} ${session.user?.id} ${slug}`;
