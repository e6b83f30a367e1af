import type { Message } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { ChatElement, define } from '../chat-element.js';
import '../composer/composer.js';
import type { Composer } from '../composer/composer.js';
import { extrasPart } from '../extras-part.js';
import { mayWrite } from '../may-write.js';
import '../messages/message-list.js';
import type { MessageList } from '../messages/message-list.js';
import { stateView } from '../state/state.js';
import { Watch } from '../watch.js';
import { connectionBar } from './connection-bar.js';
import { styles } from './conversation.styles.js';

/**
 * One conversation: its messages and where one writes, the bar that says how the connection is, files dropped on it.
 *
 * @fires account - A guest wants what takes an account.
 * @fires person - Somebody's picture was chosen: `detail` is the user name.
 */
export class Conversation extends ChatElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) room!: RoomStore;
  /** Why the last thing asked for outside of the conversation failed, to be said here. */
  @property() failure = '';
  @query('chat-room-messages') private readonly list?: MessageList | null;
  @query('chat-room-composer') private readonly composer?: Composer | null;

  constructor() {
    super();
    new Watch(this, () => [this.room, this.ctx.client.connection]);
  }

  override focus(): void {
    // On a touch screen the keyboard would cover what somebody came to read.
    if (matchMedia('(hover: hover)').matches) void this.updateComplete.then(() => this.composer?.focus());
  }

  /** Shows one message in its place and marks it for a moment. */
  async reveal(seq: number): Promise<void> {
    await this.updateComplete;
    await this.list?.reveal(seq);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { ctx, room } = this;
    if (room.state === 'failed' && room.messages.length === 0) return this.refused();
    if (room.state === 'joined') extrasPart(this)?.takeDroppedFiles(this);
    return html`${connectionBar(ctx)}
      ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
      <div class="stage">
        <chat-room-messages
          .ctx=${ctx}
          .room=${room}
          @reply=${(event: CustomEvent<Message>) => this.composer?.reply(event.detail)}
          @edit=${(event: CustomEvent<Message>) => this.composer?.edit(event.detail)}
          @person=${(event: CustomEvent<string>) => this.tell('person', event.detail)}
          @account=${this.askAccount}
        ></chat-room-messages>
        ${mayWrite(ctx) ? this.writing() : this.invitation()}
      </div>`;
  }

  private readonly askAccount = (): void => this.tell('account');

  attach(files: readonly File[], room: RoomStore): void {
    void this.composer?.attach(files, room);
  }

  private invitation(): TemplateResult {
    return html`<div class="invitation">
      <button class="button main" @click=${this.askAccount}>${this.t('guest.write')}</button>
    </div>`;
  }

  private writing(): TemplateResult {
    return html`<chat-room-composer
      .ctx=${this.ctx}
      .room=${this.room}
      @account=${this.askAccount}
      @sent=${() => this.list?.toLatest()}
      @edit-last=${() => this.list?.editLast()}
    ></chat-room-composer>`;
  }

  private refused(): TemplateResult | typeof nothing {
    const { ctx, room } = this;
    return stateView(this, ctx, room.error, () => {
      ctx.client.connection.retry();
      room.rejoin();
    });
  }
}

define('chat-room-conversation', Conversation);
