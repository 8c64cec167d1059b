import type { Locator, Page } from 'playwright-core';

/** A page, or a part of one. */
export type Place = Page | Locator;

export interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** Waits until a page with this heading is there. */
export async function heading(place: Place, name: string | RegExp): Promise<void> {
  await place.getByRole('heading', { name, level: 1 }).waitFor();
}

/** Waits until a text can be read. */
export async function reads(place: Place, text: string | RegExp): Promise<void> {
  await place.getByText(text).first().waitFor();
}

export async function press(place: Place, name: string | RegExp): Promise<void> {
  await place.getByRole('button', { name, exact: typeof name === 'string' }).click();
}

export async function follow(place: Place, name: string | RegExp): Promise<void> {
  await place.getByRole('link', { name, exact: typeof name === 'string' }).click();
}

/** Ticks a box or chooses one of a few. Some of them carry an explanation in their name. */
export async function tick(place: Place, role: 'checkbox' | 'radio', name: string | RegExp): Promise<void> {
  await place.getByRole(role, { name }).check();
}

/** Types a date such as 1988-03-14 into the three boxes of a question. */
export async function typeDate(place: Place, question: string, date: string): Promise<void> {
  const group = place.getByRole('group', { name: question });
  const [year = '', month = '', day = ''] = date.split('-').map((part) => String(Number(part)));
  await group.getByLabel('Year').fill(year);
  await group.getByLabel('Month').fill(month);
  await group.getByLabel('Day').fill(day);
}

/** Chooses a file as a person does, through the button of the field; one chosen before is removed first. */
export async function choose(page: Page, file: File): Promise<void> {
  const button = page.getByRole('button', { name: 'Choose a file' });
  const remove = page.getByRole('button', { name: 'Remove', exact: true });
  await button.or(remove).first().waitFor();
  if (await remove.isVisible()) await remove.click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles({ name: file.name, mimeType: file.mimeType, buffer: Buffer.from(file.bytes) });
}

/** Waits until the page says, above the form, what has to be put right. */
export async function corrects(page: Page, what: string | RegExp): Promise<void> {
  await page.getByRole('alert').filter({ hasText: what }).waitFor();
}
