import { html, nothing, type TemplateResult } from 'lit';
import type { RoomStore } from '../../../client/types.js';
import type { ChatElement } from '../../chat-element.js';
import { mostFiles, refusedKind, refusedSize, unreadable } from '../../file-limits.js';
import './pending-files.js';
import { type WaitingFile, waitingFile } from './waiting-file.js';

interface Host extends ChatElement {
  /** Why the last thing asked for was not done. */
  problem: string;
}

/** The files that wait for Send, by room: what the server would not take is not among them. */
export class WaitingFiles {
  private readonly waiting = new WeakMap<RoomStore, readonly WaitingFile[]>();

  constructor(private readonly host: Host) {}

  of(room: RoomStore): readonly WaitingFile[] {
    return this.waiting.get(room) ?? [];
  }

  clear(room: RoomStore): void {
    this.set(room, []);
  }

  /** Takes files in; resolves when large pictures among them have been made smaller, where the owner wants that. */
  async admit(room: RoomStore, added: readonly File[]): Promise<void> {
    const { ctx } = this.host;
    const refusals = added.map((file) => refusedKind(file, ctx));
    const before = this.of(room);
    const all = [...before, ...added.filter((_, at) => refusals[at] === undefined).map(waitingFile)];
    const most = mostFiles(ctx);
    const fitting = all.slice(0, most.n);
    this.host.problem = refusals.find((sentence) => sentence) ?? (all.length > most.n ? most.sentence : '');
    const isNew = (file: WaitingFile) => !before.includes(file);
    this.set(
      room,
      fitting.map((file) => (isNew(file) ? { ...file, isBusy: true } : file)),
    );
    for (const { chosen } of fitting.filter(isNew)) await this.prepare(room, chosen);
  }

  view(room: RoomStore): TemplateResult | typeof nothing {
    const files = this.of(room);
    if (files.length === 0) return nothing;
    return html`<chat-room-pending
      .ctx=${this.host.ctx}
      .files=${files}
      @removed=${({ detail }: CustomEvent<File>) => this.remove(room, detail)}
      @described=${({ detail }: CustomEvent<{ chosen: File; alt: string }>) =>
        this.change(room, detail.chosen, (file) => ({ ...file, alt: detail.alt }))}
    ></chat-room-pending>`;
  }

  private async prepare(room: RoomStore, chosen: File): Promise<void> {
    const { ctx } = this.host;
    const file = await smaller(chosen, ctx.imageMaxSize);
    const refusal = refusedSize(file, ctx) ?? (await unreadable(file, ctx));
    if (refusal) {
      this.remove(room, chosen);
      this.host.problem = refusal;
    } else this.change(room, chosen, ({ isBusy, ...waiting }) => ({ ...waiting, file }));
  }

  private remove(room: RoomStore, chosen: File): void {
    this.set(
      room,
      this.of(room).filter((file) => file.chosen !== chosen),
    );
  }

  private change(room: RoomStore, chosen: File, change: (file: WaitingFile) => WaitingFile): void {
    this.set(
      room,
      this.of(room).map((file) => (file.chosen === chosen ? change(file) : file)),
    );
  }

  private set(room: RoomStore, files: readonly WaitingFile[]): void {
    this.waiting.set(room, files);
    this.host.requestUpdate();
  }
}

/** The file itself when it is no picture, or cannot be made smaller. */
async function smaller(file: File, maxSize: number): Promise<File> {
  if (!file.type.startsWith('image/') || maxSize <= 0) return file;
  try {
    const { scaledPicture } = await import('./scaled-picture.js');
    return await scaledPicture(file, maxSize);
  } catch {
    return file;
  }
}
