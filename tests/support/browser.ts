import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's, or what CHROMIUM names: no browser is downloaded. */
const CANDIDATES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'];

export function openBrowser(): Promise<Browser> {
  const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium was found. Install it (apt-get install chromium), or set CHROMIUM.',
    );
  }
  // As root, Chromium's own sandbox does not start; the pages under test are ours.
  return chromium.launch({ executablePath, headless: true, args: ['--no-sandbox'] });
}
