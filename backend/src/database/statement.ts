/** One statement of plain SQL. */
export interface Query {
  readonly sql: string;
  /** One for each `?`. */
  readonly values: readonly (string | number | null)[];
}

/** A change of known size. */
export interface Statement extends Query {
  /** Rows it must change; with fewer the transaction has failed. */
  readonly rows: number;
}
