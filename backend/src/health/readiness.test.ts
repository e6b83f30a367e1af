import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Readiness } from './readiness.js';

describe('readiness', () => {
  Logger.overrideLogger(false);

  it('names what does not answer', async () => {
    const readiness = new Readiness();
    readiness.addCheck('database', async () => {});
    readiness.addCheck('storage', () => Promise.reject(new Error('gone')));
    expect(await readiness.report()).toEqual({ status: 'not_ready', checks: { database: 'ok', storage: 'failed' } });
  });

  it('is ready without what is only worth knowing', async () => {
    const readiness = new Readiness();
    readiness.addNote('redis', () => Promise.reject(new Error('gone')));
    expect(await readiness.report()).toEqual({ status: 'ready', checks: { redis: 'failed' } });
  });

  it('asks what hangs only once at a time, and does not wait for it', async () => {
    const readiness = new Readiness();
    let asked = 0;
    let answer: () => void = () => {};
    readiness.addCheck('database', () => {
      asked++;
      return new Promise<void>((resolve) => {
        answer = resolve;
      });
    });
    const reports = await Promise.all([readiness.report(), readiness.report()]);
    expect(reports.map(({ status }) => status)).toEqual(['not_ready', 'not_ready']);
    expect(asked).toBe(1);
    answer();
    const next = readiness.report();
    await new Promise(setImmediate);
    answer();
    expect((await next).status).toBe('ready');
  });

  it('ends when the server drains', async () => {
    const readiness = new Readiness();
    expect((await readiness.report()).status).toBe('ready');
    readiness.drain();
    expect(await readiness.report()).toEqual({ status: 'not_ready', checks: { draining: 'failed' } });
  });
});
