import { stickers } from '@chat-room/protocol/stickers';

/** The old program's ten first, in its order (LEGACY quirk 7): its people see them as the stickers they know. */
export const stickerSet: readonly string[] = [
  ...stickers.map(({ emoji }) => emoji),
  ...[
    '👍',
    '👏',
    '🙏',
    '💪',
    '🎉',
    '❤️',
    '🔥',
    '✨',
    '🌹',
    '☕',
    '🤣',
    '😭',
    '😡',
    '😱',
    '🥳',
    '😴',
    '🤝',
    '👋',
    '🐱',
    '🐶',
  ],
];
