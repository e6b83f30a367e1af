/** Limits of the contract. What an owner can change by a setting says so; the server's own figures are in `GET /api/v1/config`. */
export const limits = {
  /** Characters (Unicode code points) of a user name. */
  usernameMin: 2,
  usernameMax: 32,
  /** Code points of a password. */
  passwordMin: 8,
  passwordMax: 256,
  /** Code points of a display name. */
  displayNameMax: 64,
  /** A room's slug: `a-z 0-9 - _ . :`. */
  roomSlugMax: 64,
  /** Default of `CHAT_MAX_MESSAGE_CHARS`, in code points. */
  messageChars: 4000,
  /** No setting raises the message limit above this. */
  messageCharsCeiling: 100_000,
  /** Files that one message carries. */
  filesPerMessage: 10,
  /** Default of `CHAT_MAX_FILE_BYTES`. */
  fileBytes: 26_214_400,
  /** UTF-8 bytes of a file's name; longer ones are cut. */
  fileNameBytes: 255,
  /** Code points of a file's alternative text; longer ones are cut. */
  altTextMax: 1000,
  /** Parts of a voice message's wave form. */
  waveformMax: 64,
  /** Seconds that a voice message may say it has. */
  voiceSecondsMax: 86_400,
  /** Bytes of a picture of oneself, before it is made small. */
  avatarUploadBytes: 8_388_608,
  /** Messages in the first answer to `room:join` and the default page of history. */
  page: 50,
  /** Messages in any page. */
  pageMax: 200,
  /** Changes in one answer to `room:join` with `since`. */
  catchUpMax: 500,
  /** Rooms that one connection is in at a time. */
  roomsPerSocket: 200,
  /** Code points of one reaction: one emoji, however it is composed. */
  emojiMax: 32,
  /** Different emoji on one message. */
  reactionsPerMessage: 20,
  /** Code points of a search. */
  searchQueryMax: 200,
} as const;
