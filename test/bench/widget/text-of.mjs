/** The text of the n-th message of a room under measurement: one to four lines. Runs here and in the page. */
export function textOf(n) {
  return `${n}: ${'Some words about nothing much, as people write them. '.repeat(1 + ((n * 7) % 4))}`;
}
