/** One statement of plain SQL. */
export interface Query {
  readonly sql: string;
  /** One for each `?`. */
  readonly values: readonly (string | number | null)[];
}

/** A change, of known size where `rows` says it. */
export interface Statement extends Query {
  /** Rows it must change: with others the transaction has failed. As many as it will, where this is missing. */
  readonly rows?: number;
}
