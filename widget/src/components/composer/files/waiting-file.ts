import type { OutgoingFile } from '../../../client/types.js';

/** A file that waits for Send. */
export interface WaitingFile extends OutgoingFile {
  readonly file: File;
  /** As it was chosen: what tells it from the others, also when it has been made smaller. */
  readonly chosen: File;
  /** It is being made smaller: Send waits for it. */
  readonly isBusy?: boolean;
}

export function waitingFile(chosen: File): WaitingFile {
  return { file: chosen, chosen };
}
