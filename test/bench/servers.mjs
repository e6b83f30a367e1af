import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { noteProcess } from '../support/run-directory.mjs';
import { cpuSeconds } from './processor-time.mjs';

const root = resolve(import.meta.dirname, '../..');
const signing = 'the bench signs its own tokens with this';

/** A server process under measurement. */
class MeasuredServer {
  constructor(kind, args, env) {
    this.kind = kind;
    this.args = args;
    this.env = env;
  }

  get pid() {
    return this.process.pid;
  }

  get cpuSeconds() {
    return cpuSeconds(this.pid);
  }

  /** Bytes it holds once its garbage is collected. */
  async residentBytes() {
    // What the first collection lets go of, the second one gives back.
    await this.#askForMemory();
    await sleep(1000);
    return this.#askForMemory();
  }

  get ports() {
    return [this.port];
  }

  async start() {
    const telling = ['--expose-gc', '--import', join(import.meta.dirname, 'tell-memory.mjs')];
    this.process = spawn(process.execPath, [...telling, ...profiling(), ...this.args], {
      cwd: root,
      env: { PATH: process.env.PATH, NODE_ENV: 'production', NO_COLOR: '1', ...this.env },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    noteProcess(this.process);
    this.port = await new Promise((listening, failed) => {
      let output = '';
      this.process.stdout.on('data', (chunk) => {
        output += chunk;
        const [, port] = /Listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(output) ?? [];
        if (port) listening(Number(port));
      });
      this.process.once('close', (code) => failed(new Error(`The server ended with ${code}:\n${output}`)));
    });
    return this;
  }

  async stop(signal = 'SIGTERM') {
    const gone = new Promise((resolve) => this.process.once('close', resolve));
    this.process.kill(signal);
    await gone;
  }

  #askForMemory() {
    return new Promise((resolve) => {
      this.process.once('message', resolve);
      this.process.send('memory');
    });
  }
}

/** Several processes that are one chat, with their processor time together. */
class MeasuredNodes {
  constructor(nodes) {
    this.nodes = nodes;
    this.kind = nodes[0].kind;
  }

  get ports() {
    return this.nodes.map(({ port }) => port);
  }

  get cpuSeconds() {
    return this.nodes.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
  }

  async stop() {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }
}

export function bareServer() {
  return new MeasuredServer('bare', [join(import.meta.dirname, 'bare-server.mjs')], {}).start();
}

/** Streams of Node's between the socket and a directory. */
export function bareFileServer() {
  const directory = mkdtempSync(join(process.env.CHAT_TEST_RUN, 'bench-'));
  const args = [join(import.meta.dirname, 'bare-file-server.mjs')];
  return new MeasuredServer('bare', args, { BARE_DIRECTORY: directory }).start();
}

/** Ours on a database, started as `npm start` and the image do. */
export function chatServer(databaseUrl, more = {}) {
  const args = ['--max-semi-space-size=32', 'backend/dist/main.js'];
  return new MeasuredServer('ours', args, { ...environment(databaseUrl), ...more }).start();
}

/** Ours as several nodes on one database; the first one starts alone, since it makes the tables. */
export async function chatNodes(databaseUrl, redisUrl, count) {
  const nodes = [];
  for (let n = 0; n < count; n++) nodes.push(await chatServer(databaseUrl, { CHAT_REDIS_URL: redisUrl }));
  return new MeasuredNodes(nodes);
}

/** Settings that ours runs with, and that the bench makes its tokens with. */
export function environment(databaseUrl) {
  return {
    PORT: '0',
    CHAT_DATA_DIR: mkdtempSync(join(process.env.CHAT_TEST_RUN, 'bench-')),
    CHAT_DATABASE_URL: databaseUrl,
    CHAT_SECRET: signing,
    CHAT_LEGACY_LISTEN: 'off',
    CHAT_RATE_LIMITS: 'off',
    CHAT_LOG_LEVEL: 'log',
  };
}

/** The URL of a new, empty database: `SQLite`, or one of the MariaDB given by its URL. */
export async function freshDatabase(database, mariadbUrl) {
  const directory = mkdtempSync(join(process.env.CHAT_TEST_RUN, 'bench-'));
  if (database === 'SQLite') return `sqlite:${join(directory, 'chat.sqlite')}`;
  const name = directory.replace(/.*bench-/, 'bench_');
  const connection = await createConnection(mariadbUrl);
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await connection.end();
  return `${mariadbUrl}/${name}`;
}

/** `BENCH_PROFILE=directory` has both servers write a processor profile there when they end. */
function profiling() {
  const directory = process.env.BENCH_PROFILE;
  return directory ? ['--cpu-prof', `--cpu-prof-dir=${directory}`] : [];
}
