import type { User } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../locales/languages.js';
import { laterWords } from '../../locales/later-words.js';
import { avatar } from '../avatar.js';
import type { ChatContext } from '../chat-element.js';
import { emojiNamed, loadEmoji, searchEmoji } from '../emoji/emoji-data.js';
import { rememberEmoji } from '../emoji/recent-emoji.js';
import { type Named, namedBefore } from './named-before.js';

export { suggestionStyles } from './suggestions.styles.js';

const most = 6;

interface Suggestion {
  /** What comes into the text. */
  readonly text: string;
  readonly name: string;
  readonly user?: User;
}

/** What is offered while a name is being written: people after `@`, emoji after `:`. Arrows choose, Enter and Tab take. */
export class Suggestions {
  #named: Named | undefined;
  #found: readonly Suggestion[] = [];
  #at = 0;

  constructor(private readonly changed: () => void) {}

  get isOpen(): boolean {
    return this.#found.length > 0;
  }

  /** The id of the option that is chosen, for `aria-activedescendant`. */
  get activeId(): string | undefined {
    return this.isOpen ? `suggestion-${this.#at}` : undefined;
  }

  close(): void {
    if (!this.#named) return;
    this.#named = undefined;
    this.#found = [];
    this.changed();
  }

  /** Offers what the name before the caret may mean. Resolves with the emoji, and where it goes, when a whole `:name:` is one. */
  async show(
    written: string,
    caret: number,
    people: readonly User[],
    lang: Language,
  ): Promise<{ text: string; start: number } | undefined> {
    const named = namedBefore(written, caret);
    if (!named) {
      this.close();
      return undefined;
    }
    this.#named = named;
    const found = named.sign === '@' ? findPeople(people, named.query) : await findEmoji(lang, named);
    // Another letter came meanwhile.
    if (this.#named !== named) return undefined;
    if (named.isWhole) {
      this.close();
      return found[0] && { text: found[0].text, start: named.start };
    }
    // Nothing is left to choose: Enter is to send.
    const [only] = found;
    const isWritten = found.length === 1 && only?.text.toLowerCase() === `@${named.query.toLowerCase()}`;
    this.#found = isWritten ? [] : found;
    this.#at = 0;
    this.changed();
    return undefined;
  }

  /** The chosen text, and whether the key was one of these. */
  key({ key }: KeyboardEvent): { isTaken: boolean; text?: string } {
    if (!this.isOpen) return { isTaken: false };
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      this.#at = (this.#at + step + this.#found.length) % this.#found.length;
      this.changed();
      return { isTaken: true };
    }
    if (key === 'Escape') this.close();
    else if (key === 'Enter' || key === 'Tab') return { isTaken: true, text: this.#take(this.#at) };
    else return { isTaken: false };
    return { isTaken: true };
  }

  /** Where the text goes that is chosen. */
  get start(): number {
    return this.#named?.start ?? 0;
  }

  view(ctx: ChatContext, take: (text: string) => void): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<ul class="suggestions" id="suggestions" role="listbox" aria-label=${laterWords(ctx.t)('composer.suggestions')}>
      ${this.#found.map(
        ({ name, text, user }, at) =>
          html`<li
            id="suggestion-${at}"
            role="option"
            aria-selected=${at === this.#at}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => take(this.#take(at))}
          >
            ${user ? avatar(ctx, user, 24) : html`<span class="emoji">${text}</span>`}<bdi>${name}</bdi>
            ${user && user.displayName !== user.username ? html`<small>@${user.username}</small>` : nothing}
          </li>`,
      )}
    </ul>`;
  }

  #take(at: number): string {
    const { text = '', user } = this.#found[at] ?? {};
    if (!user && text) rememberEmoji(text);
    return `${text} `;
  }
}

function findPeople(people: readonly User[], query: string): Suggestion[] {
  const wanted = query.toLocaleLowerCase();
  const begins = ({ username, displayName }: User): boolean =>
    username.toLocaleLowerCase().startsWith(wanted) || displayName.toLocaleLowerCase().startsWith(wanted);
  return people
    .filter(({ username, displayName }) => `${username}\n${displayName}`.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => Number(begins(b)) - Number(begins(a)))
    .slice(0, most)
    .map((user) => ({ text: `@${user.username}`, name: user.displayName, user }));
}

async function findEmoji(lang: Language, { query, isWhole }: Named): Promise<Suggestion[]> {
  const all = await loadEmoji(lang).catch(() => []);
  const found = isWhole ? emojiNamed(all, query) : searchEmoji(all, query);
  return found.slice(0, most).map(({ emoji, name }) => ({ text: emoji, name }));
}
