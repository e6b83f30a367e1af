import type { ChildProcess } from 'node:child_process';

export interface TestRedis {
  readonly process: ChildProcess;
  readonly url: string;
  readonly port: number;
  readonly dir: string;
}

export function startRedis(programs: { redisServer: string }, dir: string, port?: number): Promise<TestRedis>;
