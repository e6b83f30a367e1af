import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, 'setup/s3-server.mjs');

/** Starts an S3 server on a free port; its objects are files in a directory. `env` is added to its environment. */
export async function startS3(directory, env = {}) {
  // It makes its page marks with a cipher that OpenSSL calls old.
  const child = spawn(process.execPath, ['--openssl-legacy-provider', program, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const [port] = await once(child.stdout, 'data');
  return {
    url: `s3://S3RVER:S3RVER@127.0.0.1:${Number(port)}/chat`,
    async stop() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
