import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const needed = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'Google Chrome'],
    debian: 'chromium',
    mac: '--cask chromium',
  },
  mariadbd: { names: ['mariadbd', 'mysqld'], debian: 'mariadb-server', mac: 'mariadb' },
  mariadbInstallDb: { names: ['mariadb-install-db'], debian: 'mariadb-server', mac: 'mariadb' },
  python: { names: ['python3'], debian: 'python3', mac: 'python' },
  redisServer: { names: ['redis-server'], debian: 'redis-server', mac: 'redis' },
};

const extraFolders = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/opt/homebrew/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

/** Paths of the programs the tests use. Installs what is missing on Debian as root; else fails with what to install. */
export function ensurePrograms(names) {
  const missing = names.filter((name) => !find(needed[name].names));
  if (missing.length > 0) install(missing);
  return Object.fromEntries(names.map((name) => [name, find(needed[name].names)]));
}

function install(missing) {
  const packages = [...new Set(missing.map((name) => needed[name].debian))];
  if (process.getuid?.() === 0 && find(['apt-get'])) {
    console.log(`Installing ${packages.join(', ')} for the tests …`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env: environment });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    });
    if (missing.every((name) => find(needed[name].names))) return;
  }
  const mac = [...new Set(missing.map((name) => needed[name].mac))];
  const how =
    process.platform === 'darwin'
      ? mac.map((name) => `brew install ${name}`).join(' && ')
      : `sudo apt-get install -y ${packages.join(' ')}`;
  throw new Error(`The tests need programs that are not installed. Run: ${how}`);
}

function find(names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...extraFolders];
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here; the next folder.
      }
    }
  }
  return undefined;
}
