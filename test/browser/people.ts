import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';

export interface People {
  /** Somebody with a browser of their own, which knows nothing yet. */
  newPerson(options?: BrowserContextOptions): Promise<Page>;
  /** Keeps a picture for the documentation; only `npm run screenshots` changes the ones that are there. */
  picture(page: Page, name: string, options?: PictureOptions): Promise<void>;
  /** The same with a picture that the product has drawn. */
  keep(name: string, png: Uint8Array): Promise<void>;
  /** Complaints of pages and consoles since the last call. */
  complaints(): string[];
  close(): Promise<void>;
}

interface PictureOptions {
  /** Also what one has to scroll to. */
  whole?: boolean;
}

const desktop = {
  viewport: { width: 1280, height: 800 },
  locale: 'en-US',
  timezoneId: 'Europe/Berlin',
  colorScheme: 'light',
  // What moves would be another picture each time.
  reducedMotion: 'reduce',
} as const;

export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export async function createPeople(): Promise<People> {
  const keep = process.env.UPDATE_SCREENSHOTS === '1';
  const folder = keep ? join('docs', 'images') : await mkdtemp(join(tmpdir(), 'fluxera-pictures-'));
  await mkdir(folder, { recursive: true });
  const { browser, close } = await launchChromium();
  const heard: string[] = [];
  return {
    newPerson: (options) => newPerson(browser, heard, options),
    picture: async (page, name, { whole = false } = {}) => {
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole, caret: 'hide' });
    },
    keep: (name, png) => writeFile(join(folder, `${name}.png`), png),
    complaints: () => heard.splice(0),
    close: async () => {
      await close();
      if (!keep) await rm(folder, { recursive: true });
    },
  };
}

async function newPerson(
  browser: Browser,
  heard: string[],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ ...desktop, ...options });
  context.setDefaultTimeout(10_000);
  context.on('weberror', (error) => heard.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text());
  });
  context.on('requestfailed', (request) => {
    // A stream ends when its page is left.
    if (!request.url().endsWith('/live')) heard.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  return context.newPage();
}

/** Waits until the page has it, and says so in the test's own words. */
export async function sees(page: Page, words: string | RegExp): Promise<void> {
  const found = page.getByText(words).filter({ visible: true }).last();
  await found.waitFor();
  expect(await found.isVisible()).toBe(true);
}
