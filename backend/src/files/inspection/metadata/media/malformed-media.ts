/** Sound or a moving picture that is not built as its format says. */
export class MalformedMedia extends Error {
  override readonly name = 'MalformedMedia';
}
