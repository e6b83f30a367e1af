// A process that is many clients of one server. The bench forks it and tells it what to do (load-generator.mjs).
import { dialects, isAcknowledgement, isRefusal } from './dialects.mjs';
import { WireClient } from './wire-client.mjs';

/** Handshakes under way at a time, so that preparing a run is not itself a run. */
const connectingAtOnce = 50;
const words = 'the quick brown fox jumps over the lazy dog and so on until it is home'.slice(0, 64);
/** Before the time, in nanoseconds, at which a message was sent. */
const sentAt = '"text":"@';

let dialect;
let clients = [];
let counts = { deliveries: 0, acknowledged: 0, refused: 0 };
let latencies = [];
let isTiming = false;
let sending;

const commands = {
  /** Connects people and has each join his room. */
  async connect({ server, ports, people }) {
    dialect = dialects[server];
    clients = people.map((person, n) => ({ ...person, port: ports[n % ports.length] }));
    await eachOf(clients, connectingAtOnce, (client) => comeIn(client));
  },

  /** All come back at once; resolves when each has all he missed. */
  async reconnect({ port, missed }) {
    const begun = performance.now();
    await Promise.all(clients.map((client, n) => comeIn({ ...client, port }, Math.max(0, client.rev - (n % missed)))));
    return performance.now() - begun;
  },

  /** Everybody whose turn it is keeps so many messages in flight. */
  flood({ senders, inFlight }) {
    sending = 'flood';
    for (const client of clients.slice(0, senders)) for (let n = 0; n < inFlight; n++) say(client, words);
  },

  /** One person says something so many times a second. */
  pace({ perSecond }) {
    isTiming = true;
    const begun = performance.now();
    let said = 0;
    sending = setInterval(() => {
      const due = ((performance.now() - begun) / 1000) * perSecond;
      for (; said < due; said++) say(clients[said % clients.length], `@${process.hrtime.bigint()} ${words}`);
    }, 2);
  },

  listen() {
    isTiming = true;
  },

  stop() {
    clearInterval(sending);
    sending = undefined;
  },

  /** What has arrived since the last time, and the processor time this has taken. */
  take() {
    const taken = { ...counts, latencies, cpu: process.cpuUsage() };
    counts = { deliveries: 0, acknowledged: 0, refused: 0 };
    latencies = [];
    return taken;
  },

  disconnect() {
    for (const { wire } of clients) wire.close();
    clients = [];
  },
};

process.on('message', async ({ command, options }) => {
  try {
    process.send({ result: await commands[command](options) });
  } catch (error) {
    process.send({ error: error.stack });
  }
});

async function comeIn(client, since) {
  client.wire?.close();
  client.wire = new WireClient({
    port: client.port,
    auth: { token: client.token },
    onPacket: (packet) => receive(client, packet),
  });
  await client.wire.ready;
  let answer;
  for (let from = since; answer === undefined || answer.more; from = answer.rev) {
    answer = await client.wire.request(...dialect.join(client.room, from));
    if (!answer.ok) throw new Error(`Joining was refused: ${JSON.stringify(answer)}`);
    if (since === undefined) break;
  }
  client.rev = answer.rev;
}

function receive(client, packet) {
  if (isAcknowledgement(packet)) {
    counts.acknowledged++;
    if (isRefusal(packet)) counts.refused++;
    if (sending === 'flood') say(client, words);
    return;
  }
  const { messages, rev } = dialect.deliveriesIn(packet);
  if (messages === 0) return;
  counts.deliveries += messages;
  client.rev = rev;
  if (isTiming) time(packet);
}

function say(client, text) {
  client.wire.emit(...dialect.send(client.room, text));
}

function time(packet) {
  const now = process.hrtime.bigint();
  for (let at = packet.indexOf(sentAt); at !== -1; at = packet.indexOf(sentAt, at + 1)) {
    const start = at + sentAt.length;
    const sent = BigInt(packet.toString('latin1', start, packet.indexOf(' ', start)));
    latencies.push(Number(now - sent) / 1e6);
  }
}

async function eachOf(items, atOnce, work) {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
