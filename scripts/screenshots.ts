// `npm run screenshots`: every page that the life of one card passes, at a phone's and a desk's width (kiosk and card
// window at their own), in both languages, into ./screenshots. Prints the list.
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import { standsStill } from '../conformance/browser/accessibility.ts';
import { lifeInTheBrowser } from '../conformance/browser/life.ts';
import { openStage, type Viewport } from '../conformance/browser/stage.ts';
import { root } from './steps.ts';

const SIZES: readonly (Viewport & { readonly name: string })[] = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'desk', width: 1366, height: 900 },
];
const KIOSK = [{ name: 'kiosk', width: 1080, height: 1920 }];
const CARD_WINDOW = [{ name: 'window', width: 480, height: 720 }];
const LANGUAGES = { en: 'English', ja: '日本語' } as const;

const folder = join(root, 'screenshots');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const taken = new Set<string>();
/** Pages that would have to be scrolled sideways. */
const tooWide: string[] = [];
const EXTENT = '[document.documentElement.scrollWidth, document.documentElement.scrollHeight]';

function sizesOf(name: string) {
  if (name.startsWith('kiosk')) return KIOSK;
  return name.startsWith('agent') ? CARD_WINDOW : SIZES;
}

/** The page in every size and language; it goes on as it was. */
async function photograph(page: Page, name: string): Promise<void> {
  if (taken.has(name)) return;
  taken.add(name);
  const before = page.viewportSize();
  for (const [language, button] of Object.entries(LANGUAGES).reverse()) {
    await speak(page, button);
    for (const { name: size, ...viewport } of sizesOf(name)) {
      await page.setViewportSize(viewport);
      const [width = 0, height = 0] = await page.evaluate<number[]>(EXTENT);
      if (width > viewport.width) tooWide.push(`${name}-${size}-${language} (${width} pixels)`);
      // A window as high as the page, so that what sticks to its edge does not lie across the picture.
      if (height > viewport.height) await page.setViewportSize({ width: viewport.width, height });
      await standsStill(page);
      const path = join(folder, `${name}-${size}-${language}.png`);
      await page.screenshot({ path });
      console.log(relative(root, path));
    }
  }
  if (before) await page.setViewportSize(before);
}

/** Through the language selector, which keeps everything else; behind an open dialog it cannot be pressed by hand. */
async function speak(page: Page, language: string): Promise<void> {
  await page.getByRole('button', { name: language, exact: true, includeHidden: true }).dispatchEvent('click');
}

const stage = await openStage(photograph);
try {
  for (const { title, act } of await lifeInTheBrowser(stage)) {
    console.log(`\n${title}`);
    await act();
  }
} finally {
  await stage.close();
}
console.log(`\n${taken.size} pages`);
if (tooWide.length > 0) {
  console.error(`wider than their window:\n${tooWide.join('\n')}`);
  process.exitCode = 1;
}
