import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, ConfigError } from '../config/config.js';

/** Characters; whoever guesses the secret can sign in as anybody. */
const shortest = 32;

/** The secret everything that this server signs derives from: `CHAT_SECRET`, or one made at first start and kept in the data directory. */
@Injectable()
export class SigningSecret {
  private readonly secret: string;

  constructor(config: Config) {
    this.secret = config.secret ?? keptSecret(config.dataDir);
  }

  /** A key of its own for each purpose, so that no signature of one kind passes for another. */
  keyFor(purpose: string): Buffer {
    return createHmac('sha256', this.secret).update(purpose).digest();
  }
}

function keptSecret(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'secret');
  const draft = join(dataDir, `secret.${process.pid}`);
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true });
  try {
    // A link is made whole or not at all, and fails when the secret is there already.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  const secret = readFileSync(path, 'utf8');
  if (secret.length < shortest) {
    throw new ConfigError(
      `The secret in ${path} is too short to be one; remove the file, and everybody signs in again.`,
    );
  }
  return secret;
}
