import type { User } from '@chat-room/protocol';
import { html, type TemplateResult } from 'lit';
import type { ChatContext } from './chat-element.js';

/** A person's picture. The server always has one, so there is nothing to fall back to; the name stands beside it. */
export function avatar(ctx: ChatContext, user: Pick<User, 'avatarUrl'>, size: number): TemplateResult {
  return html`<img
    class="avatar"
    part="avatar"
    src=${ctx.client.resolve(user.avatarUrl)}
    width=${size}
    height=${size}
    alt=""
    loading="lazy"
    decoding="async"
    draggable="false"
  />`;
}
