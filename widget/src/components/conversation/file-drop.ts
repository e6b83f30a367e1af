import type { RoomStore } from '../../client/types.js';
import { laterWords } from '../../locales/later-words.js';
import type { ChatContext } from '../chat-element.js';
import { mayWrite } from '../may-write.js';
import type { StyledElement } from '../styled-element.js';
import { droppedFiles } from './dropped-files.js';
import { styles } from './file-drop.styles.js';

interface Host extends StyledElement {
  readonly ctx: ChatContext;
  readonly room: RoomStore;
  attach(files: readonly File[], room: RoomStore): void;
}

const taking = new WeakSet<Host>();

/** Has a conversation take files that are dropped on it, and say so while they are over it, or pasted. Called again, it does nothing. */
export function takeDroppedFiles(host: Host): void {
  if (taking.has(host)) return;
  taking.add(host);
  host.wear(styles);
  const drop = new FileDrop(host);
  for (const type of ['dragenter', 'dragover', 'dragleave', 'drop', 'paste']) host.addEventListener(type, drop);
}

class FileDrop {
  constructor(private readonly host: Host) {}

  handleEvent(event: Event): void {
    if (event.type === 'drop') void this.drop(event as DragEvent);
    else if (event.type === 'paste') this.paste(event as ClipboardEvent);
    else if (event.type === 'dragleave') this.leave(event as DragEvent);
    else this.over(event as DragEvent);
  }

  private over(event: DragEvent): void {
    const { ctx } = this.host;
    if (!event.dataTransfer?.types.includes('Files') || !mayWrite(ctx)) return;
    event.preventDefault();
    this.host.dataset.drop = laterWords(ctx.t)('composer.drop');
  }

  private leave({ relatedTarget }: DragEvent): void {
    if (!(relatedTarget instanceof Node) || !this.host.contains(relatedTarget)) delete this.host.dataset.drop;
  }

  /** While the messages have the focus; fields take what is theirs. */
  private paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    const [target] = event.composedPath();
    if (files.length === 0 || !mayWrite(this.host.ctx) || (target as Element).matches('textarea, input')) return;
    event.preventDefault();
    event.stopPropagation();
    this.take(files);
  }

  private async drop(event: DragEvent): Promise<void> {
    delete this.host.dataset.drop;
    const { dataTransfer } = event;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    // The page may take what is dropped on it as well.
    event.stopPropagation();
    // A large folder takes its time; perhaps another conversation is looked at by then.
    const { room } = this.host;
    const files = await droppedFiles(dataTransfer);
    if (files.length > 0) this.take(files, room);
  }

  /** Enter sends them. */
  private take(files: readonly File[], room = this.host.room): void {
    this.host.attach(files, room);
    this.host.focus();
  }
}
