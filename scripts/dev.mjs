// `npm run dev`: compiles on every change, restarts the server when it did, and rebuilds the widget.
import concurrently from 'concurrently';
import { buildOrExit } from './build-when-stale.mjs';
import { requireNode } from './node-version.mjs';

requireNode(20);
buildOrExit();
const { result } = concurrently(
  [
    { name: 'types', command: 'tsc -b protocol backend --watch --preserveWatchOutput' },
    { name: 'widget', command: 'npm run --silent watch -w widget' },
    { name: 'server', command: 'node --watch --watch-preserve-output backend/dist/main.js' },
  ],
  { killOthersOn: ['failure', 'success'], prefix: 'name', prefixColors: 'auto' },
);
await result.catch(() => process.exit(1));
