/** Two soft notes, made here: no file to load, and nothing that a content security policy has to allow. */
export function playChime(): void {
  const context = new AudioContext();
  const volume = context.createGain();
  volume.connect(context.destination);
  for (const [at, frequency] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const note = context.createOscillator();
    note.frequency.value = frequency;
    note.connect(volume);
    note.start(context.currentTime + at);
    note.stop(context.currentTime + at + 0.25);
  }
  volume.gain.setValueAtTime(0.06, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + 0.4);
  setTimeout(() => void context.close(), 600);
}
