import assert from 'node:assert/strict';
import { applicants } from './applicants.ts';
import { heading, press, reads } from './fields.ts';
import { atWork } from './staff.ts';
import type { Person, Stage } from './stage.ts';

const SCREENER = '審査 望';
const APPROVE = { name: 'Approve', exact: true } as const;

/** The names in the queue of applications, as a table shows them. */
async function waiting(person: Person, origin: string): Promise<readonly string[]> {
  const { page } = person;
  await page.goto(`${origin}/operator/screening`);
  await heading(page, 'Screening');
  await page.getByRole('row').nth(1).waitFor();
  return page.getByRole('rowheader').allInnerTexts();
}

/** Opens the oldest application and waits until it can be decided on. Returns whose it is. */
async function openOldest(person: Person, origin: string): Promise<string> {
  const { page } = person;
  const [first = ''] = await waiting(person, origin);
  await press(page, 'Start with the oldest');
  await heading(page, `Application of ${first}`);
  await page.getByRole('button', APPROVE).and(page.locator(':not([aria-disabled])')).waitFor();
  return first;
}

/** Somebody who presses on and on: what was not looked at is not decided. */
export async function impatientHands(stage: Stage): Promise<void> {
  const { server } = stage.origins;
  await applicants(server, 8);
  const screener = await stage.person('impatient screener', { width: 1366, height: 768 });
  await atWork(screener, `${server}/operator/screening`, SCREENER);
  const { page } = screener;

  // Six clicks on one spot, a quarter of a second apart.
  const before = await waiting(screener, server);
  assert.ok(before.length >= 8, `${before.length} applications are waiting`);
  const looked = await openOldest(screener, server);
  const box = await page.getByRole('button', APPROVE).boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let click = 0; click < 6; click += 1) {
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForTimeout(250);
  }
  await reads(page, `You approved the application of ${looked}.`);
  const afterClicks = await waiting(screener, server);
  assert.deepEqual(
    before.filter((name) => !afterClicks.includes(name)),
    [looked],
    'one is approved: the one that was looked at',
  );

  // A double click, and a hand that trembles by a few pixels.
  const twice = await openOldest(screener, server);
  const again = await page.getByRole('button', APPROVE).boundingBox();
  assert.ok(again);
  for (let click = 0; click < 8; click += 1) {
    await page.mouse.click(again.x + 20 + (click % 3) * 3, again.y + 15 + (click % 2) * 4);
    await page.waitForTimeout(120);
  }
  await reads(page, `You approved the application of ${twice}.`);
  assert.deepEqual(
    afterClicks.filter((name) => name !== twice),
    await waiting(screener, server),
  );

  // The key alone, held down and struck again: a question, and no decision.
  const asked = await openOldest(screener, server);
  const queue = (await waiting(screener, server)).length;
  await openOldest(screener, server);
  for (let stroke = 0; stroke < 6; stroke += 1) await page.keyboard.press('a', { delay: 40 });
  const question = page.getByRole('dialog');
  await question.getByRole('heading', { name: `Approve the application of ${asked}?` }).waitFor();
  await page.keyboard.press('Escape');
  assert.equal((await waiting(screener, server)).length, queue);

  // With the question answered by another key it is decided, once.
  await openOldest(screener, server);
  await page.keyboard.press('a');
  await question.getByRole('button', APPROVE).and(page.locator(':not([aria-disabled])')).waitFor();
  for (let stroke = 0; stroke < 5; stroke += 1) {
    await page.keyboard.press('Enter');
    await page.waitForTimeout(150);
  }
  await reads(page, `You approved the application of ${asked}.`);
  assert.equal((await waiting(screener, server)).length, queue - 1);

  // Keys that decide nothing here are not offered.
  await page.goto(`${server}/operator/screening?state=APPROVED`);
  await page.getByRole('row').nth(1).click();
  await reads(page, /no longer waits for screening/);
  const keys = await page.locator('.decision-keys').innerText();
  assert.match(keys, /Next application/);
  assert.doesNotMatch(keys, /Approve|Send back/);
  assert.equal(await page.getByRole('button', APPROVE).count(), 0);

  // What was decided too soon is taken back: from the page of the application, and right after the decision.
  const tooSoon = await page.getByRole('heading', { level: 1 }).innerText();
  await takeBack(page, tooSoon.replace('Application of ', ''));
  const decided = await openOldest(screener, server);
  await press(page, 'Approve');
  await reads(page, `You approved the application of ${decided}.`);
  await takeBack(page, decided);
  await heading(page, `Application of ${decided}`);
  assert.ok((await waiting(screener, server)).includes(decided));
}

async function takeBack(page: Person['page'], name: string): Promise<void> {
  const button = page.getByRole('button', { name: 'Take the approval back' });
  await button.and(page.locator(':not([aria-disabled])')).click();
  await reads(page, `You took back the approval of the application of ${name}.`);
}
