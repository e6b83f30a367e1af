/** A client broke the protocol: its connection ends, with the reason in the log. */
export class ProtocolViolation extends Error {
  override readonly name = 'ProtocolViolation';
}
