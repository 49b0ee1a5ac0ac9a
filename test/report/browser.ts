import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The installed Chromium; null where there is none. `OMEGA_REQUIRE_BROWSER` makes that an error. */
export function findChromium(): string | null {
  const found = PLACES.find((place) => existsSync(place)) ?? null;
  if (found === null && process.env.OMEGA_REQUIRE_BROWSER === '1')
    throw new Error(`no Chromium at ${PLACES.join(', ')}, and OMEGA_REQUIRE_BROWSER is 1`);
  if (found === null) process.stderr.write('no Chromium is installed: tests of the report pages are skipped\n');
  return found;
}

/** A headless browser with an empty profile of its own. */
export interface HeadlessBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

export async function openBrowser(executablePath: string): Promise<HeadlessBrowser> {
  const profile = mkdtempSync(path.join(tmpdir(), 'omega-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
