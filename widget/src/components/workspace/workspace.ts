import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { ChatElement, define } from '../chat-element.js';
import { partNames } from '../chat-room/parts.js';
import type { Conversation } from '../conversation/conversation.js';
import '../conversation/conversation.js';
import '../header/room-header.js';
import { explain } from '../explain.js';
import { lazyPart, whenIdle } from '../lazy.js';
import { Watch } from '../watch.js';
import { styles } from './workspace.styles.js';

const listsPart = lazyPart(() => import('../lists.js'));

type Side = 'people' | 'conversations';

/**
 * What somebody who is signed in sees: the conversation, the people in it, the other conversations, the history.
 *
 * @fires account - A guest wants what takes an account.
 * @fires closed - The person wants the launcher's panel closed.
 */
export class Workspace extends ChatElement {
  static override styles = [controls, styles];

  /** The room of the element; private conversations open in its place and lead back to it. */
  @property({ attribute: false }) home!: RoomStore;
  @property({ type: Boolean }) closable = false;

  @state() private other: RoomStore | undefined;
  @state() private side: Side | undefined;
  @state() private view: 'conversation' | 'history' = 'conversation';
  @state() private profileShown = false;
  @state() private failure = '';
  @state() private width = 0;
  @query('chat-room-conversation') private readonly conversation?: Conversation | null;
  private opener: HTMLElement | undefined;
  /** The list that was opened and is not there yet. */
  private wantsFocus: Side | undefined;
  private readonly measure = new ResizeObserver(([entry]) => {
    this.width = entry?.contentRect.width ?? 0;
  });

  constructor() {
    super();
    new Watch(this, () => [this.ctx.client.conversations, this.current]);
  }

  private get current(): RoomStore {
    return this.other ?? this.home;
  }

  private get sideIsOver(): boolean {
    return this.side !== undefined && this.width < (this.side === 'people' ? 720 : 1040);
  }

  override focus(): void {
    this.conversation?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.measure.observe(this);
    whenIdle(() => void import('../lazy-parts.js'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.measure.disconnect();
    this.show(undefined);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('home')) this.show(undefined);
  }

  protected override render(): TemplateResult {
    const { ctx, current, side } = this;
    const isPrivate = current.room?.kind === 'direct';
    const under = this.sideIsOver;
    return html`<div class="layout" @keydown=${this.key}>
        <aside class="start ${side === 'conversations' ? 'open' : ''}" part="conversations" ?inert=${under && side !== 'conversations'}>
          ${this.lists(
            'conversations',
            1040,
            () => html`<chat-room-conversations
            exportparts=${partNames}
            .ctx=${ctx}
            .current=${current.slug}
            .home=${this.home}
            .closable=${under && side === 'conversations'}
            @chosen=${(event: CustomEvent<string>) => this.openConversation(event.detail)}
            @closed=${this.closeSide}
          ></chat-room-conversations>`,
          )}
        </aside>
        <section class="main ${isPrivate ? 'private' : ''}" ?inert=${under}>
          ${
            this.view === 'history'
              ? html`<chat-room-history
                  exportparts=${partNames}
                  .ctx=${ctx}
                  .room=${current}
                  @closed=${() => this.showView('conversation')}
                  @jump=${(event: CustomEvent<number>) => this.jump(event.detail)}
                ></chat-room-history>`
              : html`<chat-room-header
                    exportparts=${partNames}
                    .ctx=${ctx}
                    .room=${current}
                    .home=${this.home}
                    .closable=${this.closable}
                    @home=${() => this.go(undefined)}
                    @people=${() => this.openSide('people')}
                    @conversations=${() => this.openSide('conversations')}
                    @history=${() => this.showView('history')}
                    @profile=${this.openProfile}
                    @closed=${() => this.tell('closed')}
                  ></chat-room-header>
                  <chat-room-conversation
                    exportparts=${partNames}
                    .ctx=${ctx}
                    .room=${current}
                    .failure=${this.failure}
                    @person=${(event: CustomEvent<string>) => this.talkTo(event.detail)}
                    @account=${this.askAccount}
                  ></chat-room-conversation>`
          }
        </section>
        <aside class="end ${side === 'people' ? 'open' : ''}" part="people" ?inert=${under && side !== 'people'}>
          ${this.lists(
            'people',
            720,
            () => html`<chat-room-people
            exportparts=${partNames}
            .ctx=${ctx}
            .room=${this.home}
            .closable=${under && side === 'people'}
            @chosen=${(event: CustomEvent<string>) => this.talkTo(event.detail)}
            @closed=${this.closeSide}
          ></chat-room-people>`,
          )}
        </aside>
      </div>
      ${under ? html`<div class="veil" @click=${this.closeSide}></div>` : nothing}
      ${this.profileShown ? html`<chat-room-profile .ctx=${ctx} @account=${this.askAccount} @closed=${this.closeProfile}></chat-room-profile>` : nothing}`;
  }

  /** The lists at the sides load when they are to be seen: at once where there is room for them, else on demand. */
  private lists(side: Side, from: number, template: () => TemplateResult): TemplateResult | typeof nothing {
    if (this.width < from && this.side !== side) return nothing;
    return listsPart(this) ? template() : nothing;
  }

  private openSide(side: Side): void {
    this.opener = this.deepFocus();
    this.side = side;
    this.wantsFocus = side;
  }

  /** The list may have to load first. */
  protected override updated(): void {
    const list = this.wantsFocus && this.renderRoot.querySelector<HTMLElement>(`chat-room-${this.wantsFocus}`);
    if (!list) return;
    this.wantsFocus = undefined;
    list.focus();
  }

  private readonly closeSide = (): void => {
    if (!this.side) return;
    this.side = undefined;
    void this.updateComplete.then(() => this.opener?.focus());
  };

  private deepFocus(): HTMLElement | undefined {
    let focused = this.shadowRoot?.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused instanceof HTMLElement ? focused : undefined;
  }

  private readonly openProfile = async (): Promise<void> => {
    await import('../profile/profile-dialog.js');
    this.profileShown = true;
  };

  private readonly closeProfile = (): void => {
    this.profileShown = false;
  };

  private async showView(view: 'conversation' | 'history'): Promise<void> {
    if (view === 'history') await import('../history/history-view.js');
    this.view = view;
  }

  private async jump(seq: number): Promise<void> {
    await this.showView('conversation');
    await this.updateComplete;
    await this.conversation?.reveal(seq);
  }

  openConversation(slug: string): void {
    this.go(slug === this.home.slug ? undefined : this.ctx.client.join(slug));
  }

  private readonly askAccount = (): void => this.tell('account');

  private async talkTo(username: string): Promise<void> {
    if (this.me?.guest) return this.askAccount();
    this.failure = '';
    try {
      this.go(await this.ctx.client.openDirect(username));
    } catch (error) {
      this.closeSide();
      this.failure = await explain(this.t, error);
    }
  }

  private show(store: RoomStore | undefined): void {
    // Every join wants one leave, also the second join of the room that is shown.
    if (this.other) this.ctx.client.leave(this.other.slug);
    this.other = store;
    this.view = 'conversation';
    this.failure = '';
    this.side = undefined;
  }

  /** The person goes there, and the focus with him. */
  private go(store: RoomStore | undefined): void {
    this.show(store);
    void this.updateComplete.then(() => this.focus());
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.sideIsOver) this.closeSide();
    else if (this.view === 'history') void this.showView('conversation');
    else return;
    event.preventDefault();
  }
}

define('chat-room-workspace', Workspace);
