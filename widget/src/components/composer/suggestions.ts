import type { User } from '@chat-room/protocol';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RoomStore } from '../../client/types.js';
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

/** The field that a name is written in. */
interface Field extends ReactiveControllerHost {
  readonly ctx: ChatContext;
  readonly room: RoomStore;
  readonly area: HTMLTextAreaElement;
  /** Puts a text where another begins, up to the caret. */
  replace(text: string, start: number): void;
}

/** What is offered while a name is being written: people after `@`, emoji after `:`. Arrows choose, Enter and Tab take. */
export class Suggestions {
  #named: Named | undefined;
  #found: readonly Suggestion[] = [];
  #at = 0;

  constructor(private readonly field: Field) {}

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
    this.field.requestUpdate();
  }

  /** Offers what the name before the caret may mean; the emoji of a whole `:name:` takes its place at once. */
  async update(): Promise<void> {
    const { area } = this.field;
    const text = area.value;
    const named = namedBefore(text, area.selectionStart);
    if (!named) {
      this.close();
      return;
    }
    this.#named = named;
    const { lang } = this.field.ctx;
    const found = named.sign === '@' ? findPeople(this.#people(), named.query) : await findEmoji(lang, named);
    // Another letter came meanwhile.
    if (this.#named !== named) return;
    if (named.isWhole) {
      this.close();
      if (found[0] && area.value === text) this.field.replace(found[0].text, named.start);
      return;
    }
    // Nothing is left to choose: Enter is to send.
    const [only] = found;
    const isWritten = found.length === 1 && only?.text.toLowerCase() === `@${named.query.toLowerCase()}`;
    this.#found = isWritten ? [] : found;
    this.#at = 0;
    this.field.requestUpdate();
  }

  /** Whether the key was one of these, which takes it from the field. */
  key(event: KeyboardEvent): boolean {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.#at = (this.#at + step + this.#found.length) % this.#found.length;
      this.field.requestUpdate();
    } else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' || event.key === 'Tab') this.#take(this.#at);
    else return false;
    event.preventDefault();
    return true;
  }

  view(): TemplateResult | typeof nothing {
    const { ctx } = this.field;
    if (!this.isOpen) return nothing;
    return html`<ul class="suggestions" id="suggestions" role="listbox" aria-label=${laterWords(ctx.t)('composer.suggestions')}>
      ${this.#found.map(
        ({ name, text, user }, at) =>
          html`<li
            id="suggestion-${at}"
            role="option"
            aria-selected=${at === this.#at}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#take(at)}
          >
            ${user ? avatar(ctx, user, 24) : html`<span class="emoji">${text}</span>`}<bdi>${name}</bdi>
            ${user && user.displayName !== user.username ? html`<small dir="ltr">@${user.username}</small>` : nothing}
          </li>`,
      )}
    </ul>`;
  }

  #take(at: number): void {
    const { text = '', user } = this.#found[at] ?? {};
    if (!user && text) rememberEmoji(text);
    this.field.replace(`${text} `, this.#named?.start ?? this.field.area.selectionStart);
    this.close();
  }

  /** Whoever is here, then whoever has spoken lately. */
  #people(): User[] {
    const { online, messages } = this.field.room;
    const me = this.field.ctx.client.session.user?.id;
    const known = [...online, ...messages.slice(-200).map(({ sender }) => sender)];
    return [...new Map(known.map((user) => [user.id, user])).values()].filter(({ id }) => id !== me);
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
