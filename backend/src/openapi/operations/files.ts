import { fileQuery, thumbnailQuery } from '@chat-room/protocol';
import type { Answer, Operation } from '../operation.js';

const id = { name: 'id', description: "The upload's id, which is the file's." };
const tus = { name: 'Tus-Resumable', description: 'Always `1.0.0`.', required: true };
const offset = { name: 'Upload-Offset', description: 'Bytes received so far.' };
const expires = { name: 'Upload-Expires', description: 'When what was not finished is given up.' };
const unfit = ['unauthorized', 'session_ended', 'not_found', 'unsupported_version'] as const;

const bytes: Record<number, Answer> = {
  200: {
    description: 'The bytes.',
    content: { media: '*/*' },
    headers: [{ name: 'ETag', description: 'Never changes.' }],
  },
  206: {
    description: 'The part that `Range` asked for.',
    content: { media: '*/*' },
    headers: [{ name: 'Content-Range', description: 'Which part of how many bytes.' }],
  },
  304: { description: 'Not changed since `If-None-Match`.' },
};

export const fileOperations: readonly Operation[] = [
  {
    id: 'createUpload',
    method: 'post',
    path: '/api/v1/files',
    tag: 'Files',
    summary: 'Begin an upload',
    description:
      'Resumable uploads speak tus 1.0 with `creation`, `creation-with-upload`, `termination` and `expiration`. The id at the end of `Location` is the file id that `message:send` takes once the upload is finished.',
    access: 'signed-in',
    headers: [
      tus,
      { name: 'Upload-Length', description: 'Bytes of the whole file.', required: true },
      {
        name: 'Upload-Metadata',
        description:
          '`filename` and its value in Base64; beside it `filetype`, the media type, `alt`, alternative text, and of a voice message `duration` in seconds and `waveform`, hexadecimal digits.',
        required: true,
      },
    ],
    answers: {
      201: {
        description: 'Begun.',
        headers: [{ name: 'Location', description: 'Where the bytes go.' }, offset, expires],
      },
    },
    errors: [
      ...(['invalid', 'unauthorized', 'session_ended', 'forbidden', 'unsupported_version'] as const),
      ...(['too_large', 'unsupported_type', 'rate_limited', 'unavailable'] as const),
    ],
  },
  {
    id: 'continueUpload',
    method: 'patch',
    path: '/api/v1/files/{id}',
    tag: 'Files',
    summary: 'Send bytes of an upload',
    access: 'signed-in',
    pathParameters: [id],
    headers: [tus, { name: 'Upload-Offset', description: 'Where these bytes go on.', required: true }],
    body: { media: 'application/offset+octet-stream' },
    answers: { 204: { description: 'Received.', headers: [offset, expires] } },
    errors: ['invalid', ...unfit, 'conflict', 'too_large', 'unsupported_type', 'unavailable'],
  },
  {
    id: 'showUpload',
    method: 'head',
    path: '/api/v1/files/{id}',
    tag: 'Files',
    summary: 'How far an upload is',
    description: 'Without `Tus-Resumable` it is about the file, and answers as GET does.',
    access: 'signed-in',
    pathParameters: [id],
    headers: [tus],
    answers: {
      200: {
        description: 'How far it is.',
        headers: [
          offset,
          { name: 'Upload-Length', description: 'Bytes of the whole file.' },
          { name: 'Upload-Metadata', description: 'As given.' },
          expires,
        ],
      },
    },
    errors: [...unfit],
  },
  {
    id: 'cancelUpload',
    method: 'delete',
    path: '/api/v1/files/{id}',
    tag: 'Files',
    summary: 'Give up an upload',
    description: 'Also a finished one that no message carries yet.',
    access: 'signed-in',
    pathParameters: [id],
    headers: [tus],
    answers: { 204: { description: 'Gone.' } },
    errors: [...unfit, 'conflict'],
  },
  {
    id: 'downloadFile',
    method: 'get',
    path: '/api/v1/files/{id}',
    tag: 'Files',
    summary: 'The bytes of a file',
    description:
      "For who may see the message that carries it: with a token, or at the signed address in the message's `url`. Only images, sound and films that cannot hold programs are shown in place; everything else is saved.",
    access: 'signed-in-or-address',
    pathParameters: [id],
    query: fileQuery,
    answers: bytes,
    errors: ['unauthorized', 'session_ended', 'not_found', 'range_not_satisfiable'],
  },
  {
    id: 'downloadThumbnail',
    method: 'get',
    path: '/api/v1/files/{id}/thumbnail',
    tag: 'Files',
    summary: 'A small picture of an image',
    access: 'signed-in-or-address',
    pathParameters: [id],
    query: thumbnailQuery,
    answers: bytes,
    errors: ['unauthorized', 'session_ended', 'not_found', 'range_not_satisfiable'],
  },
];
