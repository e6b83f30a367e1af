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
  let isOver = false;

  class Connection extends sqliteModule.Database {
    /** Of the transaction that it is for: Sequelize sets it, and takes it away once it has closed the connection. */
    declare uuid?: string;

    /** Without a callback at the end of a transaction, with one at the end of everything. */
    override close(closed?: Opened): void {
      if (!closed && this.uuid !== undefined) {
        this.leave();
        return;
      }
      isOver = true;
      for (const spare of spares.splice(0)) spare.close();
      super.close(closed);
    }

    /** Where nothing is left to be taken back, that is an error which says so. */
    private leave(): void {
      this.exec('ROLLBACK', () => {
        if (isOver || spares.length === mostSpares) super.close();
        else spares.push(this);
      });
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
