/** A random UUID; `crypto.randomUUID` is missing on pages served by plain HTTP. */
export function uuid(): string {
  // Of the 8 only two bits are given.
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (given) => {
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (Number(given) ^ (random & (15 >> (Number(given) / 4)))).toString(16);
  });
}
