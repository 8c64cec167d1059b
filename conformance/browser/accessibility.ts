import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Look } from './stage.ts';

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Looks at every page once with axe (WCAG 2.2, levels A and AA); what it finds is added to `barriers`. */
export function lookForBarriers(barriers: string[]): Look {
  const seen = new Set<string>();
  return async (page, name) => {
    if (seen.has(name)) return;
    seen.add(name);
    await standsStill(page);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(LEVELS).analyze();
    for (const { id, help, nodes } of violations) {
      barriers.push(`${name}: ${id} (${help}): ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    }
  };
}

/** Colours that are still fading are not the colours that people read. */
export async function standsStill(page: Page): Promise<void> {
  await page.evaluate(
    'Promise.all(document.getAnimations().filter((a) => a.effect?.getTiming().iterations !== Infinity).map((a) => a.finished.catch(() => {})))',
  );
}
