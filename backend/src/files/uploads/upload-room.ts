import { ChatError } from '../../errors/chat-error.js';

/** Uploads of one person that may be unfinished at a time. */
const mostUnfinished = 100;

/** What one person may begin still. */
export class UploadRoom {
  /** Bytes, those of unfinished uploads among them; a quota of 0 is none. */
  constructor(
    private unfinished: number,
    private taken: number,
    private readonly quota: number,
  ) {}

  /** Why an upload of so many bytes may not begin; `undefined` when it may, and counts from now on. */
  refuse(size: number): ChatError | undefined {
    if (this.unfinished >= mostUnfinished) {
      return new ChatError('rate_limited', {
        message: `Finish or cancel some of your ${mostUnfinished} unfinished uploads first.`,
        retryAfter: 60,
      });
    }
    if (this.quota > 0 && this.taken + size > this.quota) {
      const left = Math.max(0, this.quota - this.taken);
      return new ChatError('too_large', {
        message: `All your files together may have ${this.quota} bytes; ${left} are left.`,
        fields: { quota: 'too_big' },
        limit: this.quota,
      });
    }
    this.unfinished++;
    this.taken += size;
    return undefined;
  }
}
