/** The English of the first load; everything that is said before another part has loaded. */
export const en = {
  'error.offline': 'The server cannot be reached. Check your connection.',

  'room.name': 'Chat',
  'room.private': 'Private conversation',
  'room.backTo': 'Back to {name}',
  'room.online': '{n} online',
  'room.isOnline': 'Online · private',
  'room.isOffline': 'Offline · private',
  'guest.write': 'Log in to write',
  'room.loading': 'Loading',

  'connection.offline': 'You are offline. Messages are sent when you are back.',
  'connection.connecting': 'Connecting…',
  'connection.reconnecting': 'Connection lost. Reconnecting…',
  'connection.now': 'Try now',

  'people.open': 'Show people',
  'people.message': 'Talk to {name} in private',

  'conversations.open': 'Show conversations',
  'conversations.unread': { one: '{n} unread message', other: '{n} unread messages' },

  'messages.title': 'Messages',
  'messages.new': 'New messages',
  'messages.edited': 'edited',
  'messages.deleted': 'Message deleted',
  'messages.sending': 'Sending',
  'messages.sent': 'Sent',
  'messages.read': 'Read',
  'messages.readBy': { one: 'Read by {n} person', other: 'Read by {n} people' },
  'messages.announce': '{name}: {text}',
  'messages.today': 'Today',
  'messages.yesterday': 'Yesterday',

  'composer.write': 'Write a message',
  'composer.writePrivate': 'Privately to {name}',
  'composer.send': 'Send',
  'composer.attach': 'Attach files',
  'composer.emoji': 'Emoji and stickers',

  'history.open': 'History and search',

  'profile.open': 'Your profile',

  'launcher.open': 'Open chat',
  'launcher.close': 'Close chat',
} as const;
