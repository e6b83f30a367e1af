import type { Message, ServerConfig } from '@chat-room/protocol';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { codeOf } from '../../client/client-error.js';
import { sharedClient } from '../../client/index.js';
import type { ChatClient, RoomStore, SharedClient } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { tokens } from '../../theme/tokens.js';
import type { ChatContext } from '../chat-element.js';
import { lazyPart, whenIdle } from '../lazy.js';
import { stateView } from '../state/state.js';
import { Watch } from '../watch.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Admission } from './admission.js';
import { styles } from './chat-room.styles.js';
import { ElementLanguage } from './element-language.js';
import { launcherButton } from './launcher-button.js';
import { PageAnnouncer } from './page-announcer.js';
import { partNames } from './parts.js';
import { VisibleWindow } from './visible-window.js';

async function loadRoom(): Promise<true> {
  await import('../room.js');
  return true;
}

const roomPart = lazyPart(loadRoom);
const authPart = lazyPart(() => import('../auth/auth-card.js'));

/**
 * A chat room on any page. Fills its box, or floats behind a button with `mode="launcher"`.
 *
 * @element chat-room
 * @attr room - The room's slug: 1 to 64 of `a-z 0-9 - _ . :`.
 * @attr server - Base URL of the server; where the script came from unless given.
 * @attr token - A sign-in token of the host site; no login form is shown then.
 * @attr mode - Fills its box, or floats behind a button.
 * @attr position - Corner of the launcher, by the direction of text: `end` or `start`.
 * @attr theme - `auto` follows the page's `color-scheme`, and where it has none the person's system.
 * @attr lang - A BCP 47 tag; that of the page around it unless given.
 * @attr guest - Let visitors in without an account, where the server does.
 *
 * @fires chat-ready - The room is joined.
 * @fires chat-message - A new message of somebody else.
 * @fires chat-unread - The number of unread messages changed.
 * @fires chat-error - Something failed.
 * @fires chat-auth - Somebody logged in or out.
 *
 * @csspart frame - The box of everything.
 * @csspart launcher - The floating button.
 * @csspart header - Line on top of a conversation.
 * @csspart messages - The list of messages.
 * @csspart message - One message.
 * @csspart bubble - A message's bubble.
 * @csspart text - A message's text.
 * @csspart composer - Where one writes.
 * @csspart people - The list of people online.
 * @csspart conversations - The list of conversations.
 * @csspart history - The history view.
 * @csspart card - The card for login and register.
 * @csspart field - One labelled field of the card.
 * @csspart submit - The card's main button.
 * @csspart avatar - A person's picture.
 *
 * @cssprop --chat-accent - What one operates, and links.
 * @cssprop --chat-on-accent - Text and icons on the accent.
 * @cssprop --chat-focus - The ring around what has the focus.
 * @cssprop --chat-surface - Ground of the conversation.
 * @cssprop --chat-raised - Bubbles of others, fields, cards.
 * @cssprop --chat-sunken - Ground of the lists at the sides.
 * @cssprop --chat-hover - Laid over what the pointer is on.
 * @cssprop --chat-line - Lines between things.
 * @cssprop --chat-edge - Edges of fields; 3:1 against the ground.
 * @cssprop --chat-text - Text.
 * @cssprop --chat-muted - Times, hints.
 * @cssprop --chat-own - One's own name, and what is one's own.
 * @cssprop --chat-on-own - Text and icons on it.
 * @cssprop --chat-own-tint - Bubbles of one's own messages.
 * @cssprop --chat-others - Names of other people.
 * @cssprop --chat-private - Everything that is private.
 * @cssprop --chat-on-private - Text and icons on it.
 * @cssprop --chat-private-tint - Bubbles of one's own private messages.
 * @cssprop --chat-private-wash - Ground of a private conversation.
 * @cssprop --chat-private-raised - Bubbles of the other in a private conversation.
 * @cssprop --chat-online - The mark of who is online.
 * @cssprop --chat-danger - Errors, and what cannot be undone.
 * @cssprop --chat-danger-tint - Ground of what tells of an error.
 * @cssprop --chat-notice-tint - Ground of what tells of a state, such as being offline.
 * @cssprop --chat-shadow - Shadow of what floats.
 * @cssprop --chat-font - Font family.
 * @cssprop --chat-text-size - Size of text; everything else follows it.
 * @cssprop --chat-radius - Corners of the frame and of cards.
 * @cssprop --chat-radius-bubble - Corners of bubbles.
 * @cssprop --chat-radius-inner - The corners of bubbles inside of a group.
 * @cssprop --chat-radius-control - Corners of buttons and fields.
 * @cssprop --chat-offset-x - Distance of the launcher from the side of the window.
 * @cssprop --chat-offset-y - Distance of the launcher from the bottom of the window.
 * @cssprop --chat-z-index - How far above the page the launcher floats.
 */
