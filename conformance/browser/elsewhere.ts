import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { heading, press, reads } from './fields.ts';
import type { Origins, Person } from './stage.ts';

/** The pages that the story of a card does not need: start page, wallet, help, gallery, a page that does not exist. */
export async function lookElsewhere(person: Person, { server, agent }: Origins): Promise<void> {
  const pages = [
    { address: `${server}/`, title: 'Walk through the life of a card', name: 'street' },
    { address: `${server}/portal/lost`, title: /^Lost your card\?/, name: 'portal-lost' },
    { address: `${server}/portal/stopped`, title: 'When a card does not work', name: 'portal-stopped' },
    { address: `${server}/gallery`, title: 'Gallery of components', name: 'gallery' },
    { address: `${server}/apply/no-such-page`, title: 'There is no such page', name: 'not-found' },
    { address: `${agent}/`, title: 'Your cards', name: 'agent-wallet' },
  ];
  for (const { address, title, name } of pages) {
    await person.page.goto(address);
    await heading(person.page, title);
    if (name === 'agent-wallet') await person.page.getByRole('article').first().waitFor();
    await person.look(name);
  }
  await person.page.setViewportSize({ width: 1366, height: 768 });
  for (const language of ['ja', 'en']) await startPageFits(person.page, server, language);
}

/** Names of doors that take more than two lines. */
const TOWERS = `[...document.querySelectorAll('.lot-name')]
  .filter((name) => !(name.getBoundingClientRect().height < 2.5 * parseFloat(getComputedStyle(name).lineHeight)))
  .map((name) => name.textContent)`;

/** On a small notebook the guided life begins in the first screen, and no door's name is a tower of lines. */
async function startPageFits(page: Page, server: string, language: string): Promise<void> {
  await page.goto(`${server}/`);
  await page.evaluate((chosen) => localStorage.setItem('mibun.language', chosen), language);
  await page.reload();
  await page.locator(`html[lang^="${language}"] .life li`).first().waitFor();
  const firstScene = await page.locator('.life li').first().boundingBox();
  assert.ok(firstScene && firstScene.y + firstScene.height <= 768, `${language}: the first scene is below`);
  assert.deepEqual(await page.evaluate(TOWERS), [], language);
}

/** Anybody who is handed a kiosk's paper may ask whether its serial is genuine. */
export async function checkPaper(person: Person, origin: string, serial: string): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/kiosk/papers`);
  await heading(page, 'Check a certificate');
  await page.getByLabel('Serial').fill(serial);
  await person.look('paper-ask');
  await press(page, 'Check');
  await reads(page, 'A certificate with this serial was issued');
  await person.look('paper-genuine');
}
