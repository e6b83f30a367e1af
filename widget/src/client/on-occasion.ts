/** What the client needs once there is occasion, as one lazy chunk. */
export { Account } from './account.js';
export { merged, withMessages, withPerson, withRead } from './conversation-changes.js';
export { Entrances } from './entrances.js';
export { MessageChanges } from './message-changes.js';
export { withNotice } from './notices.js';
export { RoomHistory } from './room-history.js';
export { around, latest, newer, older } from './timeline-pages.js';
