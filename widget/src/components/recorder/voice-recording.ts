import type { Voice } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { waveformOf } from '../sound/wave-form.js';

/** Bits a second: speech, clearly. */
const bitsPerSecond = 48_000;
/** Milliseconds between two looks at how loud it is. */
const betweenLevels = 50;
/** Milliseconds between two pieces, so that what has been said so far is known by its size. */
const betweenPieces = 500;
/** Bars that a wave form is drawn with. */
const parts = 48;

/** What browsers write, best first. */
const kinds = [
  { type: 'audio/webm', recorded: 'audio/webm;codecs=opus', ending: 'webm' },
  { type: 'audio/mp4', recorded: 'audio/mp4', ending: 'm4a' },
  { type: 'audio/ogg', recorded: 'audio/ogg;codecs=opus', ending: 'ogg' },
] as const;

export type RecordingState = 'asking' | 'recording' | 'paused' | 'done' | 'failed';
export type RecordingProblem = 'refused' | 'missing' | 'failed';

export interface Recorded {
  readonly file: File;
  readonly voice: Voice;
}

/** One voice message while it is made: asks for the microphone, records, pauses, and knows how it sounds. */
export class VoiceRecording {
  state: RecordingState = 'asking';
  problem: RecordingProblem | undefined;
  /** How loud it was, 0 to 1, one for every twentieth of a second that was recorded. */
  readonly levels: number[] = [];
  /** Once it is done. */
  result: Recorded | undefined;
  private readonly pieces: Blob[] = [];
  private recorder?: MediaRecorder;
  private stream?: MediaStream;
  private context?: AudioContext;
  private timer: ReturnType<typeof setInterval> | undefined;
  private isDiscarded = false;

  constructor(
    /** What the file is called, without its ending. */
    private readonly name: string,
    /** Bytes; it is done when it has so many. */
    private readonly mostBytes: number,
    private readonly changed: () => void,
  ) {}

  get seconds(): number {
    return (this.levels.length * betweenLevels) / 1000;
  }

  /** Asks for the microphone and begins. Never throws: what goes wrong is its problem. */
  async start(): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      this.stream = stream;
      if (this.isDiscarded) this.letGo();
      else this.record(stream);
    } catch (error) {
      this.problem = problemOf(error);
      this.become('failed');
    }
  }

  pause(): void {
    if (this.state !== 'recording') return;
    this.recorder?.pause();
    this.become('paused');
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.recorder?.resume();
    this.become('recording');
  }

  /** Ends it; gives what was recorded. */
  async finish(): Promise<Recorded | undefined> {
    const { recorder } = this;
    if (recorder && recorder.state !== 'inactive') {
      const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
      recorder.stop();
      await stopped;
    }
    this.letGo();
    if (recorder && !this.isDiscarded) this.result ??= this.made(recorder.mimeType);
    this.become('done');
    return this.result;
  }

  /** Ends it; nothing of it is kept. */
  discard(): void {
    this.isDiscarded = true;
    if (this.recorder && this.recorder.state !== 'inactive') this.recorder.stop();
    this.letGo();
  }

  private record(stream: MediaStream): void {
    const kind = kinds.find(({ recorded }) => MediaRecorder.isTypeSupported(recorded));
    const recorder = new MediaRecorder(stream, {
      audioBitsPerSecond: bitsPerSecond,
      ...(kind && { mimeType: kind.recorded }),
    });
    this.recorder = recorder;
    let bytes = 0;
    recorder.addEventListener('dataavailable', ({ data }) => {
      this.pieces.push(data);
      bytes += data.size;
      if (bytes >= this.mostBytes || this.seconds >= limits.voiceSecondsMax) void this.finish();
    });
    // The microphone was unplugged, or taken away.
    stream.getAudioTracks()[0]?.addEventListener('ended', () => void this.finish());
    recorder.start(betweenPieces);
    this.listen(stream);
    this.become('recording');
  }

  private listen(stream: MediaStream): void {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 2048;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.context = context;
    this.timer = setInterval(() => {
      if (this.state !== 'recording') return;
      analyser.getFloatTimeDomainData(samples);
      this.levels.push(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0));
      this.changed();
    }, betweenLevels);
  }

  private made(mimeType: string): Recorded {
    const kind = kinds.find(({ type }) => mimeType.startsWith(type));
    const type = kind?.type ?? mimeType.split(';')[0] ?? '';
    const file = new File(this.pieces, `${this.name}.${kind?.ending ?? 'audio'}`, { type });
    const duration = Math.max(0.1, Math.round(this.seconds * 10) / 10);
    return { file, voice: { duration, waveform: waveformOf(this.levels, parts) } };
  }

  private letGo(): void {
    clearInterval(this.timer);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    if (this.context?.state !== 'closed') void this.context?.close();
  }

  private become(state: RecordingState): void {
    if (this.isDiscarded) return;
    this.state = state;
    this.changed();
  }
}

function problemOf(error: unknown): RecordingProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' ? 'missing' : 'failed';
}
