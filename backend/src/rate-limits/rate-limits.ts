/** How often each thing may be done: `points` times in `duration` seconds for one key. Documented in docs/operating.md. */
export const rateLimits = {
  /** Failed sign-ins, by name. */
  'login-name': { points: 10, duration: 900 },
  /** Failed sign-ins, by address; a whole school may share one. */
  'login-address': { points: 100, duration: 900 },
  /** New accounts, by address. */
  register: { points: 300, duration: 3600 },
  /** Attempts at one name, by name: stops a race for a name, hinders nobody. */
  'register-name': { points: 30, duration: 3600 },
  /** New guests, by address. */
  guest: { points: 300, duration: 3600 },
  /** Sign-ins with a token of the host site, by person. */
  'host-sign-in': { points: 120, duration: 600 },
  /** Messages, edits, deletions and reactions, by person. */
  message: { points: 60, duration: 10 },
  /** Joining rooms and opening conversations, by person. */
  join: { points: 120, duration: 60 },
  /** New rooms, by person. */
  room: { points: 100, duration: 3600 },
  /** Leaving rooms, by person. */
  leave: { points: 120, duration: 60 },
  /** Read marks, by person. */
  read: { points: 120, duration: 10 },
  /** Typing signals, by person. */
  typing: { points: 30, duration: 10 },
  /** Searches, by person. */
  search: { points: 60, duration: 60 },
  /** New uploads, by person. */
  upload: { points: 120, duration: 600 },
  /** Changes of the account, by person. */
  account: { points: 60, duration: 600 },
} as const;

export type LimitedAction = keyof typeof rateLimits;
