import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';

/** Milliseconds after which a check that has not answered counts as failed. */
const patience = 2000;

export interface ReadinessReport {
  status: 'ready' | 'not_ready';
  /** By name; `draining` is there once the server is on its way out. */
  checks: Record<string, 'ok' | 'failed'>;
}

/** Whether this server can serve. Each feature adds what it cannot do without, and what is worth knowing besides. */
@Injectable()
export class Readiness {
  private readonly logger = new Logger('Readiness');
  private readonly checks = new Map<string, () => Promise<unknown>>();
  /** Checks that are shown, and count for nothing. */
  private readonly notes = new Set<string>();
  /** Checks that have not answered yet: they are not asked again meanwhile. */
  private readonly pending = new Map<string, Promise<boolean>>();
  private draining = false;

  /** `check` rejects when what it looks at does not answer. */
  addCheck(name: string, check: () => Promise<unknown>): void {
    this.checks.set(name, check);
  }

  /** As `addCheck`, but the server is ready without it. */
  addNote(name: string, check: () => Promise<unknown>): void {
    this.notes.add(name);
    this.addCheck(name, check);
  }

  /** From now on the server is not ready: it is about to end. */
  drain(): void {
    this.draining = true;
  }

  async report(): Promise<ReadinessReport> {
    const results = await Promise.all([...this.checks.keys()].map(async (name) => [name, await this.passes(name)]));
    const all = [...results, ...(this.draining ? [['draining', false] as const] : [])] as [string, boolean][];
    return {
      status: all.every(([name, passed]) => passed || this.notes.has(name)) ? 'ready' : 'not_ready',
      checks: Object.fromEntries(all.map(([name, passed]) => [name, passed ? 'ok' : 'failed'])),
    };
  }

  private passes(name: string): Promise<boolean> {
    const running = this.pending.get(name) ?? this.run(name);
    return Promise.race([running, sleep(patience, false, { ref: false })]);
  }

  private run(name: string): Promise<boolean> {
    const outcome = (async () => {
      try {
        await this.checks.get(name)?.();
        return true;
      } catch (error) {
        this.logger.warn(`${name} does not answer: ${error instanceof Error ? error.message : error}`);
        return false;
      } finally {
        this.pending.delete(name);
      }
    })();
    this.pending.set(name, outcome);
    return outcome;
  }
}
