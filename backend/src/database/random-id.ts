import { randomInt } from 'node:crypto';

/** What all ids of ours look like, and nothing that SQLite stumbles over: a NUL would end the statement it stands in. */
const form = /^[0-9a-z]{1,40}$/;

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/** An id nobody can guess or count: `length` characters of 0-9 a-z, about 5 bits each. */
export function randomId(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** Whether it may be an id at all: anything else, which outsiders send, needs no looking up. */
export function mayBeId(text: string): boolean {
  return form.test(text);
}
