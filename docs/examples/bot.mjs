// A bot that rolls dice: it answers `!roll` (one die) and `!roll 3d20` in the room it is in, and in private.
//
//   CHAT_SERVER=https://chat.example.com BOT_NAME=dice BOT_PASSWORD=… BOT_ROOM=lobby node bot.mjs
//
// The account is made when there is none of that name. The bot stays until it gets SIGINT or SIGTERM; while the server is
// away it waits, and what it has to say is said when the server is back.
import { ChatClientError, createChatClient } from '@chat-room/widget/client';

const { CHAT_SERVER = 'http://localhost:3000', BOT_NAME = 'dice', BOT_PASSWORD = '', BOT_ROOM = 'lobby' } = process.env;

const client = createChatClient({ server: CHAT_SERVER });
const account = { username: BOT_NAME, password: BOT_PASSWORD };

client.onMessage(async ({ room, message }) => {
  const answer = answerTo(message.text);
  if (!answer) return;
  // A private conversation is joined by the first answer to it; the room is joined anyway.
  const conversation = client.join(room.slug);
  try {
    await conversation.send({ text: answer, replyTo: message });
  } catch (error) {
    // Taken back meanwhile, say: a bot has nothing to try again.
    console.error(`Not answered: ${error.code}`);
  } finally {
    client.leave(room.slug);
  }
});

client.session.subscribe(() => {
  const { state, endedBecause } = client.session;
  if (state === 'signed-out' && endedBecause) stop(`The session was ended: ${endedBecause}.`);
});

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => client.close());

await signIn();
const room = client.join(BOT_ROOM);
const unsubscribe = room.subscribe(() => {
  if (room.state === 'failed') stop(`${BOT_ROOM} cannot be joined: ${room.error}.`);
  if (room.state !== 'joined') return;
  unsubscribe();
  console.log(`${client.session.user?.displayName} is in ${room.room?.title}.`);
});

async function signIn() {
  try {
    await client.session.login(account);
  } catch (error) {
    if (!(error instanceof ChatClientError) || error.code !== 'bad_credentials') throw error;
    await client.session.register(account);
  }
}

/** What the bot says to a text; nothing when it is not meant. */
function answerTo(text) {
  const asked = /^!roll(?: (\d{1,2})d(\d{1,3}))?$/.exec(text.trim());
  if (!asked) return undefined;
  const [, dice = '1', sides = '6'] = asked;
  const rolls = Array.from({ length: Number(dice) }, () => 1 + Math.floor(Math.random() * Number(sides)));
  return `${rolls.join(' + ')} = ${rolls.reduce((sum, roll) => sum + roll, 0)}`;
}

function stop(reason) {
  console.error(reason);
  process.exitCode = 1;
  client.close();
}
