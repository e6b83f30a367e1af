import type { Voice } from '@chat-room/protocol';
import type { ClientErrorCode } from './error-types.js';

/** A file to be sent, with what is said of it. */
export interface OutgoingFile {
  readonly file: Blob;
  /** What is to be seen, for who cannot see it. */
  readonly alt?: string;
  /** Of a recorded message: how it sounds. */
  readonly voice?: Voice;
}

/** `waiting` for its turn, the line or the server; `paused` by the person. */
export type UploadState = 'waiting' | 'uploading' | 'paused' | 'failed' | 'done';

/** Why a file was refused. */
export interface UploadProblem {
  readonly code: ClientErrorCode;
  /** Bytes that would have been accepted: of this file, or of all of the person's files with `isQuota`. */
  readonly limit?: number;
  readonly isQuota?: boolean;
  /** A scanner of the server's found something in it. */
  readonly isHarmful?: boolean;
  /** The page that had it is gone, and the browser has not kept it. (`not_found` without this: it cannot be read any more.) */
  readonly isLost?: boolean;
}

/** A file on its way up; lives in the message that will carry it. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly state: UploadState;
  /** 0 to 1. */
  readonly progress: number;
  readonly problem?: UploadProblem;
  readonly alt?: string;
  readonly voice?: Voice;
  /** `blob:` URL for showing a picture before it is up. */
  readonly previewUrl?: string;
  readonly width?: number;
  readonly height?: number;
}
