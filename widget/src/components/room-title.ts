import type { RoomStore } from '../client/types.js';
import type { Translate } from '../locales/translate.js';

/** The room's own title, its slug until that is known. */
export function roomTitle(t: Translate, { room, slug }: Pick<RoomStore, 'room' | 'slug'>): string {
  return room?.title || slug || t('room.name');
}
