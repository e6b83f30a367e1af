import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Turns } from '../turns/turns.js';

/** OWASP's recommendation for argon2id, the library's default kind: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes at once, and how many may wait: a flood of sign-ins starves neither the thread pool nor the memory. */
const concurrency = 2;
const mostWaiting = 256;

/** Hashes and checks passwords, a few at a time. */
@Injectable()
export class PasswordHasher {
  private readonly turns = new Turns(concurrency, mostWaiting);
  private decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.turns.run(() => hash(password, parameters));
  }

  /** Takes the same time whether there is a hash to compare with or not, so that nobody learns which names exist. */
  async verify(passwordHash: string | null | undefined, password: string): Promise<boolean> {
    this.decoy ??= this.hash('nobody has this password');
    const compared = passwordHash ?? (await this.decoy);
    const matches = await this.turns.run(() => verify(compared, password));
    return matches && passwordHash !== null && passwordHash !== undefined;
  }
}
