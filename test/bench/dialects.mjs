import { randomUUID } from 'node:crypto';

const nothing = { messages: 0 };
const one = { messages: 1, rev: 0 };

/** How the load generator speaks with each server, and how it counts what comes back without parsing it. */
export const dialects = {
  ours: {
    join: (room, since) => ['room:join', { room, ...(since !== undefined && { since }) }],
    send: (room, text) => ['message:send', { room, clientId: randomUUID(), text }],
    /** One event may hold many messages: it ends with the revs between which they lie, and here every change is a new message. */
    deliveriesIn(packet) {
      if (!startsWith(packet, '42["messages"')) return nothing;
      const [, prev, rev] = /"prev":(\d+),"rev":(\d+)\}\]$/.exec(packet.toString('latin1', packet.length - 64)) ?? [];
      if (rev === undefined) throw new Error(`What is this? ${packet.toString().slice(-200)}`);
      return { messages: Number(rev) - Number(prev), rev: Number(rev) };
    },
  },
  bare: {
    join: (room) => ['join', room],
    send: (room, text) => ['message', { room, clientId: randomUUID(), text }],
    deliveriesIn: (packet) => (startsWith(packet, '42["message"') ? one : nothing),
  },
};

export function isAcknowledgement(packet) {
  return packet[0] === 0x34 && packet[1] === 0x33;
}

export function isRefusal(packet) {
  return !packet.toString('latin1', 0, 32).includes('"ok":true');
}

function startsWith(packet, beginning) {
  return packet.length >= beginning.length && packet.toString('latin1', 0, beginning.length) === beginning;
}
