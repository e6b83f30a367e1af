import type { IndexesOptions, ModelAttributes, QueryInterface, Sequelize } from 'sequelize';

/** What a migration works with: both dialects, told apart only where it must be. */
export interface MigrationContext {
  readonly sequelize: Sequelize;
  readonly queryInterface: QueryInterface;
  readonly dialect: 'sqlite' | 'mysql';
  /** As `QueryInterface.createTable`, in utf8mb4 compared byte by byte; does nothing when the table is there. */
  createTable(name: string, columns: ModelAttributes): Promise<void>;
  /** As `QueryInterface.addIndex`; does nothing when the index is there (MySQL cannot roll a half-done migration back). */
  addIndex(table: string, columns: string[], options?: IndexesOptions): Promise<void>;
}

/** A step forward; there is none back: a backup is the way back. Once landed it never changes. */
export interface Migration {
  readonly name: string;
  up(context: MigrationContext): Promise<void>;
}
