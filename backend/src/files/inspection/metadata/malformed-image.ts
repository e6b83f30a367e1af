/** A picture that is not built as its format says. */
export class MalformedImage extends Error {
  override readonly name = 'MalformedImage';
}
