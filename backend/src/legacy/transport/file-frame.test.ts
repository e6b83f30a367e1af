import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FileInFlight } from './file-frame.js';

const head = Buffer.from('head');

/** What is written, and when what precedes the end is said to be out. */
async function written(chunks: Buffer[], size: number): Promise<(Buffer | 'settled')[]> {
  const events: (Buffer | 'settled')[] = [];
  const file = await FileInFlight.begin({ head, size, open: () => Readable.from(chunks) });
  await file.writeTo(
    async (bytes) => void events.push(bytes),
    async () => void events.push('settled'),
  );
  return events;
}

const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, index) => index % 251));

describe('A file on its way to an old client', () => {
  it.each([0, 1, 1023, 1024])('goes as one write when it has %i bytes', async (size) => {
    const events = await written(size > 0 ? [bytes(size)] : [], size);
    expect(events).toEqual(size > 0 ? [head, bytes(size)] : [head]);
  });

  it.each([1025, 2048, 70_000])('ends, of %i bytes, in one write of 1,024 once the rest is out', async (size) => {
    const events = await written([bytes(size)], size);
    expect(events).toEqual([head, bytes(size).subarray(0, -1024), 'settled', bytes(size).subarray(-1024)]);
  });

  it('does so however the storage cuts it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 12 }), async (lengths) => {
        const size = lengths.reduce((sum, length) => sum + length, 0);
        const whole = bytes(size);
        const ends = lengths.map((_, index) => lengths.slice(0, index + 1).reduce((sum, length) => sum + length, 0));
        const chunks = ends.map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
        const events = await written(chunks, size);
        const body = events.slice(1).filter((event) => event !== 'settled');
        expect(Buffer.concat(body).equals(whole)).toBe(true);
        if (size === 0) return;
        expect(body.at(-1)).toHaveLength(Math.min(size, 1024));
        expect(events.includes('settled')).toBe(size > 1024);
        if (size > 1024) expect(events.at(-2)).toBe('settled');
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['fewer', 100, 101],
    ['fewer, of many', 5000, 5001],
    ['fewer than its end', 4500, 5000],
    ['more', 101, 100],
    ['more, of many', 5001, 5000],
  ])('is given up when the storage has %s bytes than its size', async (_, length, size) => {
    await expect(written([bytes(length)], size)).rejects.toThrow(/than its/);
  });

  it('is known not to be there before anything is written', async () => {
    const open = () =>
      new Readable({
        read() {
          this.destroy(new Error('gone'));
        },
      });
    await expect(FileInFlight.begin({ head, size: 5, open })).rejects.toThrow('gone');
  });

  it('is let go of when the client is gone', async () => {
    const stream = Readable.from([bytes(4000), bytes(4000)]);
    const file = await FileInFlight.begin({ head, size: 8000, open: () => stream });
    await expect(
      file.writeTo(
        () => Promise.reject(new Error('closed')),
        async () => {},
      ),
    ).rejects.toThrow('closed');
    expect(stream.destroyed).toBe(true);
  });
});
