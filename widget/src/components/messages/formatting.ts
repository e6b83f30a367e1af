import type { User } from '@chat-room/protocol';
import type { ReactiveControllerHost } from 'lit';
import { lazyPart } from '../lazy.js';
import type { StyledElement } from '../styled-element.js';

const mayBeFormatted = /[*_~`>@]|https?:\/\//i;

/** What finds the marks. */
const richTextPart = lazyPart(() => import('./rich-text/rich-text.js'));
type RichText = ReturnType<typeof richTextPart>;

/** It loads with the first text that may have some. */
function loadedFor(text: string, host: ReactiveControllerHost): RichText {
  return mayBeFormatted.test(text) ? richTextPart(host) : undefined;
}

/** What somebody says himself, without marks, for where it is only mentioned. */
export function plain(text: string, host: ReactiveControllerHost): string {
  return loadedFor(text, host)?.ownWords(text) ?? text;
}

/** Formats texts. Until what it takes has loaded they are shown as they were written. */
export class Formatting {
  readonly #people = new Set<string>();
  #me = '';

  constructor(private readonly host: StyledElement) {}

  /** Whom one may mean by `@name`. Nobody is forgotten who has been here: his mention stays one. */
  know(people: Iterable<User>, me: User | undefined): void {
    for (const { username } of people) this.#people.add(username.toLowerCase());
    this.#me = me?.username.toLowerCase() ?? '';
    if (me) this.#people.add(this.#me);
  }

  apply(text: string, tabIndex: number): unknown {
    const loaded = loadedFor(text, this.host);
    if (!loaded) return text;
    this.host.wear(loaded.richTextStyles);
    return loaded.richText(text, { people: this.#people, me: this.#me, tabIndex });
  }

  /** Changes when the same text would look different. */
  versionOf(text: string): unknown {
    return (
      mayBeFormatted.test(text) && `${richTextPart(this.host) !== undefined} ${text.includes('@') && this.#people.size}`
    );
  }
}
