import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { ChatElement, define } from '../chat-element.js';
import type { Conversation } from '../conversation/conversation.js';
import '../conversation/conversation.js';
import '../header/room-header.js';
import { explain } from '../explain.js';
import type { RoomHeader } from '../header/room-header.js';
import { whenIdle } from '../lazy.js';
import { Watch } from '../watch.js';
import type { Side, SideLists } from './side-lists.js';
import { styles } from './workspace.styles.js';

const prefetch = (): void => void import('../lazy-parts.js').catch(() => undefined);

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
  @state() private view: 'conversation' | 'history' = 'conversation';
  @state() private profileShown = false;
  @state() private failure = '';
  @state() width = 0;
  @query('chat-room-conversation') private readonly conversation?: Conversation | null;
  private sides: SideLists | undefined;
  private readonly measure = new ResizeObserver(([entry]) => {
    this.width = entry?.contentRect.width ?? 0;
  });

  constructor() {
    super();
    new Watch(this, () => [this.ctx.client.conversations, this.current]);
  }

  /** The conversation that is shown. */
  get current(): RoomStore {
    return this.other ?? this.home;
  }

  override focus(): void {
    this.conversation?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.measure.observe(this);
    whenIdle(this, prefetch);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.measure.disconnect();
    this.show(undefined);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('home')) this.show(undefined);
    // Where there is room for the lists they come right behind the room, or what stands in its place.
    if (!this.sides && this.width >= 720 && this.home.state !== 'joining') void this.loadSides().catch(() => undefined);
  }

  protected override render(): TemplateResult {
    const { ctx, current, sides } = this;
    const isPrivate = current.room?.kind === 'direct';
    return html`<div class="layout" @keydown=${this.key}>
        ${sides?.conversations()}
        <section class="main ${isPrivate ? 'private' : ''}" ?inert=${sides?.isOver ?? false}>
          ${
            this.view === 'history'
              ? html`<chat-room-history
                  .ctx=${ctx}
                  .room=${current}
                  @closed=${this.closeHistory}
                  @jump=${(event: CustomEvent<number>) => this.jump(event.detail)}
                ></chat-room-history>`
              : html`<chat-room-header
                    .ctx=${ctx}
                    .room=${current}
                    .home=${this.home}
                    .closable=${this.closable}
                    @home=${() => this.go(undefined)}
                    @people=${() => this.openSide('people')}
                    @conversations=${() => this.openSide('conversations')}
                    @history=${this.openHistory}
                    @profile=${this.openProfile}
                    @closed=${() => this.tell('closed')}
                  ></chat-room-header>
                  <chat-room-conversation
                    .ctx=${ctx}
                    .room=${current}
                    .failure=${this.failure}
                    @person=${(event: CustomEvent<string>) => this.talkTo(event.detail)}
                    @account=${this.askAccount}
                  ></chat-room-conversation>`
          }
        </section>
        ${sides?.people()}
      </div>
      ${sides?.veil()}
      ${this.profileShown ? html`<chat-room-profile .ctx=${ctx} @account=${this.askAccount} @closed=${this.closeProfile}></chat-room-profile>` : nothing}`;
  }

  private async loadSides(): Promise<SideLists> {
    const { SideLists, styles } = await import('./side-lists.js');
    this.wear(styles);
    this.sides ??= new SideLists(this);
    this.requestUpdate();
    return this.sides;
  }

  private openSide(side: Side): Promise<void> {
    return this.attempt(async () => (await this.loadSides()).open(side));
  }

  private readonly openProfile = (): Promise<void> =>
    this.attempt(async () => {
      await import('../profile/profile-dialog.js');
      this.profileShown = true;
    });

  private readonly closeProfile = (): void => {
    this.profileShown = false;
  };

  private readonly openHistory = (): Promise<void> =>
    this.attempt(async () => {
      await import('../history/history-view.js');
      this.view = 'history';
    });

  /** The focus goes back where it came from. */
  private readonly closeHistory = async (): Promise<void> => {
    this.view = 'conversation';
    await this.updateComplete;
    this.renderRoot.querySelector<RoomHeader>('chat-room-header')?.focus();
  };

  /** Does what may not succeed; that it has not is said in the conversation. */
  private async attempt(act: () => Promise<void>): Promise<void> {
    this.failure = '';
    try {
      await act();
    } catch (error) {
      this.sides?.close();
      this.failure = await explain(this.t, error);
    }
  }

  private jump(seq: number): Promise<void> {
    return this.attempt(async () => {
      this.view = 'conversation';
      await this.updateComplete;
      await this.conversation?.reveal(seq);
    });
  }

  openConversation(slug: string): void {
    this.go(slug === this.home.slug ? undefined : this.ctx.client.join(slug));
  }

  private readonly askAccount = (): void => this.tell('account');

  async talkTo(username: string): Promise<void> {
    if (this.me?.guest) return this.askAccount();
    await this.attempt(async () => this.go(await this.ctx.client.openDirect(username)));
  }

  private show(store: RoomStore | undefined): void {
    // Every join wants one leave, also the second join of the room that is shown.
    if (this.other) this.ctx.client.leave(this.other.slug);
    this.other = store;
    this.view = 'conversation';
    this.failure = '';
    this.sides?.leave();
  }

  /** The person goes there, and the focus with him. */
  private go(store: RoomStore | undefined): void {
    this.show(store);
    void this.updateComplete.then(() => this.focus());
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (this.sides?.isOver) this.sides.close();
    else if (this.view === 'history') void this.closeHistory();
    else return;
    event.preventDefault();
  }
}

define('chat-room-workspace', Workspace);
