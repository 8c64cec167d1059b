import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { chooseCard, closed, givePin, openedBy, signWith } from './agent.ts';
import { choose as chooseFile, type File, follow, heading, press, reads } from './fields.ts';
import type { Person } from './stage.ts';

/** Opens the portal and the agent's window. */
export async function beginLogIn(person: Person, origin: string): Promise<Page> {
  const { page } = person;
  await page.goto(`${origin}/portal/login`);
  await heading(page, 'Log in to the resident portal');
  await person.look('portal-login');
  return openedBy(person, () => press(page, 'Log in with your card'));
}

/** A wrong PIN costs a try and is said; the right one opens the portal. */
export async function logIn(
  person: Person,
  origin: string,
  holder: string,
  pin: string,
  wrong?: string,
): Promise<void> {
  const popup = await beginLogIn(person, origin);
  await chooseCard(popup, holder);
  if (wrong !== undefined) {
    await reads(popup, '3 tries left');
    await givePin(popup, wrong);
    await reads(popup, /not right. When no try is left/);
    await reads(popup, '2 tries left');
    await person.look('agent-wrong-pin', popup);
  }
  await givePin(popup, pin);
  await closed(popup);
  await reads(person.page, `Logged in as ${holder}`);
  await heading(person.page, 'Everything works with your card');
  await person.look('portal-home');
}

/** The card signs what the page shows, and the agent's window shows the same. */
async function signWhatIsShown(person: Person, holder: string, password: string): Promise<void> {
  const { page } = person;
  // What is signed is known once it is prepared; until then the button waits.
  await page.getByRole('button', { name: 'Sign with the card' }).and(page.locator(':enabled')).waitFor();
  const shown = await page.locator('.copyable-number').first().innerText();
  const popup = await openedBy(person, () => press(page, 'Sign with the card'));
  const digest = await signWith(person, popup, holder, password);
  if (digest !== shown.replaceAll(/\s/g, '')) throw new Error('the two windows show different fingerprints');
}

/** Agrees to the sample bank's invitation and withdraws that, each time with the card and its signature password. */
export async function consentAndWithdraw(
  person: Person,
  origin: string,
  holder: string,
  password: string,
): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/portal/consents/offer/A0BA-BANK-2026`);
  await press(page, 'I agree');
  await heading(page, 'Sign your consent');
  await reads(page, /MIBUN CONSENT 1/);
  await person.look('portal-consent-text');
  await signWhatIsShown(person, holder, password);
  await reads(page, /You have agreed to the supply to/);
  await person.look('portal-consent-given');
  await follow(page, 'To the list of consents');
  await follow(page, 'Withdraw this consent');
  await heading(page, 'Withdraw this consent?');
  await press(page, 'See the text of the withdrawal');
  await heading(page, 'Sign the withdrawal');
  await signWhatIsShown(person, holder, password);
  await reads(page, /You have withdrawn your consent to the supply to/);
}

/** Signs a PDF with the card and its signature password; returns the signed document as it was downloaded. */
export async function signDocument(
  person: Person,
  origin: string,
  document: File,
  holder: string,
  password: string,
): Promise<Uint8Array> {
  const { page } = person;
  await page.goto(`${origin}/portal/sign`);
  await heading(page, 'Choose the PDF to sign');
  await person.look('portal-sign');
  await chooseFile(page, document);
  await press(page, 'Send this PDF');
  await heading(page, 'You are about to sign this document');
  await person.look('portal-sign-check');
  await signWhatIsShown(person, holder, password);
  await heading(page, 'Signed');
  await person.look('portal-signed');
  const download = page.waitForEvent('download');
  await follow(page, 'Download the signed document');
  const bytes = await readFile(await (await download).path());
  await page.goto(`${origin}/portal/sign/documents`);
  await heading(page, 'Documents you have signed');
  await reads(page, document.name);
  await person.look('portal-signed-documents');
  return bytes;
}

/** Who looked at one's record. */
export async function readAccessLog(person: Person, origin: string): Promise<number> {
  const { page } = person;
  await page.goto(`${origin}/portal/log`);
  await page.locator('.log-list').first().waitFor();
  await person.look('portal-log');
  return page.locator('.log-list').getByRole('listitem').count();
}

/** A card that is stopped: the log-in says so. */
export async function refusedLogIn(
  person: Person,
  origin: string,
  holder: string,
  pin: string,
  why: string | RegExp,
  choose: typeof chooseCard = chooseCard,
): Promise<void> {
  const popup = await beginLogIn(person, origin);
  await choose(popup, holder);
  await givePin(popup, pin);
  await closed(popup);
  await person.page.getByRole('alert').filter({ hasText: why }).waitFor();
  await person.look('portal-refused');
}

export async function logOut(person: Person): Promise<void> {
  await press(person.page, 'Log out');
  await heading(person.page, 'Log in to the resident portal');
}
