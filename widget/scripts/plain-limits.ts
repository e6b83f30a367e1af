import { limits } from '@chat-room/protocol/limits';
import type { Plugin } from 'vite';

const values: Readonly<Record<string, number>> = limits;

/** Writes the contract's limits as the numbers they are: of all of them a chunk needs one or two. */
export function plainLimits(): Plugin {
  return {
    name: 'plain-limits',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/\/widget\/src\/.*\.ts$/.test(id) || !code.includes('from "@chat-room/protocol/limits"')) return null;
      return { code: code.replace(/(?<![\w.])limits\.(\w+)/g, (all, name) => String(values[name] ?? all)), map: null };
    },
  };
}
