import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, constants, setPriority } from 'node:os';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ChatError } from '../../errors/chat-error.js';
import { Turns } from '../../turns/turns.js';
import type { MediaFindings, MediaJob } from './media-job.js';
import type { MediaAnswer } from './media-process.js';

/** Pictures and films worked on at a time: bounds the memory. */
const mostAtOnce = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Milliseconds after which something was made to keep us busy. */
const patience = 120_000;
/** Milliseconds after which a process that has nothing to do gives its memory back. To start one is felt: messages wait for a processor. */
const idleTime = 300_000;

const program = new URL('media-process.js', import.meta.url);

/** Processes of low priority that work on pictures and films, one each at a time, started when there are some. */
@Injectable()
export class MediaWorkshop implements OnApplicationShutdown {
  private readonly logger = new Logger('Files');
  private readonly turns = new Turns(mostAtOnce);
  private readonly idle = new Map<ChildProcess, NodeJS.Timeout>();
  private isClosed = false;

  onApplicationShutdown(): void {
    this.isClosed = true;
    for (const worker of this.idle.keys()) this.letGo(worker);
  }

  /**
   * Has a picture or a film worked on. `undefined` when it is not built as its format says, takes too long, or a decoder dies of it,
   * twice: once may be somebody else's fault. Throws `unavailable` when no process can be started.
   */
  async workOn(job: MediaJob): Promise<MediaFindings | undefined> {
    const answer = await this.turns.run(async () => (await this.attempt(job)) ?? (await this.attemptAgain(job)));
    if (answer && 'failure' in answer) throw new Error(answer.failure);
    return answer?.findings;
  }

  /** `undefined` when the process died of it. */
  private async attempt(job: MediaJob): Promise<MediaAnswer | undefined> {
    const worker = this.take();
    const settled = new AbortController();
    const { signal } = settled;
    let isTooLong = false;
    const tooLong = setTimeout(() => {
      isTooLong = true;
      worker.kill('SIGKILL');
    }, patience);
    try {
      const answered = once(worker, 'message', { signal });
      const ended = once(worker, 'exit', { signal }).then(() => Promise.reject(new Error('It has ended.')));
      worker.send(job);
      const [answer] = await Promise.race([answered, ended]);
      this.keep(worker);
      return answer as MediaAnswer;
    } catch (error) {
      this.logger.warn(`A process that works on files is lost: ${String(error)}`);
      worker.kill('SIGKILL');
      // What was made to keep us busy would do so again.
      return isTooLong ? { findings: undefined } : undefined;
    } finally {
      clearTimeout(tooLong);
      settled.abort();
    }
  }

  /** Whoever died of it the first time may have written to it. */
  private async attemptAgain(job: MediaJob): Promise<MediaAnswer | undefined> {
    const answer = await this.attempt(job);
    const findings = answer && 'findings' in answer ? answer.findings : undefined;
    return findings ? { findings: { ...findings, isRewritten: true } } : answer;
  }

  private take(): ChildProcess {
    const [waiting] = this.idle.keys();
    if (waiting) {
      this.forget(waiting);
      return waiting;
    }
    const worker = start();
    worker.once('exit', () => this.forget(worker));
    return worker;
  }

  private keep(worker: ChildProcess): void {
    if (this.isClosed) worker.disconnect();
    else this.idle.set(worker, setTimeout(() => this.letGo(worker), idleTime).unref());
  }

  private letGo(worker: ChildProcess): void {
    this.forget(worker);
    worker.disconnect();
  }

  private forget(worker: ChildProcess): void {
    clearTimeout(this.idle.get(worker));
    this.idle.delete(worker);
  }
}

function start(): ChildProcess {
  // What takes strangers' files apart knows no secrets. Few arenas: glibc would keep the memory of each picture.
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('CHAT_'));
  const worker = fork(program, {
    env: { ...Object.fromEntries(environment), MALLOC_ARENA_MAX: '2' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // Whoever waits for its answer is told.
  worker.on('error', () => undefined);
  // Before it has started a thread: those begin with the priority of their process.
  if (worker.pid === undefined) throw new ChatError('unavailable', { retryAfter: 5 });
  setPriority(worker.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return worker;
}
