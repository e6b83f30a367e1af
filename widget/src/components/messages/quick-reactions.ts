/** In reach with one tap; all others in the panel. */
export const quickReactions = ['👍', '❤️', '😂', '😮', '😢', '🎉'] as const;
