/** What somebody who is signed in sees, as one lazy chunk. Its styles stand together, which is less when they are packed. */
import './composer/composer.styles.js';
import './composer/text-field.styles.js';
import './conversation/conversation.styles.js';
import './header/room-header.styles.js';
import './messages/message-list.styles.js';
import './messages/message-row.styles.js';
import './workspace/workspace.styles.js';

export { workspaceOf } from './workspace/workspace-of.js';
