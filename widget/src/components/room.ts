/** What somebody who is signed in sees, as one lazy chunk. */
import './workspace/workspace.js';
