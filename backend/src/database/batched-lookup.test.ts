import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { BatchedLookup } from './batched-lookup.js';
import { Rush } from './rush.js';

/** A table that takes some turns of the event loop to answer, and remembers what it was asked. */
class SlowTable {
  readonly questions: number[][] = [];

  readonly load = async (keys: number[]): Promise<Map<number, string>> => {
    this.questions.push(keys);
    for (let n = 0; n < 3; n++) await turn();
    return new Map(keys.filter((key) => key >= 0).map((key) => [key, `row ${key}`]));
  };
}

describe('a batched lookup', () => {
  it('looks up together what is asked for while another lookup is under way', async () => {
    const table = new SlowTable();
    const lookup = new BatchedLookup(table.load);
    const first = lookup.get(1);
    await turn();
    const others = [2, 3, 2, -4].map((key) => lookup.get(key));
    expect(await Promise.all([first, ...others])).toEqual(['row 1', 'row 2', 'row 3', 'row 2', undefined]);
    expect(table.questions).toEqual([[1], [2, 3, -4]]);
  });

  it('begins anew for whoever asks while the same is being looked up, since the answer may be older than the question', async () => {
    const table = new SlowTable();
    const lookup = new BatchedLookup(table.load);
    const first = lookup.get(1);
    await turn();
    await Promise.all([first, lookup.get(1)]);
    expect(table.questions).toEqual([[1], [1]]);
  });

  it('asks hardly more often for two thousand who come in a rush than for five hundred', async () => {
    const questionsOf = async (people: number) => {
      const table = new SlowTable();
      const lookup = new BatchedLookup(table.load, new Rush());
      const answers: Promise<string | undefined>[] = [];
      for (let person = 0; person < people; person++) {
        answers.push(lookup.get(person));
        await turn();
      }
      expect((await Promise.all(answers)).at(-1)).toBe(`row ${people - 1}`);
      return table.questions.length;
    };
    const few = await questionsOf(500);
    expect(await questionsOf(2000)).toBeLessThan(2 * few + 5);
  });
});
