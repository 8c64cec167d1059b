import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookForBarriers } from './browser/accessibility.ts';
import { lifeInTheBrowser } from './browser/life.ts';
import { openStage } from './browser/stage.ts';

// The whole life of one card in a real browser, as resident, clerk, operators and service. Needs /usr/bin/chromium and
// pdftotext (Debian: chromium, poppler-utils).

test('the life of one card in the browser', async (life) => {
  const barriers: string[] = [];
  const stage = await openStage(lookForBarriers(barriers));
  try {
    for (const { title, act } of await lifeInTheBrowser(stage)) {
      let acted = false;
      await life.test(title, async () => {
        await act();
        acted = true;
      });
      if (!acted) {
        console.error(`pictures of what was open: ${await stage.photograph()}`);
        return;
      }
    }
    await life.test('no page has a barrier of level A or AA', () => assert.deepEqual(barriers, []));
    await life.test('no script failed, and nothing broke the content security policy', () =>
      assert.deepEqual(stage.complaints, []),
    );
  } finally {
    await stage.close();
  }
});
