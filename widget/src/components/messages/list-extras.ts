/** What the list has beside its messages, as one lazy chunk that comes right behind them. */
export { jumpButton } from './jump-button.js';
export { styles } from './list-extras.styles.js';
export { emptyRoom, olderLine } from './list-states.js';
export { noticeLine } from './notice-line.js';
export { Reading } from './reading.js';
export { attachments, failed, quote, reactions, styles as rowStyles, toolbar } from './row-extras.js';
export { RowInteractions } from './row-interactions.js';
export { shapeOf } from './row-shape.js';
