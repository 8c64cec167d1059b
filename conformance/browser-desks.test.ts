import assert from 'node:assert/strict';
import { test } from 'node:test';
import { impatientHands } from './browser/hands.ts';
import { staffReady } from './browser/staff.ts';
import { openStage, type Stage } from './browser/stage.ts';
import {
  anotherCard,
  askerLeaves,
  clerkReloads,
  loginReloads,
  noAgent,
  readyCards,
  shipsTwice,
} from './browser/two-windows.ts';

// What happens at the desks beside the straight way: hands that press on, pages that are loaded anew, a second tab, an
// agent that is not there. In a real browser; needs /usr/bin/chromium (Debian: chromium).

const scenes: readonly { readonly title: string; act(stage: Stage): Promise<void> }[] = [
  { title: 'an impatient hand decides only what it has looked at', act: impatientHands },
  {
    title: 'the clerk’s page is loaded anew at every stage of a hand-over, and it goes on',
    async act(stage) {
      for (const holder of await readyCards(stage, 1, 8)) await clerkReloads(stage, holder);
    },
  },
  {
    title: 'a batch is shipped in two tabs: the second is told how it is now',
    act: (stage) => shipsTwice(stage, 9),
  },
  { title: 'a log-in whose page is loaded anew is told in both windows', act: loginReloads },
  { title: 'a page that is left is told in the card window', act: askerLeaves },
  { title: 'log out and use another card: the card of before is not taken again', act: anotherCard },
  { title: 'without an agent a page says so, and what to do', act: noAgent },
];

test('beside the straight way', async (desks) => {
  const stage = await openStage(async () => {});
  try {
    await staffReady(stage.origins.server);
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
