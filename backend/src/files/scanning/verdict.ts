/** What a scanner says of a file. */
export type Verdict = 'harmless' | 'harmful';
