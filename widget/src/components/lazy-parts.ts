/** Fetched when the browser is idle, so that they open at once when they are wanted. */
export const prefetched = Promise.allSettled([
  import('./messages/message-menu.js'),
  import('./messages/going-to.js'),
  import('./composer/composer-extras.js'),
  import('./messages/attachments/attachments.js'),
  import('./emoji/emoji-panel.js'),
  import('./history/history-view.js'),
  import('./profile/profile-dialog.js'),
  import('./viewer/picture-viewer.js'),
  import('./dialog/confirm-dialog.js'),
  import('./workspace/side-lists.js'),
  import('./state/state-view.js'),
  import('./error-words.js'),
  import('../client/on-occasion.js'),
]);
