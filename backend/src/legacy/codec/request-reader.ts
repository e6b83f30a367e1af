import { ByteQueue } from './byte-queue.js';
import { ProtocolViolation } from './protocol-violation.js';
import { type Command, layouts, type Request, type StringLimits } from './request.js';

type Layout = (typeof layouts)[string];

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads requests off a stream of bytes that may be cut anywhere. There is no outer frame: the command byte says what follows.
 * Holds at most one string that is not complete, and what was pushed beyond the last request taken.
 */
export class RequestReader {
  private readonly bytes = new ByteQueue();
  private layout: Layout | undefined;
  private values: (string | number)[] = [];
  private length: number | undefined;
  private bodyLeft = 0;

  /** `permits` is asked at each command byte, before a byte of its fields is looked at; it throws to refuse. */
  constructor(
    private readonly limits: StringLimits,
    private readonly permits: (command: Command) => void = () => {},
  ) {}

  push(chunk: Uint8Array): void {
    this.bytes.push(chunk);
  }

  /** Bytes of a file that are still to come, or to be taken by `takeBody`. */
  get missingBody(): number {
    return this.bodyLeft;
  }

  /** Bytes of memory that it takes: at most about twice the longest string and what was pushed last. */
  get heldBytes(): number {
    return this.bytes.capacity;
  }

  /** The next request that is complete; none while a file's bytes are missing. Throws `ProtocolViolation`. */
  next(): Request | undefined {
    if (this.bodyLeft > 0) return undefined;
    const layout = this.layout ?? this.readCommand();
    if (!layout) return undefined;
    for (;;) {
      const field = layout.fields[this.values.length];
      if (!field) return this.finish(layout);
      const value = field.kind === 'u32' ? this.readNumber() : this.readString(field.name, this.limits[field.kind]);
      if (value === undefined) return undefined;
      this.values.push(value);
    }
  }

  /** What has come of the file's bytes since; empty when nothing has. */
  takeBody(): Buffer {
    const taken = this.bytes.take(this.bodyLeft);
    this.bodyLeft -= taken.length;
    return taken;
  }

  private readCommand(): Layout | undefined {
    const [byte] = this.bytes.take(1);
    if (byte === undefined) return undefined;
    const layout = layouts[String.fromCharCode(byte)];
    if (!layout) throw new ProtocolViolation(`unknown command byte 0x${byte.toString(16).padStart(2, '0')}`);
    this.permits(layout.command);
    this.layout = layout;
    return layout;
  }

  private readNumber(): number | undefined {
    return this.bytes.length < 4 ? undefined : this.bytes.take(4).readUInt32BE();
  }

  private readString(name: string, limit: number): string | undefined {
    this.length ??= this.readNumber();
    if (this.length === undefined) return undefined;
    if (this.length > limit) throw new ProtocolViolation(`${name} of ${this.length} bytes, the limit is ${limit}`);
    if (this.bytes.length < this.length) return undefined;
    const encoded = this.bytes.take(this.length);
    this.length = undefined;
    try {
      return utf8.decode(encoded);
    } catch {
      throw new ProtocolViolation(`${name} is not UTF-8`);
    }
  }

  private finish({ command, fields }: Layout): Request {
    const named = fields.map(({ name }, index) => [name, this.values[index]] as const);
    // The layouts are the types' own fields, in the order of the wire.
    const request = { command, ...Object.fromEntries(named) } as Request;
    this.layout = undefined;
    this.values = [];
    if (request.command === 'file-by-bytes') this.bodyLeft = request.size;
    return request;
  }
}