export class ChatRoom extends LitElement {
  static override styles = [tokens, controls, styles];
  /** Where the script came from; the script-tag entry sets it. */
  static defaultServer = '';

  @property() room = 'lobby';
  @property() server = '';
  @property() token = '';
  @property({ reflect: true }) mode: 'inline' | 'launcher' = 'inline';
  @property({ reflect: true }) position: 'end' | 'start' = 'end';
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  @property() override lang = '';
  @property({ type: Boolean }) guest = false;

  @state() private isOpen = false;
  @state() private context: ChatContext | undefined;
  @state() private unreachable = false;
  /** A guest wants to log in. */
  @state() private wantsAccount = false;
  private admission?: Admission;
  private hold: SharedClient | undefined;
  private config: ServerConfig | undefined;
  private joined: RoomStore | undefined;
  private pageFollowsScheme = false;
  /** The person has opened the panel, or logged in: what shows next gets the focus. */
  private wantsFocus = false;
  private readonly announcer = new PageAnnouncer(this);
  private readonly language = new ElementLanguage(this, () => this.renew());

  constructor() {
    super();
    new VisibleWindow(this);
    new Watch(
      this,
      () => [this.client?.session, this.client?.conversations, this.client?.connection, this.joined],
      () => this.changed(),
    );
  }

  private get client(): ChatClient | undefined {
    return this.hold?.client;
  }

  /** Sends a text to the element's room. Resolves once the server has it for good. */
  async send(text: string): Promise<Message> {
    if (!this.joined) throw new Error('chat-room: not signed in');
    return await this.joined.send({ text });
  }

  /** Opens the panel of `mode="launcher"`. */
  open(): void {
    this.isOpen = true;
    // A page that opens it by itself leaves the focus where the person has it.
    this.wantsFocus = navigator.userActivation?.isActive ?? true;
  }

