import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { ChatError } from '../../errors/chat-error.js';
import { askClamd } from './clamd.js';
import { askCommand } from './scan-command.js';
import type { Verdict } from './verdict.js';

/** Milliseconds after which a scan has failed. */
const patience = 120_000;

/** Has scanners of the operator's look at each file before anybody can have it (`CHAT_SCAN_COMMAND`, `CHAT_SCAN_CLAMAV`). */
@Injectable()
export class Scanner {
  private readonly logger = new Logger('Files');

  constructor(private readonly config: Config) {}

  /**
   * Throws `unsupported_type` when a scanner finds the file harmful, `unavailable` when one cannot say: nothing unseen gets
   * through, and whoever uploads tries again.
   */
  async assertHarmless(path: string): Promise<void> {
    const { scanCommand, scanClamav } = this.config;
    if (scanClamav) await this.ask(() => askClamd(scanClamav, path, patience));
    if (scanCommand.length > 0) await this.ask(() => askCommand(scanCommand, path, patience));
  }

  private async ask(scan: () => Promise<Verdict>): Promise<void> {
    const verdict = await scan().catch((error: unknown) => {
      this.logger.error(`A file could not be scanned: ${String(error)}`);
      throw new ChatError('unavailable', { message: 'Files cannot be checked right now.', retryAfter: 10 });
    });
    if (verdict === 'harmful') {
      throw new ChatError('unsupported_type', {
        message: 'This file was found to be harmful.',
        fields: { content: 'wrong' },
      });
    }
  }
}
