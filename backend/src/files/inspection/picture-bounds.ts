/** Pixels of a picture that is decoded, with all frames that are: as many as the largest usual phone cameras have. About 400 MB at the most. */
export const mostPixels = 50_000_000;

/** Bytes of the largest picture: it is read into memory to take its metadata out. */
export const largestPicture = 67_108_864;
