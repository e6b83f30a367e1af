import { html, type TemplateResult } from 'lit';
import type { RoomStore } from '../../client/types.js';
import type { ChatContext } from '../chat-element.js';
import type { AccountRequest } from '../chat-room/account-request.js';
import { each } from '../each.js';
import './workspace.js';

interface Frame {
  readonly mode: string;
  close(): void;
}

/** The workspace of whoever is signed in. The next person gets another: nothing that was open, chosen or said in it is his. */
export function workspaceOf(frame: Frame, home: RoomStore, ctx: ChatContext, account: AccountRequest): TemplateResult {
  const { user } = ctx.client.session;
  return html`${each(
    [user],
    () => `${user?.id}`,
    () => html`<chat-room-workspace
      .ctx=${ctx}
      .home=${home}
      .closable=${frame.mode === 'launcher'}
      @account=${account.ask}
      @closed=${frame.close}
    ></chat-room-workspace>`,
  )}`;
}
