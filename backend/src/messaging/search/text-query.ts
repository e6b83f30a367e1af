import { foldedText, pairsOf, termOfWord } from './terms.js';

/** A way into the index: messages under exactly this term, or under any term that begins with it. */
export interface Lookup {
  readonly term: string;
  readonly by: 'whole' | 'beginning';
}

/** What somebody looks for: every word of it must begin a word of the message, every run of it be part of a run. */
export class TextQuery {
  private readonly wanted;
  /** Each is true of every message that matches; a message of which all are true may still not match. */
  readonly lookups: readonly Lookup[];

  constructor(query: string) {
    this.wanted = foldedText(query);
    const lookups = new Map<string, Lookup>();
    for (const word of this.wanted.words) lookups.set(word, { term: termOfWord(word), by: 'beginning' });
    for (const run of this.wanted.runs) {
      const pairs = pairsOf(run);
      // A lone character begins every pair it stands first in, or is the last one of its run.
      if (pairs.length === 0) lookups.set(run, { term: run, by: 'beginning' });
      for (const pair of pairs) lookups.set(pair, { term: pair, by: 'whole' });
    }
    this.lookups = [...lookups.values()];
  }

  matches(text: string): boolean {
    const { words, runs } = foldedText(text);
    return (
      this.wanted.words.every((wanted) => words.some((word) => word.startsWith(wanted))) &&
      this.wanted.runs.every((wanted) => runs.some((run) => run.includes(wanted)))
    );
  }
}
