import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { Crowd } from '../support/crowd.js';
import { type Nodes, startNodes } from '../support/nodes.js';
import type { TestServer } from '../support/server.js';

const minutes = Number(process.env.CHAT_TEST_SOAK_MINUTES ?? 5);
const patience = (minutes + 5) * 60_000;

/** Things break two at a time, at random, again and again. What breaks is in the log, so that what fails can be done again. */
describe('a chat of two nodes, in a storm', () => {
  let chat: Nodes;
  let crowd: Crowd;
  beforeAll(async () => {
    chat = await startNodes();
    crowd = await Crowd.gather(chat.nodes);
  }, patience);
  afterAll(async () => {
    await crowd.close();
    await chat.stop();
  }, patience);

  const aWhile = () => sleep(randomInt(8000));
  const oneOf = <Item>(items: readonly Item[]) => items[randomInt(items.length)] as Item;
  const aNode = () => oneOf<TestServer>(chat.nodes);
  const faults: Record<string, () => Promise<void>> = {
    'a node is killed': () => aNode().restart('SIGKILL'),
    'a node is told to stop': () => aNode().restart('SIGTERM'),
    async 'a node is frozen'() {
      const { process } = aNode();
      process.kill('SIGSTOP');
      await aWhile();
      process.kill('SIGCONT');
    },
    async 'Redis is emptied'() {
      await chat.redis.kill();
      await aWhile();
      await chat.redis.start();
    },
    async 'Redis is frozen'() {
      chat.redis.process.kill('SIGSTOP');
      await aWhile();
      chat.redis.process.kill('SIGCONT');
    },
    async 'MariaDB is killed'() {
      await chat.mariadb.kill();
      await aWhile();
      await chat.mariadb.start();
    },
    async 'a line breaks'() {
      oneOf(crowd.talkers).line.cut();
    },
    async 'a line goes dead'() {
      oneOf(crowd.talkers).line.deaden();
    },
    async 'a line is slow'() {
      const { line } = oneOf(crowd.talkers);
      line.setDelay(100);
      await aWhile();
      line.setDelay(0);
    },
  };

  it(
    'ends with the same for everybody, after every blow',
    async () => {
      const names = Object.keys(faults);
      for (const end = Date.now() + minutes * 60_000; Date.now() < end; ) {
        await crowd.spread();
        crowd.start();
        await crowd.goesOn();
        const first = oneOf(names);
        // What is killed cannot be frozen: of two things that break, one at the most is a process.
        const other = oneOf(names.filter((name) => name.includes('line')));
        console.log(`${new Date().toISOString()} ${first}, ${other}`);
        await Promise.all([first, other].map((name) => faults[name]?.()));
        await crowd.goesOn();
        await crowd.agrees();
      }
    },
    patience,
  );
});
