/** Sound or a movie, wherever on the page it is. */
let playing: HTMLMediaElement | undefined;

/** Whatever else plays, stops. */
export function playAlone(media: HTMLMediaElement): void {
  if (playing !== media) playing?.pause();
  playing = media;
}

/** What leaves the page does not go on playing, and is not kept. */
export function silence(media: HTMLMediaElement | null): void {
  if (playing === media) playing = undefined;
  media?.pause();
}
