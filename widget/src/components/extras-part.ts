import { lazyPart } from './lazy.js';

export const extrasPart = lazyPart(() => import('./room-extras.js'));
