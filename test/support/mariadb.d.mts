import type { ChildProcess } from 'node:child_process';

export interface TestMariadb {
  readonly process: ChildProcess;
  /** `mysql://…`, without a database. */
  readonly url: string;
  readonly port: number;
  readonly dir: string;
}

/** With a `port`, the MariaDB that lived in `dir` before is started again. */
export function startMariadb(
  programs: { mariadbd: string; mariadbInstallDb: string },
  dir: string,
  port?: number,
): Promise<TestMariadb>;
