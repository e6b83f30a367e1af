import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { laterWords } from '../../locales/later-words.js';
import type { ChatContext } from '../chat-element.js';
import { mayWrite } from '../may-write.js';

export { styles } from './file-drop.styles.js';

interface Host extends ReactiveControllerHost {
  readonly ctx: ChatContext;
  attach(files: readonly File[]): void;
}

/** Files that are dragged over a conversation and dropped on it; the handler of all four events. Loads right behind the room. */
export class FileDrop {
  private isOver = false;

  constructor(private readonly host: Host) {}

  handleEvent(event: DragEvent): void {
    if (event.type === 'drop') this.drop(event);
    else if (event.type === 'dragleave') this.leave(event);
    else this.over(event);
  }

  view(): TemplateResult | typeof nothing {
    return this.isOver ? html`<div class="drop">${laterWords(this.host.ctx.t)('composer.drop')}</div>` : nothing;
  }

  private over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files') || !mayWrite(this.host.ctx)) return;
    event.preventDefault();
    this.show(true);
  }

  private leave({ currentTarget, relatedTarget }: DragEvent): void {
    const stage = currentTarget as Element;
    if (!(relatedTarget instanceof Node) || !stage.contains(relatedTarget)) this.show(false);
  }

  private drop(event: DragEvent): void {
    this.show(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.host.attach(files);
  }

  private show(isOver: boolean): void {
    this.isOver = isOver;
    this.host.requestUpdate();
  }
}
