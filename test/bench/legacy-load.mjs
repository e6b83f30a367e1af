// A process that is many old clients of one server, and some people on the web. The bench forks it, as it does load.mjs.
import { dialects, isAcknowledgement, isRefusal } from './dialects.mjs';
import { OldClient } from './old-client.mjs';
import { WireClient } from './wire-client.mjs';

const words = 'the quick brown fox jumps over the lazy dog and so on until it is home'.slice(0, 64);
const { ours } = dialects;

let clients = [];
let counts = { deliveries: 0, acknowledged: 0, refused: 0 };
let isFlooding = false;

const commands = {
  /** Who has a token comes by the web; all others start their programs at once. Resolves with the milliseconds that these took. */
  async connect({ ports: [port], people }) {
    const web = await Promise.all(people.filter(({ token }) => token).map((person) => comeByWeb(person, port)));
    const begun = performance.now();
    const old = await Promise.all(people.filter(({ token }) => !token).map(comeByOldClient));
    // One of each by turns, so that whoever sends first are both.
    clients = [...web.flatMap((client, n) => [client, ...old.slice(n, n + 1)]), ...old.slice(web.length)];
    return performance.now() - begun;
  },

  /** The first so many keep that many messages in flight each. */
  flood({ senders, inFlight, text = words }) {
    isFlooding = true;
    for (const client of clients.slice(0, senders)) {
      client.flooding = () => isFlooding && client.say(text);
      for (let n = 0; n < inFlight; n++) client.say(text);
    }
  },

  /** The last so many read nothing any more. */
  stopReading({ count }) {
    for (const { stopReading } of clients.slice(-count)) stopReading();
  },

  stop() {
    isFlooding = false;
  },

  /** What has arrived since the last time, and the processor time this has taken. */
  take() {
    const taken = { ...counts, latencies: [], cpu: process.cpuUsage() };
    counts = { deliveries: 0, acknowledged: 0, refused: 0 };
    return taken;
  },

  disconnect() {
    for (const { close } of clients) close();
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

async function comeByWeb({ token, room }, port) {
  const client = { flooding: () => {} };
  const wire = new WireClient({
    port,
    auth: { token },
    onPacket(packet) {
      if (!isAcknowledgement(packet)) {
        counts.deliveries += ours.deliveriesIn(packet).messages;
        return;
      }
      counts.acknowledged++;
      if (isRefusal(packet)) counts.refused++;
      client.flooding();
    },
  });
  await wire.ready;
  const answer = await wire.request(...ours.join(room));
  if (!answer.ok) throw new Error(`Joining was refused: ${JSON.stringify(answer)}`);
  return Object.assign(client, { say: (text) => wire.emit(...ours.send(room, text)), close: () => wire.close() });
}

/** His next message goes when the one before is back: old clients are told nothing else. */
async function comeByOldClient({ id, password, legacyPort }) {
  const client = { flooding: () => {} };
  const old = new OldClient({
    port: legacyPort,
    name: id,
    password,
    onMessage(isOwn) {
      counts.deliveries++;
      if (isOwn) client.flooding();
    },
  });
  await old.ready;
  return Object.assign(client, {
    say: (text) => old.say(text),
    stopReading: () => old.stopReading(),
    close: () => old.close(),
  });
}
