/** The ten stickers of the old desktop program, in its order: the code it sends and the emoji it stands for (LEGACY quirk 7). */
export const stickers = [
  { code: 'aa**', emoji: '😎' },
  { code: 'bb**', emoji: '🥵' },
  { code: 'cc**', emoji: '🥶' },
  { code: 'dd**', emoji: '😪' },
  { code: 'ee**', emoji: '🤔' },
  { code: 'ff**', emoji: '😙' },
  { code: 'gg**', emoji: '🥰' },
  { code: 'hh**', emoji: '😂' },
  { code: 'jj**', emoji: '😅' },
  { code: 'kk**', emoji: '😀' },
] as const;
