import { Turns } from './turns.js';

/** Runs tasks of one name one after the other, in the order in which they come; those of different names at once. */
export class Sequences {
  private readonly sequences = new Map<string, { turns: Turns; tasks: number }>();

  /** When `mostWaiting` tasks of a name wait, one more is refused with `unavailable`. */
  constructor(private readonly mostWaiting: number) {}

  async run<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
    const sequence = this.sequences.get(name) ?? { turns: new Turns(1, this.mostWaiting), tasks: 0 };
    this.sequences.set(name, sequence);
    sequence.tasks++;
    try {
      return await sequence.turns.run(task);
    } finally {
      if (--sequence.tasks === 0) this.sequences.delete(name);
    }
  }
}
