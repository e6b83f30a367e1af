import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { RoomStore } from '../../client/types.js';
import type { ChatElement } from '../chat-element.js';
import '../conversations/conversation-list.js';
import '../people/people-list.js';

export { styles } from './side-lists.styles.js';

export type Side = 'people' | 'conversations';

/** From this width on, in pixels, a list has its place beside the conversation; below it opens over it. */
const widthFor: Readonly<Record<Side, number>> = { people: 720, conversations: 1040 };

interface Host extends ChatElement {
  readonly home: RoomStore;
  readonly current: RoomStore;
  readonly width: number;
  openConversation(slug: string): void;
  talkTo(username: string): void;
}

/** The people and the other conversations at the sides, as one lazy chunk. */
export class SideLists implements ReactiveController {
  private side: Side | undefined;
  private opener: HTMLElement | undefined;
  private wantsFocus = false;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  get isOver(): boolean {
    return this.side !== undefined && this.host.width < widthFor[this.side];
  }

  open(side: Side): void {
    this.opener = this.deepFocus();
    this.wantsFocus = true;
    this.show(side);
  }

  /** The focus goes back where it came from. */
  readonly close = (): void => {
    if (!this.side) return;
    this.show(undefined);
    void this.host.updateComplete.then(() => this.opener?.focus());
  };

  /** Without the focus: the person goes elsewhere. */
  leave(): void {
    this.show(undefined);
  }

  hostUpdated(): void {
    if (!this.wantsFocus || !this.side) return;
    this.wantsFocus = false;
    this.host.renderRoot.querySelector<HTMLElement>(`chat-room-${this.side}`)?.focus();
  }

  conversations(): TemplateResult {
    const { host } = this;
    return html`<aside
      class="start ${this.side === 'conversations' ? 'open' : ''}"
      part="conversations"
      ?inert=${this.isOver && this.side !== 'conversations'}
    >
      ${
        this.isSeen('conversations')
          ? html`<chat-room-conversations
              .ctx=${host.ctx}
              .current=${host.current}
              .home=${host.home}
              .closable=${this.isOver && this.side === 'conversations'}
              @chosen=${(event: CustomEvent<string>) => host.openConversation(event.detail)}
              @closed=${this.close}
            ></chat-room-conversations>`
          : nothing
      }
    </aside>`;
  }

  /** Of a room that there is. */
  people(): TemplateResult | typeof nothing {
    const { host } = this;
    if (host.home.state === 'failed') return nothing;
    return html`<aside
      class="end ${this.side === 'people' ? 'open' : ''}"
      part="people"
      ?inert=${this.isOver && this.side !== 'people'}
    >
      ${
        this.isSeen('people')
          ? html`<chat-room-people
              .ctx=${host.ctx}
              .room=${host.home}
              .closable=${this.isOver && this.side === 'people'}
              @chosen=${(event: CustomEvent<string>) => host.talkTo(event.detail)}
              @closed=${this.close}
            ></chat-room-people>`
          : nothing
      }
    </aside>`;
  }

  veil(): TemplateResult | typeof nothing {
    return this.isOver ? html`<div class="veil" @click=${this.close}></div>` : nothing;
  }

  private isSeen(side: Side): boolean {
    return this.side === side || this.host.width >= widthFor[side];
  }

  private show(side: Side | undefined): void {
    this.side = side;
    this.host.requestUpdate();
  }

  private deepFocus(): HTMLElement | undefined {
    let focused = this.host.shadowRoot?.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused instanceof HTMLElement ? focused : undefined;
  }
}
