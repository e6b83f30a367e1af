import type { Operation } from '../operation.js';
import { accountOperations } from './accounts.js';
import { fileOperations } from './files.js';
import { roomOperations } from './rooms.js';
import { serverOperations } from './server.js';

/** Every HTTP call, in the order in which people read them. */
export const operations: readonly Operation[] = [
  ...accountOperations,
  ...roomOperations,
  ...fileOperations,
  ...serverOperations,
];
