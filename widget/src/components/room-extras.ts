/** What a room has beside its texts, as one lazy chunk that comes right behind them. */
export { takeDroppedFiles } from './conversation/file-drop.js';
export { passing } from './header/passing.js';
export { jumpButton } from './messages/jump-button.js';
export { styles } from './messages/list-extras.styles.js';
export { emptyRoom, olderLine } from './messages/list-states.js';
export { noticeLine } from './messages/notice-line.js';
export { Reading } from './messages/reading.js';
export { attachments, failed, quote, reactions, styles as rowStyles, toolbar } from './messages/row-extras.js';
export { RowInteractions } from './messages/row-interactions.js';
export { shapeOf } from './messages/row-shape.js';
