import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { chooseSecrets, openedBy, type Secrets, showPassword } from './agent.ts';
import { heading, press, reads, tick, typeDate } from './fields.ts';
import type { Person } from './stage.ts';

/** What the documents of somebody at the counter say. */
export interface Presented {
  readonly name: string;
  readonly birthDate: string;
}

const act = (page: Page) => page.getByRole('region', { name: 'Procedure' });
const shown = (page: Page) => page.getByRole('region', { name: 'This person' });

/** Counts the cards of the box in, one serial after another; a card that is not on the list is taken out again. */
export async function receiveBox(person: Person, origin: string, serials: readonly string[]): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/office/arrivals`);
  const list = page.getByRole('region', { name: 'List' });
  await list.getByRole('row', { name: /^Box/ }).first().click();
  const scan = page.getByLabel('Chip serial (15 digits)');
  const add = async (serial: string) => {
    await scan.fill(serial);
    await press(page, 'Add');
  };
  await add('999999999999999');
  await reads(page, /is not on the list of this box/);
  await person.look('office-box-stranger');
  await press(page, 'Take out');
  for (const serial of serials) await add(serial);
  await reads(page, 'Every card on the list is there.');
  await person.look('office-box');
  await press(page, 'Receive the box');
  await reads(page, /received\.$/);
  await person.look('office-received');
}

/** Sets up one card from the queue: the chip is compared with the registry, the issue notice is written. */
export async function setUp(person: Person, origin: string, name: string): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/office?list=set-up`);
  await page.getByRole('row', { name }).click();
  await page.getByRole('heading', { name, level: 2 }).waitFor();
  await person.look('office-person');
  await shown(page)
    .getByRole('button', { name: /set.?up/i })
    .click();
  await press(act(page), 'Start set-up');
  await reads(act(page), 'The card is set up');
  await person.look('office-set-up');
}

/** The newest letter of this kind to the person who is open; the link opens its PDF for printing. */
export function letter(person: Person, kind: string): Locator {
  return shown(person.page)
    .getByRole('link', { name: new RegExp(kind) })
    .first();
}

/** Searches for somebody by two facts and a reason, and opens them. */
export async function find(person: Person, origin: string, who: Presented, reason: string): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/office/find`);
  await page.getByLabel('Name', { exact: true }).fill(who.name);
  await typeDate(page, 'Date of birth', who.birthDate);
  await page.getByLabel('Reason for looking').selectOption({ label: reason });
  await person.look('office-find');
  await press(page, 'Search');
  await page.getByRole('row', { name: who.name }).click();
  await page.getByRole('heading', { name: who.name, level: 2 }).waitFor();
}

async function compareFace(page: Page): Promise<void> {
  const face = page.getByRole('group', { name: 'Compare photo and person' });
  for (const box of await face.getByRole('checkbox').all()) await box.check();
}

/** Checks notice, documents and face, and gives the card with the resident's own screen open. Returns the secrets chosen. */
export async function handOver(
  person: Person,
  origin: string,
  who: Presented,
  secrets: Secrets,
  oldCard: RegExp,
): Promise<number> {
  const { page } = person;
  await page.goto(`${origin}/office`);
  await page.getByRole('row', { name: who.name }).click();
  await page.getByRole('heading', { name: who.name, level: 2 }).waitFor();
  await person.look('office-queue');
  await shown(page).getByRole('button', { name: /hand/i }).click();
  await tick(act(page), 'checkbox', /^The issue notice was presented/);
  await tick(act(page), 'radio', oldCard);
  await person.look('office-notice');
  await press(act(page), 'Continue');
  await tick(act(page), 'checkbox', 'bank book');
  await press(act(page), 'Continue');
  await reads(act(page), 'Choose at least one document of group A, or two of group B.');
  await tick(act(page), 'checkbox', 'driving licence');
  await typeDate(act(page), 'Date of birth on the document', who.birthDate);
  await tick(act(page), 'checkbox', /^The document says the same ?: Name/);
  await tick(act(page), 'checkbox', /^The document says the same ?: Address/);
  await person.look('office-documents');
  await press(act(page), 'Continue');
  await compareFace(page);
  await person.look('office-face');
  await press(act(page), 'Continue');
  await person.look('office-start');
  const popup = await openedBy(person, () => press(act(page), 'Start the hand-over'));
  const chosen = await chooseSecrets(person, popup, secrets);
  const complete = act(page).getByRole('button', { name: 'Hand over and complete' });
  const done = act(page).getByText('The card was handed over');
  await complete.or(done).first().waitFor();
  if (await complete.isVisible()) await complete.click();
  await done.waitFor();
  await person.look('office-handed-over');
  return chosen;
}

/** A suspended card that was found again: its holder proves to know the password, a new signature certificate is written. */
export async function reactivate(
  person: Person,
  origin: string,
  who: Presented,
  password: string,
): Promise<void> {
  const { page } = person;
  await find(person, origin, who, 'Wants a suspended card reactivated');
  await shown(page)
    .getByRole('button', { name: /reactivat/i })
    .click();
  await tick(act(page), 'checkbox', 'The card is here, and its chip serial is the same');
  await tick(act(page), 'checkbox', 'passport');
  await compareFace(page);
  await person.look('office-reactivation');
  const popup = await openedBy(person, () => press(act(page), 'Start the reactivation'));
  await showPassword(person, popup, password);
  await reads(act(page), 'The card was reactivated');
  await person.look('office-reactivated');
}

/** Takes a loss report with the police's receipt; the card is abolished. Returns the ID of the new form. */
export async function reportLoss(
  person: Person,
  origin: string,
  who: Presented,
  receipt: { readonly office: string; readonly number: string; readonly date: string },
): Promise<void> {
  const { page } = person;
  await find(person, origin, who, 'Reports a loss, or wants it suspended');
  await shown(page)
    .getByRole('button', { name: /loss|lost/i })
    .click();
  await tick(act(page), 'radio', /^Lost outside/);
  await tick(act(page), 'checkbox', 'passport');
  await compareFace(page);
  await press(act(page), 'Abolish the card…');
  await reads(act(page), 'Enter the receipt number.');
  await act(page).getByLabel('Police station or box').fill(receipt.office);
  await act(page).getByLabel('Receipt number').fill(receipt.number);
  await typeDate(act(page), 'Date of the report', receipt.date);
  await person.look('office-loss');
  await press(act(page), 'Abolish the card…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').check();
  await person.look('office-abolish');
  await press(dialog, 'Abolish the card');
  await reads(act(page), 'The card was abolished');
  await person.look('office-abolished');
  // The ID of the new form is for the holder alone.
  await reads(act(page), 'By post to the registered address');
  assert.doesNotMatch((await act(page).innerText()).replaceAll(/[\s-]/g, ''), /\d{23}/);
}

/** The other lists of the office. */
export async function lookAround(person: Person, origin: string): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/office/applications`);
  await heading(page, 'Applications');
  await person.look('office-applications');
  await page.goto(`${origin}/office/destructions`);
  await heading(page, 'Destructions');
  await person.look('office-destructions');
}
