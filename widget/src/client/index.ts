export { createChatClient } from './chat-client.js';
export { ChatClientError, codeOf, isTransient } from './client-error.js';
export { isSent } from './sent-message.js';
export { sharedClient } from './shared-client.js';
export type * from './types.js';
