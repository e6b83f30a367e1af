import type { User } from '@chat-room/protocol';
import type { LitElement } from 'lit';
import { adopt, loadAfter } from '../lazy.js';

const mayBeFormatted = /[*_~`>@]|https?:\/\//i;

let format: typeof import('./rich-text/rich-text.js') | undefined;

/** Formats texts. What it takes loads with the first text that may want it, which until then is shown as it was written. */
export class Formatting {
  readonly #people = new Set<string>();
  #me = '';

  constructor(private readonly host: LitElement) {}

  /** Whom one may mean by `@name`. Nobody is forgotten who has been here: his mention stays one. */
  know(people: Iterable<User>, me: User | undefined): void {
    for (const { username } of people) this.#people.add(username.toLowerCase());
    this.#me = me?.username.toLowerCase() ?? '';
    if (me) this.#people.add(this.#me);
  }

  apply(text: string, tabIndex: number): unknown {
    if (!mayBeFormatted.test(text)) return text;
    if (!format) {
      loadAfter(this.host, 'rich-text', async () => {
        format = await import('./rich-text/rich-text.js');
      });
    }
    if (!format) return text;
    adopt(this.host, format.richTextStyles);
    return format.richText(text, { people: this.#people, me: this.#me, tabIndex });
  }

  /** Changes when the same text would look different. */
  versionOf(text: string): unknown {
    return mayBeFormatted.test(text) && `${format !== undefined} ${text.includes('@') && this.#people.size}`;
  }
}
