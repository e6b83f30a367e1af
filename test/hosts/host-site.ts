import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** A site of somebody else that has installed the packed widget. */
export interface HostSite {
  readonly directory: string;
  /** The packed widget. */
  readonly tarball: string;
  /** Runs one of its programs or scripts; resolves with what it printed, rejects with that when it fails. */
  run(program: string, ...args: readonly string[]): Promise<string>;
}

/**
 * Packs the widget as `npm publish` would, and installs it beside React and Vue in a folder of its own, with the examples of
 * the docs, which talk to the given server.
 */
export async function installHostSite(server: { url: string }): Promise<HostSite> {
  const directory = mkdtempSync(join(process.env.CHAT_TEST_RUN ?? '', 'host-'));
  cpSync(join(import.meta.dirname, 'site'), directory, { recursive: true });
  copyExamples(join(directory, 'src/examples'), server);
  const runHere: HostSite['run'] = (program, ...args) => runIn(directory, program, args);
  const install = ['--include=dev', '--silent', '--no-audit', '--no-fund', '--prefer-offline'];
  const [tarball] = await Promise.all([packInto(directory), runHere('npm', 'ci', ...install)]);
  await runHere('npm', 'install', '--no-save', ...install, tarball);
  return { directory, tarball, run: runHere };
}

function copyExamples(target: string, server: { url: string }): void {
  const source = join(root, 'docs/examples');
  mkdirSync(target);
  for (const name of readdirSync(source)) {
    const example = readFileSync(join(source, name), 'utf8');
    writeFileSync(join(target, name), example.replaceAll('https://chat.example.com', server.url));
  }
}

/** Without `prepack`, which would build the script anew under the servers that other tests run. */
async function packInto(directory: string): Promise<string> {
  const widget = join(root, 'widget');
  await runIn(widget, 'npm', ['run', '--silent', 'build:package']);
  const packed = await runIn(widget, 'npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory]);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  return join(directory, filename);
}

async function runIn(cwd: string, program: string, args: readonly string[]): Promise<string> {
  try {
    // Jest says NODE_ENV=test, with which frameworks would be built for development.
    const { stdout } = await run(program, args, { cwd, env: { ...process.env, NODE_ENV: 'production' } });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}
