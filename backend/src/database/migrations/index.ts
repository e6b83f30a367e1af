import type { Migration } from '../migration.js';
import { first } from './0001-first.js';

/** In the order in which they run. */
export const migrations: readonly Migration[] = [first];
