import { describe, expect, it } from '@jest/globals';
import { UploadLocks } from './upload-locks.js';

describe('locks of uploads', () => {
  it('let one at a time work on an upload, and ask the one before to stop', async () => {
    const locks = new UploadLocks();
    const events: string[] = [];
    const work = (name: string) =>
      locks.run('one', async (stop) => {
        events.push(`${name} begins`);
        if (name !== 'last') await new Promise((resolve) => stop.addEventListener('abort', resolve));
        events.push(`${name} ends`);
      });
    await Promise.all([work('first'), work('second'), work('last')]);
    expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'last begins', 'last ends']);
  });

  it('are free again after a failure, and know uploads apart', async () => {
    const locks = new UploadLocks();
    await expect(locks.run('one', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    const result = await locks.run('one', () => locks.run('two', async () => 'both'));
    expect(result).toBe('both');
  });
});
