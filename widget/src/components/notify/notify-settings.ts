/** How somebody wants to be told of private messages and mentions while he looks elsewhere. All off until he asks for it. */
export interface NotifySettings {
  readonly desktop: boolean;
  readonly sound: boolean;
  /** The number of unread messages in the page's title. */
  readonly title: boolean;
  /** Do not disturb: none of the above for now. */
  readonly quiet: boolean;
}

const key = 'chat-room:notify';
const off: NotifySettings = { desktop: false, sound: false, title: false, quiet: false };

let kept = off;

/** Of this browser, whichever tab they were made in; of the page alone where storage is blocked. */
export function notifySettings(): NotifySettings {
  try {
    kept = { ...off, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<NotifySettings>) };
  } catch {
    // As they were.
  }
  return kept;
}

export function changeNotifySettings(change: Partial<NotifySettings>): void {
  kept = { ...notifySettings(), ...change };
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Kept for this page.
  }
}

/** Whether there is anything to do when a message comes. */
export function wantsNotice(): boolean {
  const { desktop, sound, title, quiet } = notifySettings();
  return !quiet && (desktop || sound || title);
}
