const key = 'chat-room:recent-emoji';
const kept = 16;

let recent: readonly string[] | undefined;

/** The last ones used in this browser, newest first; for the page alone where storage is blocked. */
export function recentEmoji(): readonly string[] {
  recent ??= read();
  return recent;
}

function read(): string[] {
  try {
    return (localStorage.getItem(key) ?? '').split(' ').filter(Boolean);
  } catch {
    return [];
  }
}

export function rememberEmoji(emoji: string): void {
  recent = [emoji, ...recentEmoji().filter((other) => other !== emoji)].slice(0, kept);
  try {
    localStorage.setItem(key, recent.join(' '));
  } catch {
    // Blocked or full: nothing is lost but a convenience.
  }
}
