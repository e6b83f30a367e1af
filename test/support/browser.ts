import { type Browser, chromium } from 'playwright-core';

/** Starts the machine's own Chromium, without the connections it makes by itself. */
export function launchBrowser(...args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHAT_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...args,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-sync',
      // Pages that a test makes up come from nowhere, and from there Chromium lets nobody connect to this machine.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  });
}
