import { Injectable } from '@nestjs/common';
import { Metrics } from '../../health/metrics.js';

/** Seconds. */
const durations = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** What operators see of the commit queue. */
@Injectable()
export class CommitFigures {
  private readonly changes;
  private readonly sizes;
  private readonly seconds;

  constructor(private readonly metrics: Metrics) {
    this.changes = metrics.counter('changes_committed_total', 'New messages, edits, deletions and reactions committed');
    this.sizes = metrics.histogram(
      'commit_batch_size',
      'Changes in one transaction',
      [1, 2, 5, 10, 25, 50, 100, 250, 500],
    );
    this.seconds = metrics.histogram('commit_duration_seconds', 'Time of one transaction', durations);
  }

  watchLength(length: () => number): void {
    this.metrics.gauge('commit_queue_length', 'Changes that wait for the next transaction', length);
  }

  /** `began` is of `performance.now()`. */
  committed(changes: number, began: number): void {
    this.changes.inc(changes);
    this.sizes.observe(changes);
    this.seconds.observe((performance.now() - began) / 1000);
  }
}
