import { limits } from '@chat-room/protocol/limits';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { RoomStore } from '../../client/types.js';
import { mediaWords } from '../../locales/media-words.js';
import { icon } from '../../theme/icons-media.js';
import type { ChatElement } from '../chat-element.js';
import { refusedKind } from '../file-limits.js';
import type { Recorded, VoiceRecording } from '../recorder/voice-recording.js';

interface Host extends ChatElement {
  readonly room: RoomStore;
  /** Why the last thing asked for was not done. */
  problem: string;
  send(input: Parameters<RoomStore['send']>[0]): void;
}

/** Not on pages over plain HTTP. */
const canRecord = 'MediaRecorder' in globalThis && Boolean(navigator.mediaDevices);

/** Voice messages that are being recorded, one for each room; looking at another room pauses it. */
export class VoiceMessages implements ReactiveController {
  private readonly recordings = new Map<RoomStore, VoiceRecording>();

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  /** The microphone is let go of. */
  hostDisconnected(): void {
    for (const recording of this.recordings.values()) recording.discard();
    this.recordings.clear();
  }

  isRecording(room: RoomStore): boolean {
    return this.recordings.has(room);
  }

  /** In the place of Send while there is nothing to send; none where it cannot record. */
  button(): TemplateResult | undefined {
    if (!canRecord) return undefined;
    const label = mediaWords(this.host.ctx.t)('voice.record');
    return html`<button class="icon-button" aria-label=${label} title=${label} @click=${this.begin}>${icon('mic')}</button>`;
  }

  private readonly begin = async (): Promise<void> => {
    const { host } = this;
    const { room, ctx } = host;
    if (ctx.client.session.user?.guest) {
      host.dispatchEvent(new CustomEvent('account'));
      return;
    }
    const parts = await this.load();
    // Gone meanwhile, or asked for twice: a second recording would hold the microphone, and nobody it.
    if (!parts || !host.isConnected || this.isRecording(room)) return;
    const [{ VoiceRecording }] = parts;
    // A little less: the container has its own bytes.
    const mostBytes = (ctx.config?.maxFileBytes ?? limits.fileBytes) * 0.95;
    const recording = new VoiceRecording(mediaWords(ctx.t)('sound.voice'), mostBytes, () => host.requestUpdate());
    this.recordings.set(room, recording);
    host.problem = '';
    host.requestUpdate();
    await recording.start();
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>('chat-room-recorder')?.focus();
  };

  /** What records and what shows it; that they cannot load is said. */
  private async load() {
    try {
      return await Promise.all([import('../recorder/voice-recording.js'), import('../recorder/voice-recorder.js')]);
    } catch {
      this.host.problem = this.host.ctx.t('error.offline');
      return undefined;
    }
  }

  view(room: RoomStore): TemplateResult | typeof nothing {
    const recording = this.recordings.get(room);
    if (!recording) return nothing;
    return html`<chat-room-recorder
      .ctx=${this.host.ctx}
      .recording=${recording}
      .level=${`${recording.levels.length} ${recording.state}`}
      @recorded=${({ detail }: CustomEvent<Recorded>) => this.send(room, detail)}
      @discarded=${() => this.end(room)}
    ></chat-room-recorder>`;
  }

  private send(room: RoomStore, recorded: Recorded): void {
    const { replyTo } = room.draft;
    const refusal = refusedKind(recorded.file, this.host.ctx);
    if (refusal) this.host.problem = refusal;
    else {
      this.host.send({ files: [recorded], ...(replyTo && { replyTo }) });
      if (replyTo) room.draft = { text: '' };
    }
    this.end(room);
  }

  private end(room: RoomStore): void {
    this.recordings.get(room)?.discard();
    this.recordings.delete(room);
    this.host.requestUpdate();
    this.host.focus();
  }
}
