import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';

const run = promisify(execFile);

/** Milliseconds after which a scan has failed. */
const patience = 120_000;

/** Has a program of the operator's look at each file before anybody else can have it (`CHAT_SCAN_COMMAND`). */
@Injectable()
export class Scanner {
  private readonly logger = new Logger('Files');

  constructor(private readonly config: Config) {}

  /**
   * Throws `unsupported_type` when the program ends with 1: the file is harmful; `unavailable` when it fails otherwise: nothing
   * unseen gets through.
   */
  async assertHarmless(path: string): Promise<void> {
    const [program, ...options] = this.config.scanCommand;
    if (program === undefined) return;
    try {
      await run(program, [...options, path], { timeout: patience });
    } catch (error) {
      if ((error as { code?: unknown }).code === 1) {
        throw new ChatError('unsupported_type', { message: 'This file was found to be harmful.' });
      }
      this.logger.error(`A file could not be scanned: ${String(error)}`);
      throw new ChatError('unavailable', { message: 'Files cannot be checked right now.', retryAfter: 10 });
    }
  }
}
