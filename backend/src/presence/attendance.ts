/** One connection's stay in a room. */
export interface Attendance {
  /** The connection is gone; the person counts as here for the grace period, in case he comes back. */
  leave(): void;
  /** The person says himself that he goes. */
  leaveAtOnce(): void;
}
