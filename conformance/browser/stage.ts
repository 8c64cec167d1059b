import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { freePortRange } from '../harness/ports.ts';

const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const ROOT = join(import.meta.dirname, '../..');

/** The longest that anything in a page may take; the machine may be slow, a page that hangs is still found. */
export const PATIENCE = 45_000;

/** Called at every page that the story passes, when it has come to rest: looks for barriers, or takes a picture. */
export type Look = (page: Page, name: string) => Promise<void>;

/** One person at one browser: their cookies, their windows. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Told at every page by a name such as `apply-photo`; a pop-up is given as `page`. */
  look(name: string, page?: Page): Promise<void>;
}

export interface Origins {
  readonly server: string;
  readonly agent: string;
  readonly bank: string;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** One instance of Mibun as `mibun start` gives it to a newcomer, and one browser for all people of a story. */
export interface Stage {
  readonly origins: Origins;
  /** What pages did that they must not: scripts that failed, content refused by the security policy. */
  readonly complaints: readonly string[];
  person(name: string, viewport?: Viewport): Promise<Person>;
  /** Pictures of all open windows and what the server said, for somebody who wants to know why. Returns their folder. */
  photograph(): Promise<string>;
  close(): Promise<void>;
}

/** Starts everything in a temporary folder; or uses the demo that runs at a port already, which nobody has played in. */
export async function openStage(
  look: Look,
  runningAt?: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-browser-'));
  const port = runningAt ?? (await freePortRange(4));
  const log: string[] = [];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  const server = runningAt === undefined ? startMibun(join(folder, 'data'), port, log, settings) : undefined;
  try {
    await server?.ready;
  } catch (error) {
    await browser.close();
    throw error;
  }
  const complaints: string[] = [];
  const at = (offset: number) => `http://localhost:${port + offset}`;
  return {
    origins: { server: at(0), agent: at(1), bank: at(2) },
    complaints,
    person: (name, viewport = { width: 1366, height: 900 }) =>
      enter(browser, name, viewport, look, complaints),
    async photograph() {
      const pictures = mkdtempSync(join(tmpdir(), 'mibun-browser-failed-'));
      const pages = browser.contexts().flatMap((context) => context.pages());
      for (const [index, page] of pages.entries()) {
        const path = join(pictures, `${index + 1}.png`);
        await page.screenshot({ path, fullPage: true, timeout: 10_000 }).catch(() => undefined);
      }
      writeFileSync(join(pictures, 'server.log'), log.join(''));
      return pictures;
    },
    async close() {
      await browser.close();
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Server {
  /** Settles when it says that it is running. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

function startMibun(
  data: string,
  port: number,
  log: string[],
  settings: Readonly<Record<string, string>>,
): Server {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'apps/cli/src/main.ts'), 'start', '--data', data, '--port', String(port)],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, MIBUN_LOG: 'warn', ...settings } },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const orphaned = () => child.kill('SIGTERM');
  process.once('exit', orphaned);
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const ready = new Promise<void>((resolve, reject) => {
    // Its last line; until then the pages and the staff's cards are being made.
    createInterface({ input: child.stdout }).on('line', (line) => line.includes('Ctrl-C') && resolve());
    child.once('exit', (code) => reject(new Error(`mibun start ended with ${code}: ${log.join('')}`)));
  });
  return {
    ready,
    async stop() {
      process.off('exit', orphaned);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A new person with an empty browser, who reads English. */
async function enter(
  browser: Browser,
  name: string,
  viewport: Viewport,
  look: Look,
  complaints: string[],
): Promise<Person> {
  const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript({
    content:
      "try { if (!localStorage.getItem('mibun.language')) localStorage.setItem('mibun.language', 'en'); } catch {}",
  });
  context.on('weberror', (error) => complaints.push(`${name}: ${error.error().message}`));
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(`${name}: ${message.text()}`);
  });
  const page = await context.newPage();
  return { page, context, look: (what, where = page) => look(where, what) };
}
