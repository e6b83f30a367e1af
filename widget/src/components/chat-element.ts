import type { ServerConfig, User } from '@chat-room/protocol';
import { property } from 'lit/decorators.js';
import type { ChatClient } from '../client/types.js';
import { type Formats, formats } from '../locales/formats.js';
import type { Language } from '../locales/languages.js';
import type { Translate } from '../locales/translate.js';
import { partNames } from './parts.js';
import { StyledElement } from './styled-element.js';

/** What every part of one `<chat-room>` shares; a new object whenever something in it changes. */
export interface ChatContext {
  readonly client: ChatClient;
  readonly lang: Language;
  readonly t: Translate;
  /** What the server allows, once it has said so. */
  readonly config?: ServerConfig;
  /** Pixels of a picture's longer side above which it is made smaller before it is sent; 0 for never. */
  readonly imageMaxSize: number;
}

/** Base of the inner elements: the shared context and short ways to what templates need of it. */
export abstract class ChatElement extends StyledElement {
  @property({ attribute: false }) ctx!: ChatContext;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('exportparts', partNames);
  }

  protected get t(): Translate {
    return this.ctx.t;
  }

  protected get formats(): Formats {
    return formats(this.ctx.lang);
  }

  protected get me(): User | undefined {
    return this.ctx.client.session.user;
  }

  /** Tells the element around; `detail` is typed by whoever listens. */
  protected tell(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Registers an element once, even when two copies of the script are on one page. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
