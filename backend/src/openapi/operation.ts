import type { ErrorCode } from '@chat-room/protocol';
import type { ZodType } from 'zod';
import type { SchemaName } from './schemas.js';

export type Tag = 'Accounts' | 'Rooms' | 'Files' | 'Server';

/** What a request brings or an answer holds: JSON, something of a media type, or a form with one file. */
export type Content =
  | { readonly json: SchemaName }
  | { readonly media: string }
  | { readonly file: { readonly field: string; readonly description: string } };

interface Named {
  readonly name: string;
  readonly description: string;
}

export interface Answer {
  readonly description: string;
  readonly content?: Content;
  readonly headers?: readonly Named[];
}

/** One HTTP call. Everything that the server answers to has one; a test compares the two. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: `/${string}`;
  readonly tag: Tag;
  readonly summary: string;
  /** More sentences; `code` in backticks. */
  readonly description?: string;
  /** Who may call it: anybody, who is signed in, or also who has the file's signed address. */
  readonly access: 'anybody' | 'signed-in' | 'signed-in-or-address';
  /** The parts of the path in braces. */
  readonly pathParameters?: readonly Named[];
  readonly query?: ZodType;
  readonly headers?: readonly (Named & { readonly required: boolean })[];
  readonly body?: Content;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Those an attentive caller can meet; `internal` and `unavailable` can come from everywhere. */
  readonly errors: readonly ErrorCode[];
}
