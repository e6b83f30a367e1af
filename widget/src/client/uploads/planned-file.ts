import type { Voice } from '@chat-room/protocol';
import type { UploadProblem } from '../types.js';

/** What storage keeps of a file that a message in the outbox will carry. */
export interface StoredFile {
  /** Made by this client; the browser keeps the bytes under it until they are up. */
  id: string;
  name: string;
  type: string;
  /** Bytes. */
  size: number;
  alt?: string;
  voice?: Voice;
  /** Of pictures, in pixels. */
  width?: number;
  height?: number;
  /** Where the server has what has arrived of it. */
  url?: string;
  /** Once it is up. */
  fileId?: string;
  /** The person has set it aside. */
  isPaused?: boolean;
  /** Why the server does not take it. */
  problem?: UploadProblem;
}

/** A file of this page, or of one before it: then its bytes are where the browser keeps them. */
export interface PlannedFile extends StoredFile {
  content?: Blob;
}
