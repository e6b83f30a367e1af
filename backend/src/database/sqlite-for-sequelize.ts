import { sqliteModule } from './sqlite-module.js';

/** Connections that wait for a transaction; there is one at a time, but for those that only read. */
const mostSpares = 4;

type Opened = (error: Error | null) => void;

/**
 * What Sequelize takes for the package sqlite3. It opens a connection for every transaction and closes it at the end; here the next
 * transaction gets the same one, which knows the tables already: that takes half the time.
 */
export function sqliteForSequelize(): object {
  const spares: Connection[] = [];
  /** Resolves when all that have been left are spares. */
  let left: Promise<void> = Promise.resolve();

  class Connection extends sqliteModule.Database {
    /** Without a callback at the end of a transaction, with one at the end of everything. */
    override close(closed?: Opened): void {
      if (closed) void left.then(() => this.closeLast(closed));
      else left = left.then(() => this.leave());
    }

    /** Where nothing is left to be taken back, that is an error which says so. */
    private leave(): Promise<void> {
      return new Promise((done) => {
        this.exec('ROLLBACK', () => {
          if (spares.length === mostSpares) super.close(() => done());
          else {
            spares.push(this);
            done();
          }
        });
      });
    }

    private closeLast(closed: Opened): void {
      const spare = spares.pop();
      if (spare) spare.closeLast(() => this.closeLast(closed));
      else super.close(closed);
    }
  }

  // Called with `new`, which gives what is returned.
  function Database(path: string, mode: number, opened: Opened): Connection {
    const spare = spares.pop();
    if (!spare) return new Connection(path, mode, opened);
    process.nextTick(opened, null);
    return spare;
  }

  return { ...sqliteModule, Database };
}
