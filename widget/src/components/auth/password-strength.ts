import { limits } from '@chat-room/protocol/limits';

export type Strength = 0 | 1 | 2 | 3 | 4;

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u, /\p{Lo}/u];
const common = /^(?:pass(?:word)?|qwert[yz]?|12345|abc|letmein|admin|welcome|iloveyou|monkey|dragon|111|000)/i;

/** Steps of one or none between neighbours, as in `aaaa`, `1234`, `abcd`. */
function isSequence(password: string): boolean {
  let steps = 0;
  for (let at = 1; at < password.length; at++) {
    if (Math.abs(password.charCodeAt(at) - password.charCodeAt(at - 1)) <= 1) steps++;
  }
  return steps >= password.length * 0.7;
}

/** A hint for the person, not a rule: 0 is refused by the server for its length, the others are advice. */
export function passwordStrength(password: string, username = ''): Strength {
  if (password.length < limits.passwordMin) return 0;
  const name = username.trim().toLowerCase();
  const different = new Set(password).size;
  if (different < 5 || isSequence(password) || common.test(password)) return 1;
  if (name.length > 2 && password.toLowerCase().includes(name)) return 1;
  const kinds = classes.filter((kind) => kind.test(password)).length;
  const score = Math.min(password.length, 24) / 4 + kinds;
  if (score < 5) return 2;
  return score < 6.5 ? 3 : 4;
}
