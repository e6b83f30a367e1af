/** What may come over the wire, of Engine.IO 4 and Socket.IO 5 together: text alone, and the default namespace alone. */
export type Packet =
  | { readonly type: 'handshake'; readonly pingInterval: number; readonly pingTimeout: number }
  | { readonly type: 'ping' }
  | { readonly type: 'opened' }
  | { readonly type: 'refused'; readonly data?: unknown }
  | { readonly type: 'event'; readonly name: string; readonly payload: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'closed' };

/** Reads one frame; nothing for what a chat has no use for (pongs, upgrades, binary), or cannot be read. */
export function readPacket(frame: string): Packet | undefined {
  const [, kind = '', digits = '', json] = /^(4\d|\d)(\d*)(.*)$/s.exec(frame) ?? [];
  const value = json ? parse(json) : undefined;
  switch (kind) {
    case '0':
      return { pingInterval: 25_000, pingTimeout: 20_000, ...(value as object), type: 'handshake' };
    case '2':
      return { type: 'ping' };
    case '40':
      return { type: 'opened' };
    case '44':
      return { type: 'refused', data: (value as { data?: unknown } | undefined)?.data };
    case '42':
      return Array.isArray(value) ? { type: 'event', name: String(value[0]), payload: value[1] } : undefined;
    case '43':
      return Array.isArray(value) ? { type: 'answer', id: Number(digits), value: value[0] } : undefined;
    case '1':
    case '41':
      return { type: 'closed' };
  }
  return undefined;
}

/** Frames that a client sends. */
export const frames = {
  pong: '3',
  leave: '41',
  enter: (auth: object): string => `40${JSON.stringify(auth)}`,
  event: (id: number, name: string, payload: object): string => `42${id}${JSON.stringify([name, payload])}`,
};

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
