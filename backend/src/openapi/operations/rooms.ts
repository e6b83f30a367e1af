import { historyQuery, searchQuery } from '@chat-room/protocol';
import type { Operation } from '../operation.js';

const room = { name: 'room', description: "The room's slug: 1 to 64 of `a-z 0-9 - _ . :`." };

export const roomOperations: readonly Operation[] = [
  {
    id: 'listConversations',
    method: 'get',
    path: '/api/v1/rooms',
    tag: 'Rooms',
    summary: "One's rooms and private conversations",
    description: 'With the last message of each, and how many are unread.',
    access: 'signed-in',
    answers: {
      200: {
        description: 'The conversations, that with the newest message first.',
        content: { json: 'Conversations' },
      },
    },
    errors: ['unauthorized', 'session_ended'],
  },
  {
    id: 'readHistory',
    method: 'get',
    path: '/api/v1/rooms/{room}/messages',
    tag: 'Rooms',
    summary: 'A page of history',
    description: 'Without `before` and `after`: the newest messages. What the asker has cleared is not there.',
    access: 'signed-in',
    pathParameters: [room],
    query: historyQuery,
    answers: { 200: { description: 'The messages.', content: { json: 'HistoryPage' } } },
    errors: ['invalid', 'unauthorized', 'session_ended', 'not_found'],
  },
  {
    id: 'search',
    method: 'get',
    path: '/api/v1/rooms/{room}/search',
    tag: 'Rooms',
    summary: 'Find messages by their text',
    description:
      'Words are found by their beginnings in any script; Chinese, Japanese and Korean by any part. Case and Unicode form make no difference. To go on: `before` the `seq` of the last one found.',
    access: 'signed-in',
    pathParameters: [room],
    query: searchQuery,
    answers: { 200: { description: 'The messages.', content: { json: 'SearchPage' } } },
    errors: ['invalid', 'unauthorized', 'session_ended', 'not_found', 'rate_limited'],
  },
  {
    id: 'clearHistory',
    method: 'delete',
    path: '/api/v1/rooms/{room}/history',
    tag: 'Rooms',
    summary: 'Clear the history for oneself',
    description: 'Nobody else sees a difference.',
    access: 'signed-in',
    pathParameters: [room],
    answers: { 204: { description: 'Cleared up to the newest message.' } },
    errors: ['unauthorized', 'session_ended', 'not_found'],
  },
];
