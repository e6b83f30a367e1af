import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningDigests } from './running-digests.js';

describe('digests made on the way', () => {
  const content = randomBytes(5000);
  const digest = createHash('sha256').update(content).digest('hex');
  let path: string;
  beforeAll(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'digest-')), 'content');
    await writeFile(path, content);
  });
  afterAll(() => rm(join(path, '..'), { recursive: true }));

  it('need not read the file again', async () => {
    const digests = new RunningDigests();
    for (let at = 0; at < content.length; at += 1000) digests.update('a', at, content.subarray(at, at + 1000));
    expect(await digests.of('a', '/nowhere', content.length)).toBe(digest);
  });

  it.each<[what: string, arrive: (digests: RunningDigests) => void]>([
    ['of which nothing is known', () => undefined],
    ['whose beginning is not known', (digests) => digests.update('a', 1000, content.subarray(1000))],
    [
      'of which a part was lost and came again',
      (digests) => {
        digests.update('a', 0, content.subarray(0, 3000));
        digests.update('a', 2000, content.subarray(2000));
      },
    ],
    [
      'that was forgotten',
      (digests) => {
        digests.update('a', 0, content);
        digests.forget('a');
      },
    ],
  ])('read a file %s', async (_, arrive) => {
    const digests = new RunningDigests();
    arrive(digests);
    expect(await digests.of('a', path, content.length)).toBe(digest);
  });
});
