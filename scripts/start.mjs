// `npm start`: builds what must be built, then becomes the server.
import { requireNode } from './node-version.mjs';

requireNode(20);
const { buildOrExit } = await import('./build-when-stale.mjs');
buildOrExit();
await import('../backend/dist/main.js');
