/** One connection's stay in a room. */
export interface Attendance {
  /** The connection is gone; the person counts as here for the grace period, in case he comes back. */
  leave(): void;
  /** The person says himself that he goes. */
  leaveAtOnce(): void;
}

/** An attendance that ends once, however often it is told to. */
export function attendanceUntil(end: { leave(): void; leaveAtOnce(): void }): Attendance {
  let isOver = false;
  const once = (leave: () => void) => () => {
    if (isOver) return;
    isOver = true;
    leave();
  };
  return { leave: once(end.leave), leaveAtOnce: once(end.leaveAtOnce) };
}
