/** What an old client asks for, as read off the wire. */
export type Request =
  | { command: 'log-in'; user: string; password: string }
  | { command: 'register'; user: string; password: string; avatarPath: string }
  | { command: 'message'; target: string; content: string }
  | { command: 'refresh' }
  | { command: 'file-by-path'; target: string; path: string }
  /** Followed by `size` bytes, which the reader hands out by `takeBody`. */
  | { command: 'file-by-bytes'; target: string; name: string; size: number };

export type Command = Request['command'];

/** Most bytes of each kind of string a client may send. */
export interface StringLimits {
  /** User names and targets. */
  name: number;
  password: number;
  content: number;
  /** Paths, and names of files. */
  path: number;
}

interface Field {
  name: string;
  kind: keyof StringLimits | 'u32';
}

const user: Field = { name: 'user', kind: 'name' };
const password: Field = { name: 'password', kind: 'password' };
const target: Field = { name: 'target', kind: 'name' };

/** The fields of each command, in the order in which they come. */
export const layouts: Readonly<Record<string, { command: Command; fields: readonly Field[] }>> = {
  '1': { command: 'log-in', fields: [user, password] },
  '2': { command: 'register', fields: [user, password, { name: 'avatarPath', kind: 'path' }] },
  '3': { command: 'message', fields: [target, { name: 'content', kind: 'content' }] },
  '4': { command: 'refresh', fields: [] },
  '5': { command: 'file-by-path', fields: [target, { name: 'path', kind: 'path' }] },
  '6': {
    command: 'file-by-bytes',
    fields: [target, { name: 'name', kind: 'path' }, { name: 'size', kind: 'u32' }],
  },
};
