import { start } from './start.js';

/** What this is built into lies one folder below `/widget.js`, whose address tells of the server. */
start(import.meta.url.replace(/\/chunks\/[^/]*$/, ''));