  /** Closes the panel of `mode="launcher"`. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.launcher')?.focus());
  }

  /** Shows the room, or one of the person's private conversations, by its slug. */
  openConversation(slug: string): void {
    if (this.mode === 'launcher') this.open();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<Workspace>('chat-room-workspace')?.openConversation(slug),
    );
  }

  /** Ends the session on this page and on every tab that shares it. */
  async logout(): Promise<void> {
    await this.client?.session.logout();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A page that declares its colour scheme has decided; one that does not leaves it to the person's system.
    this.pageFollowsScheme = getComputedStyle(this).colorScheme === 'normal';
    if (this.hasUpdated) this.connect();
    this.changed();
    whenIdle(() => void loadRoom().catch(() => undefined));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('server') || !this.client) this.connect();
    if (changed.has('lang')) void this.language.choose();
    if (changed.has('room')) this.follow();
    if (this.token || this.guest || this.admission) void this.admit();
  }

  protected override updated(): void {
    const content = this.renderRoot.querySelector<LitElement>('chat-room-workspace, chat-room-auth');
    if (!this.wantsFocus || !content) return;
    this.wantsFocus = false;
    // On a touch screen, where the keyboard would cover the panel, the focus stays with the panel itself.
    this.renderRoot.querySelector<HTMLElement>('.frame')?.focus({ preventScroll: true });
    void content.updateComplete.then(() => content.focus());
  }

  private connect(): void {
    const server = (this.server || ChatRoom.defaultServer || location.origin).replace(/\/+$/, '');
    if (this.client?.server === server) return;
    this.disconnect();
    this.hold = sharedClient(server);
    this.announcer.follow(this.hold.client);
    void this.askServer();
  }

  private readonly askServer = async (): Promise<void> => {
    this.unreachable = false;
    try {
      this.config = await this.client?.config();
      this.renew();
    } catch (error) {
      this.unreachable = true;
      this.announcer.fail(codeOf(error));
    }
  };

  /** What the inner elements share is another object whenever something in it changed. */
  private renew(): void {
    const { client, config } = this;
    const { lang, t } = this.language;
    if (client && t) this.context = { client, lang, t, ...(config && { config }) };
  }

  /** A launcher that nobody opens makes no guests. */
  private async admit(): Promise<void> {
    const { Admission } = await import('./admission.js');
    if (!this.client || !this.isConnected) return;
    this.admission ??= new Admission(
      this.client,
      () => this.requestUpdate(),
      (code) => this.announcer.fail(code),
    );
    this.admission.follow(this.token, this.guest && (this.mode === 'inline' || this.isOpen));
  }

  private changed(): void {
    if (!this.client?.session.user?.guest) this.wantsAccount = false;
    this.follow();
    if (this.client) this.announcer.update(this.client, this.joined);
    this.requestUpdate();
  }

  /** Stays in the room while somebody is signed in, open or not: unread counts come from it. */
  private follow(): void {
    const { client } = this;
    const wanted = client?.session.state === 'signed-in' && this.isConnected ? this.room : undefined;
    if (this.joined?.slug === wanted) return;
    this.leave();
    if (client && wanted) this.joined = client.join(wanted);
    if (this.joined && this.matches(':focus-within')) this.wantsFocus = true;
  }

  /** Gives the shared client back; what it holds stays for the other elements of the page. */
  private disconnect(): void {
    this.leave();
    this.admission?.stop();
    delete this.admission;
    this.hold?.release();
    this.hold = undefined;
  }

  private leave(): void {
    if (this.joined) this.client?.leave(this.joined.slug);
    this.joined = undefined;
  }

  protected override render(): TemplateResult {
    const launcher = this.mode === 'launcher';
    const scheme = this.theme === 'auto' && this.pageFollowsScheme ? 'auto' : '';
    return html`${launcher ? this.button(scheme) : nothing}${
      launcher && !this.isOpen
        ? nothing
        : html`<div
            class="frame ${scheme}"
            part="frame"
            id="panel"
            tabindex="-1"
            role=${launcher ? 'dialog' : 'region'}
            aria-label=${this.context?.t('room.name') ?? 'Chat'}
            lang=${this.context?.lang ?? nothing}
            @keydown=${this.key}
          >
            ${this.content()}
          </div>`
    }`;
  }

  private button(scheme: string): TemplateResult {
    return launcherButton({
      t: this.context?.t,
      isOpen: this.isOpen,
      unread: this.client?.conversations.unread ?? 0,
      scheme,
      toggle: () => (this.isOpen ? this.close() : this.open()),
    });
  }

  private content(): TemplateResult | typeof nothing {
    const { context: ctx, client, joined } = this;
    const wait = html`<div class="wait"><span class="spinner"></span></div>`;
    if (!ctx || !client || client.session.state === 'restoring') return wait;
    if (joined && !this.wantsAccount && roomPart(this, this.failed)) {
      return html`<chat-room-workspace
        exportparts=${partNames}
        .ctx=${ctx}
        .home=${joined}
        .closable=${this.mode === 'launcher'}
        @account=${this.askAccount}
        @closed=${this.close}
      ></chat-room-workspace>`;
    }
    const kind = this.unreachable ? 'gone' : joined ? undefined : this.absence;
    if (kind && kind !== 'wait') {
      return stateView(this, ctx, kind, () => (this.unreachable ? this.askServer() : this.admission?.retry()));
    }
    if ((joined && !this.wantsAccount) || kind || !authPart(this, this.failed)) return wait;
    return html`<chat-room-auth
      exportparts=${partNames}
      .ctx=${ctx}
      .room=${this.room}
      .optional=${this.wantsAccount}
      @closed=${() => {
        this.wantsAccount = false;
      }}
    ></chat-room-auth>`;
  }

  /** What stands here while nobody is in who need not log in himself. */
  private get absence(): Admission['shows'] {
    return this.admission ? this.admission.shows : this.token || this.guest ? 'wait' : undefined;
  }

  private readonly askAccount = (): void => {
    this.wantsAccount = true;
    this.wantsFocus = true;
  };

  private readonly failed = (): void => {
    this.unreachable = true;
  };

  private key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || this.mode !== 'launcher') return;
    event.preventDefault();
    this.close();
  }
}
