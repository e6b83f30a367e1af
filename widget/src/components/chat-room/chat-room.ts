import type { Message } from '@chat-room/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ChatClientError } from '../../client/client-error.js';
import { controls } from '../../theme/controls.js';
import { tokens } from '../../theme/tokens.js';
import type { ChatContext } from '../chat-element.js';
import { lazyPart, whenIdle } from '../lazy.js';
import { StyledElement } from '../styled-element.js';
import { Watch } from '../watch.js';
import type { Workspace } from '../workspace/workspace.js';
import { AccountRequest } from './account-request.js';
import { styles } from './chat-room.styles.js';
import { ElementLanguage } from './element-language.js';
import { focusContent, frameContent } from './frame-content.js';
import { HeldRoom } from './held-room.js';
import { PageAnnouncer } from './page-announcer.js';

const contrast = () => import('../../theme/high-contrast.js');
const prefetch = (): void => void contrast().catch(() => undefined);

const launcherPart = lazyPart(() => import('./launcher.js'));

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
 * @attr image-max-size - Pixels of the longer side above which pictures are made smaller before they are sent; `0` for never.
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
 * @csspart notice - Who came and went.
 * @csspart message - One message.
 * @csspart bubble - A message's bubble.
 * @csspart quote - What a message answers.
 * @csspart text - A message's text.
 * @csspart reactions - The reactions to a message.
 * @csspart composer - Where one writes.
 * @csspart people - The list of people online.
 * @csspart conversations - The list of conversations.
 * @csspart history - The history view.
 * @csspart menu - What one can do with a message.
 * @csspart emoji - Emoji and stickers to choose from.
 * @csspart dialog - The profile, and questions that are asked.
 * @csspart state - Why there is no conversation to show.
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
 * @cssprop --chat-spacing - The unit of distances: paddings and gaps are multiples of it.
 * @cssprop --chat-density - How far lines stand apart, as a factor: 0.6 is compact, 1.4 roomy.
 * @cssprop --chat-text-size - Size of text; everything else follows it.
 * @cssprop --chat-radius - Corners of the frame and of cards.
 * @cssprop --chat-radius-bubble - Corners of bubbles.
 * @cssprop --chat-radius-inner - The corners of bubbles inside of a group.
 * @cssprop --chat-radius-control - Corners of buttons and fields.
 * @cssprop --chat-offset-x - Distance of the launcher from the side of the window.
 * @cssprop --chat-offset-y - Distance of the launcher from the bottom of the window.
 * @cssprop --chat-z-index - How far above the page the launcher floats.
 */
export class ChatRoom extends StyledElement {
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
  @property({ type: Number, attribute: 'image-max-size' }) imageMaxSize = 2560;

  @state() private isOpen = false;
  @state() private context: ChatContext | undefined;
  private pageFollowsScheme = false;
  /** Resolves once it is known who is in, with why nobody is. */
  private admitted: ReturnType<HeldRoom['admit']> | undefined;
  /** The person has opened the panel, or logged in: what shows next gets the focus. */
  private wantsFocus = false;
  private launcher: ReturnType<typeof launcherPart>;
  /** There once it floats. */
  private floating: unknown;
  private readonly announcer = new PageAnnouncer(this);
  private readonly account = new AccountRequest(() => {
    this.wantsFocus = true;
    this.requestUpdate();
  });
  private readonly language = new ElementLanguage(this, () => this.renew());
  private readonly held = new HeldRoom(
    this,
    () => this.server || ChatRoom.defaultServer || location.origin,
    this.announcer,
    () => this.renew(),
  );

  constructor() {
    super();
    new Watch(
      this,
      () => this.held.stores,
      () => this.changed(),
    );
  }

  /** Sends a text to the element's room, once it is known who is in. Resolves once the server has it for good; rejects with a `code` when it refuses it, and with `unauthorized` when nobody is in, as behind a launcher with `guest` that nobody has opened. */
  async send(text: string): Promise<Message> {
    // Who has appended the element just now, or set a token, does not ask before it knows who is in. (Off the page it never updates.)
    if (this.isConnected) await this.updateComplete;
    const refusal = await this.admitted;
    this.held.follow();
    const { joined } = this.held;
    if (!joined) throw new ChatClientError(refusal ?? 'unauthorized');
    return await joined.send({ text });
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
    await this.held.client?.session.logout();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A page that declares its colour scheme has decided; one that does not leaves it to the person's system.
    this.pageFollowsScheme = getComputedStyle(this).colorScheme === 'normal';
    whenIdle(this, prefetch);
    if (matchMedia('(forced-colors: active)').matches) contrast().catch(() => undefined);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // An attribute that is taken away leaves nothing.
    this.room ??= 'lobby';
    if (changed.has('lang')) void this.language.choose();
    if (changed.has('imageMaxSize')) this.renew();
    if (this.mode === 'launcher') this.launcher = launcherPart(this);
    this.floating ??= this.launcher?.float(this);
    // A launcher that nobody opens makes no guests.
    this.admitted = this.held.admit(this.token, this.guest && (this.mode === 'inline' || this.isOpen));
  }

  protected override updated(): void {
    this.tellPage();
    if (this.wantsFocus && focusContent(this)) this.wantsFocus = false;
  }

  /** What the inner elements share is another object whenever something in it changed. */
  private renew(): void {
    const { client, config } = this.held;
    const { imageMaxSize } = this;
    const { lang, t } = this.language;
    if (client && t) this.context = { client, lang, t, imageMaxSize, ...(config && { config }) };
  }

  private changed(): void {
    const { client, joined } = this.held;
    if (!client?.session.user?.guest) this.account.forget();
    this.held.follow();
    if (this.held.joined !== joined && this.matches(':focus-within')) this.wantsFocus = true;
    this.tellPage();
    this.requestUpdate();
  }

  private tellPage(): void {
    const { client, joined } = this.held;
    if (client) this.announcer.update(client, joined);
  }

  protected override render(): TemplateResult {
    const launcher = this.mode === 'launcher';
    // What `theme` says goes before it.
    const scheme = this.pageFollowsScheme ? 'auto' : '';
    const { context, isOpen } = this;
    const unread = this.held.client?.conversations.unread ?? 0;
    const button = this.launcher?.launcherButton(this, { t: context?.t, isOpen, unread, scheme });
    return html`${launcher ? button : nothing}${
      launcher && !isOpen
        ? nothing
        : html`<div
            class="frame ${scheme}"
            part="frame"
            id="panel"
            tabindex="-1"
            role=${launcher ? 'dialog' : 'region'}
            aria-label=${context?.t('room.name') ?? 'Chat'}
            lang=${context?.lang ?? nothing}
            @keydown=${this.key}
          >
            ${frameContent(this, this.held, context, this.account)}
          </div>`
    }`;
  }

  private key(event: KeyboardEvent): void {
    // What is typed here is no shortcut of the page, which sees this element and no field: the space bar of a player, say. (Who lets the
    // browser fill in a form presses keys without a name.)
    if (event.key?.length === 1 && !event.ctrlKey && !event.metaKey) event.stopPropagation();
    if (this.mode === 'launcher') this.launcher?.closeOnEscape(this, event);
  }
}
