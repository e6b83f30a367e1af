import { Logger } from '@nestjs/common';

/** For tests that run parts of the server in their own process and break things on purpose: nothing is logged. */
export function silence(): void {
  Logger.overrideLogger(false);
}
