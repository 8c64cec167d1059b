import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { heading } from './fields.ts';
import type { Person } from './stage.ts';

/** Opens the newest mail with this subject; there must be `count` of them by now. */
export async function openMail(
  person: Person,
  origin: string,
  subject: string | RegExp,
  count: number,
): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/mailbox/mails`);
  await heading(page, 'E-mails');
  const mails = page.getByRole('listitem').getByRole('link', { name: subject });
  await mails.nth(count - 1).waitFor();
  await mails.first().click();
  await page.getByRole('heading', { name: subject, level: 2 }).waitFor();
  await person.look('mailbox-mail');
}

/** Follows the link in the open mail, which opens a window of its own. */
export async function followLink(person: Person): Promise<Page> {
  const opened = person.page.waitForEvent('popup');
  await person.page.getByRole('article').getByRole('link').first().click();
  return opened;
}

/** The ID of the newest application form that has come by post, as its QR code says it. */
export async function scanForm(person: Person, origin: string): Promise<string> {
  const { page } = person;
  await page.goto(`${origin}/mailbox/letters`);
  await heading(page, 'Letters');
  const link = page.getByRole('link', { name: 'Scan its QR code' }).first();
  await link.waitFor();
  await person.look('mailbox-form');
  const id = /#id=(\d{23})$/.exec((await link.getAttribute('href')) ?? '')?.[1];
  assert.ok(id, 'the form says its ID');
  return id;
}

/** The newest letter of this kind; the link opens its PDF. */
export async function findLetter(person: Person, origin: string, kind: string): Promise<Locator> {
  const { page } = person;
  await page.goto(`${origin}/mailbox/letters`);
  await heading(page, 'Letters');
  const letter = page
    .getByRole('listitem')
    .filter({ hasText: kind })
    .getByRole('link', { name: /PDF/ })
    .first();
  await letter.waitFor();
  await person.look('mailbox-letters');
  return letter;
}
