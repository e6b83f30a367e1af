import type { User } from '@chat-room/protocol';

/** Somebody who is not heard of for this many milliseconds has stopped. */
const expiry = 6_000;
/** Sent at most this often while the person goes on. */
const repeat = 3_000;
/** No key for this long: stopped. */
const pause = 5_000;

type Timer = ReturnType<typeof setTimeout>;

/** Who is typing in a room, as the others say. */
export class Typists {
  users: readonly User[] = [];
  readonly #timers = new Map<string, Timer>();

  constructor(private readonly changed: () => void) {}

  receive(user: User, isTyping: boolean): void {
    clearTimeout(this.#timers.get(user.id));
    this.#timers.delete(user.id);
    this.users = this.users.filter(({ id }) => id !== user.id);
    if (isTyping) {
      this.users = [...this.users, user];
      this.#timers.set(
        user.id,
        setTimeout(() => this.receive(user, false), expiry),
      );
    }
    this.changed();
  }

  /** Whoever has sent his message is not typing it any more. */
  sent(userId: string): void {
    const user = this.users.find(({ id }) => id === userId);
    if (user) this.receive(user, false);
  }

  reset(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.users = [];
  }
}

/** Tells the others that this person types: not at every key, and that he stopped, though nobody says so. */
export class TypingSignal {
  #sentAt = 0;
  #timer?: Timer;

  constructor(private readonly send: (isTyping: boolean) => void) {}

  set(isTyping: boolean): void {
    clearTimeout(this.#timer);
    if (isTyping) {
      this.#timer = setTimeout(() => this.set(false), pause);
      if (Date.now() - this.#sentAt < repeat) return;
      this.#sentAt = Date.now();
      this.send(true);
    } else if (this.#sentAt > 0) {
      this.#sentAt = 0;
      this.send(false);
    }
  }

  /** The message itself tells the others. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#sentAt = 0;
  }
}
