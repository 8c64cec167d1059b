import assert from 'node:assert/strict';
import { test } from 'node:test';
import { impatientHands } from './browser/hands.ts';
import { openStage, type Stage } from './browser/stage.ts';

// What happens at the desks beside the straight way: hands that press on, pages that are loaded anew, a second tab, an
// agent that is not there. In a real browser; needs /usr/bin/chromium (Debian: chromium).

const scenes: readonly { readonly title: string; act(stage: Stage): Promise<void> }[] = [
  { title: 'an impatient hand decides only what it has looked at', act: impatientHands },
];

test('beside the straight way', async (desks) => {
  const stage = await openStage(async () => {});
  try {
    for (const { title, act } of scenes) {
      await desks.test(title, async () => {
        try {
          await act(stage);
        } catch (error) {
          console.error(`pictures of what was open: ${await stage.photograph()}`);
          throw error;
        }
      });
    }
    await desks.test('no script failed', () => assert.deepEqual(stage.complaints, []));
  } finally {
    await stage.close();
  }
});
