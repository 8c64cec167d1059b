import { heading, press, reads, tick } from './fields.ts';
import type { Person } from './stage.ts';

/** Opens an application out of the queue: form, photo and registry stand side by side. */
export async function openApplication(person: Person, origin: string, name: string): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/operator/screening`);
  await heading(page, 'Screening');
  await person.look('operator-queue');
  await page.getByRole('row', { name }).click();
  await heading(page, `Application of ${name}`);
  for (const pane of ['Application', 'Photo', 'Registry']) {
    await page.getByRole('heading', { name: pane, exact: true, level: 2 }).waitFor();
  }
  await page.getByRole('img', { name: /^Photo of the application/ }).waitFor();
  await person.look('operator-application');
}

/** Sends the open application back for a reason of the closed list. */
export async function sendBack(person: Person, name: string, reason: RegExp, note: string): Promise<void> {
  const { page } = person;
  await press(page, 'Send back');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'Reasons for sending it back' }).waitFor();
  await tick(dialog, 'checkbox', reason);
  await dialog.getByLabel('Words to the applicant').fill(note);
  await person.look('operator-send-back');
  await press(dialog, 'Send back');
  await reads(page, `You sent back the application of ${name}.`);
}

export async function approve(person: Person, name: string): Promise<void> {
  await press(person.page, 'Approve');
  await reads(person.page, `You approved the application of ${name}.`);
  await person.look('operator-approved');
}

/** Makes all approved cards in a batch, waits until they have passed, looks at a card, ships. Returns the chips' serials. */
export async function makeAndShip(person: Person, origin: string): Promise<readonly string[]> {
  const { page } = person;
  await page.goto(`${origin}/operator`);
  await heading(page, 'Production overview');
  await person.look('operator-overview');
  await press(page, /^Make \d+ cards?$/);
  await heading(page, /^Batch of/);
  await page.getByText('Ready to ship', { exact: true }).waitFor();
  await page.getByRole('row').filter({ hasText: 'All passed' }).first().waitFor();
  await person.look('operator-batch');
  await lookAtCard(person);
  const serials = await page.getByRole('rowheader').locator('.number').allInnerTexts();
  await press(page, 'Ship');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').check();
  await person.look('operator-ship');
  await press(dialog, 'Ship');
  await reads(page, /The municipal offices receive them/);
  await person.look('operator-shipped');
  await page.goto(`${origin}/operator/batches`);
  await heading(page, 'Production');
  await reads(page, 'Batches, newest first');
  await person.look('operator-batches');
  return serials.map((serial) => serial.replaceAll(/\D/g, ''));
}

/** The faces of the first card, as printed. */
async function lookAtCard(person: Person): Promise<void> {
  const { page } = person;
  await page.getByRole('row').filter({ hasText: 'All passed' }).first().click();
  const dialog = page.getByRole('dialog');
  await press(dialog, 'Look at the faces');
  await dialog.getByRole('img', { name: /^Front/ }).waitFor();
  await dialog.getByRole('img', { name: /^Back/ }).waitFor();
  await person.look('operator-card');
  await press(dialog, 'Close');
}
