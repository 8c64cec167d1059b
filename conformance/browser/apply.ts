import type { Page } from 'playwright-core';
import { choose, corrects, type File, follow, heading, press, reads, tick, typeDate } from './fields.ts';
import { followLink, openMail } from './mailbox.ts';
import type { Person } from './stage.ts';

/** What an applicant knows and has. */
export interface Applicant {
  readonly applicationId: string;
  readonly name: string;
  readonly email: string;
  readonly birthDate: string;
}

/** From the first page to “we have sent you an e-mail”. `mistyped` is tried before the right ID. */
export async function askForLink(
  person: Person,
  origin: string,
  applicant: Applicant,
  mistyped?: string,
): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/apply`);
  await heading(page, 'Apply for an Individual Number Card');
  await person.look('apply-start');
  await follow(page, 'Start your application');
  await heading(page, 'Do you agree to the terms?');
  await person.look('apply-terms');
  await tick(page, 'checkbox', 'I have read the terms and agree');
  await press(page, 'Agree and continue');
  await heading(page, 'What is your application ID?');
  await person.look('apply-id');
  const id = page.getByLabel('Application ID', { exact: true });
  if (mistyped !== undefined) {
    await id.fill(mistyped);
    await press(page, 'Continue');
    await corrects(page, 'Check what you entered');
    await person.look('apply-id-wrong');
  }
  await id.fill(applicant.applicationId);
  await press(page, 'Continue');
  await heading(page, 'How can we reach you?');
  await page.getByLabel('Name', { exact: true }).fill(applicant.name);
  await page.getByLabel('E-mail address').fill(applicant.email);
  await person.look('apply-contact');
  await press(page, 'Continue');
  await heading(page, 'Check how we reach you');
  await person.look('apply-start-check');
  await press(page, 'Send the link');
  await heading(page, 'We have sent you an e-mail');
  await person.look('apply-sent');
}

/** Opens the personal link out of the post box; the window in which the application goes on is returned. */
export async function openPersonalLink(person: Person, origin: string, linksSoFar: number): Promise<Page> {
  await openMail(person, origin, /Continue your card application/, linksSoFar);
  const page = await followLink(person);
  await heading(page, /^Application for/);
  await person.look('apply-overview', page);
  return page;
}

/** Adds the photo; files that cannot be used are tried before, and refused by these words. */
export async function addPhoto(
  person: Person,
  page: Page,
  photo: File,
  refused: readonly { readonly file: File; readonly why: string | RegExp }[] = [],
): Promise<void> {
  await follow(page, 'Continue');
  await heading(page, 'Add your photo');
  await person.look('apply-photo', page);
  for (const { file, why } of refused) {
    await choose(page, file);
    await corrects(page, why);
    await person.look(`apply-photo-refused-${file.name.split('.')[0]}`, page);
  }
  await choose(page, photo);
  await reads(page, 'This photo has been saved');
  await person.look('apply-photo-saved', page);
  await press(page, 'Continue with this photo');
}

/** Answers the four questions. */
export async function answer(person: Person, page: Page, birthDate: string, phone = ''): Promise<void> {
  await answerBirthDate(person, page, birthDate);
  for (const [title, name] of [
    ['Do you want the certificate for the bearer’s signature?', 'apply-signature'],
    ['Do you want the certificate for user identification?', 'apply-authentication'],
  ] as const) {
    await heading(page, title);
    await tick(page, 'radio', /^Yes/);
    await person.look(name, page);
    await press(page, 'Continue');
  }
  await heading(page, 'Daytime phone number (optional)');
  if (phone !== '') await page.getByLabel('Phone number').fill(phone);
  await person.look('apply-phone', page);
  await press(page, 'Continue');
  await heading(page, 'Check and send');
  await person.look('apply-check', page);
}

async function answerBirthDate(person: Person, page: Page, birthDate: string): Promise<void> {
  await heading(page, 'What is the date of birth?');
  await typeDate(page, 'Date of birth', birthDate);
  await person.look('apply-birth-date', page);
  await press(page, 'Continue');
}

/** Sends with a wrong date of birth, which is refused on the page that asked for it, and puts it right. */
export async function sendWithWrongBirthDate(person: Person, page: Page, right: string): Promise<void> {
  await press(page, 'Send the application');
  await heading(page, 'What is the date of birth?');
  await corrects(page, 'Check what you entered');
  await person.look('apply-birth-date-wrong', page);
  await answerBirthDate(person, page, right);
  await heading(page, 'Check and send');
}

/** Sends the application; returns the receipt number. */
export async function send(person: Person, page: Page): Promise<string> {
  await press(page, 'Send the application');
  await heading(page, 'We have received your application');
  await person.look('apply-done', page);
  return page.locator('.copyable-number').first().innerText();
}

/** Asks for the status with form ID and date of birth, and waits until it says so. */
export async function askStatus(
  person: Person,
  origin: string,
  applicant: Applicant,
  expected: string,
): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/apply/status`);
  await heading(page, 'Look at the status of an application');
  await page.getByLabel('Application ID', { exact: true }).fill(applicant.applicationId);
  await typeDate(page, 'Date of birth', applicant.birthDate);
  await person.look('apply-status-ask');
  await press(page, 'Show the status');
  await heading(page, 'Application status');
  await page
    .getByRole('listitem')
    .and(page.locator('[aria-current=step]'))
    .filter({ hasText: expected })
    .waitFor();
  await person.look(`apply-status-${expected.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`);
}

/** Replaces only the photo of an application that was sent back. */
export async function correctPhoto(person: Person, photo: File): Promise<void> {
  const { page } = person;
  await follow(page, 'Replace the photo');
  await heading(page, 'Replace your photo');
  await person.look('apply-correction');
  await choose(page, photo);
  await reads(page, 'The photo that you chose');
  await press(page, 'Send the photo');
  await reads(page, 'We have received your new photo');
  await person.look('apply-correction-done');
}
