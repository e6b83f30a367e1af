import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { noteProcess } from '../support/run-directory.mjs';

/** One core is left to the server and one, where there are so many, to the database. */
const mostProcesses = Math.min(4, Math.max(1, availableParallelism() - 2));

/** Clients of one server, in processes of their own. */
export class LoadGenerator {
  #processes;

  /** `program` is what each process runs. */
  constructor(processes = mostProcesses, program = join(import.meta.dirname, 'load.mjs')) {
    this.#processes = Array.from({ length: processes }, () => {
      const child = fork(program, { stdio: 'inherit', serialization: 'advanced' });
      noteProcess(child);
      return child;
    });
  }

  /** Each person in `people` connects, to the nodes by turns, and joins his room; resolves when all have, with what each process says. */
  connect(server, people) {
    const shares = this.#processes.map((_, index) => people.filter((_, n) => n % this.#processes.length === index));
    return this.#all('connect', (index) => ({ server: server.kind, ports: server.ports, people: shares[index] }));
  }

  /** Everybody comes back at once, having missed up to so many changes; resolves with the milliseconds until all have them. */
  async reconnect({ port }, missed) {
    return Math.max(...(await this.#all('reconnect', () => ({ port, missed }))));
  }

  flood(senders, inFlight) {
    const share = (index) => Math.ceil((senders - index) / this.#processes.length);
    return this.#all('flood', (index) => ({ senders: share(index), inFlight }));
  }

  async pace(perSecond) {
    await this.#all('listen');
    await this.#ask(this.#processes[0], 'pace', { perSecond });
  }

  stop() {
    return this.#all('stop');
  }

  /** What arrived since the last time: counts, latencies in milliseconds, processor seconds used so far. */
  async take() {
    const taken = await this.#all('take');
    const sum = (of) => taken.reduce((total, one) => total + of(one), 0);
    return {
      deliveries: sum(({ deliveries }) => deliveries),
      acknowledged: sum(({ acknowledged }) => acknowledged),
      refused: sum(({ refused }) => refused),
      latencies: taken.flatMap(({ latencies }) => latencies),
      cpuSeconds: sum(({ cpu }) => (cpu.user + cpu.system) / 1e6),
    };
  }

  /** A command that only one kind of process knows. */
  ask(command, options) {
    return this.#ask(this.#processes[0], command, options);
  }

  disconnect() {
    return this.#all('disconnect');
  }

  end() {
    for (const child of this.#processes) child.kill();
  }

  #all(command, options = () => ({})) {
    return Promise.all(this.#processes.map((child, index) => this.#ask(child, command, options(index))));
  }

  #ask(child, command, options) {
    return new Promise((resolve, reject) => {
      child.once('message', ({ error, result }) => (error ? reject(new Error(error)) : resolve(result)));
      child.send({ command, options });
    });
  }
}
