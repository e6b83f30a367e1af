const pattern = /^([1-9]\d{0,9})-([1-9]\d{0,9})$/;

/** A message's id on the wire: where it stands. */
export function messageId(roomId: number, seq: number): string {
  return `${roomId}-${seq}`;
}

/** Where a message stands; `undefined` for what is no id of ours. */
export function placeOf(id: string): { roomId: number; seq: number } | undefined {
  const match = pattern.exec(id);
  return match ? { roomId: Number(match[1]), seq: Number(match[2]) } : undefined;
}
