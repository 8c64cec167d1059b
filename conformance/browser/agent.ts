import type { Page } from 'playwright-core';
import { heading, press } from './fields.ts';
import type { Person } from './stage.ts';

/** What the holder knows by heart. */
export interface Secrets {
  readonly signature: string;
  readonly authentication: string;
  readonly registry: string;
  readonly text: string;
}

/** The window that a button opens. */
export async function openedBy(person: Person, act: () => Promise<void>): Promise<Page> {
  const popup = person.page.waitForEvent('popup');
  await act();
  return popup;
}

/** Has the holder's card in use: the window begins with the one last used at this site, or with all cards. */
export async function chooseCard(popup: Page, holder: string): Promise<void> {
  const listed = popup.getByRole('button', { name: holder }).first();
  const other = popup.getByRole('button', { name: 'Use another card', exact: true });
  const inUse = popup.getByRole('img', { name: `Front of the card of ${holder}.` });
  await listed.or(other).first().waitFor();
  // The list may be there for a moment only, while the window looks which card was used last.
  if (!(await other.isVisible())) await listed.click({ timeout: 3_000 }).catch(() => undefined);
  await other.waitFor();
  if (await inUse.isVisible()) return;
  await other.click();
  await listed.click();
  await other.waitFor();
}

/** Takes the holder's other card, the one that was not used last at this site. After a log-out none is proposed. */
export async function chooseOlderCard(popup: Page, holder: string): Promise<void> {
  await heading(popup, 'Which card will you use?');
  const cards = popup.getByRole('button', { name: holder });
  await cards.filter({ hasNotText: 'Last used with this site' }).click();
}

/** Gives the four-digit PIN. */
export async function givePin(popup: Page, pin: string): Promise<void> {
  await heading(popup, 'PIN, 4 digits');
  for (const digit of pin) await press(popup, digit);
  await press(popup, 'Prove my identity');
}

/** The window closes by itself when the page has the answer. */
export async function closed(popup: Page): Promise<void> {
  if (!popup.isClosed()) await popup.waitForEvent('close');
}

/** Closes the window with its own button; the click may not live to see its end. */
async function close(popup: Page): Promise<void> {
  const gone = popup.waitForEvent('close');
  await popup
    .getByRole('button', { name: 'Close', exact: true })
    .click({ noWaitAfter: true })
    .catch(() => undefined);
  await gone;
}

/** Shows who one is: card, PIN, done. */
export async function proveIdentity(popup: Page, holder: string, pin: string): Promise<void> {
  await chooseCard(popup, holder);
  await givePin(popup, pin);
  await closed(popup);
}

/** Signs what the window shows with the signature password. */
export async function signWith(
  person: Person,
  popup: Page,
  holder: string,
  password: string,
): Promise<string> {
  await chooseCard(popup, holder);
  await heading(popup, 'Sign this document?');
  const digest = await popup.getByRole('definition').nth(1).innerText();
  await person.look('agent-sign', popup);
  await press(popup, 'Go on to sign');
  await heading(popup, 'Signature password, 6 to 16 characters');
  await person.look('agent-password', popup);
  await popup.getByLabel('Capital letters and digits').fill(password);
  await press(popup, 'Sign');
  await closed(popup);
  return digest.replaceAll(/\s/g, '');
}

const NAMES: Readonly<Record<string, keyof Secrets>> = {
  'Signature password': 'signature',
  'Authentication PIN': 'authentication',
  'Resident-registry PIN': 'registry',
  'Input-support PIN': 'text',
};

/** The resident's own screen at the counter: begins, chooses every secret that is asked for, twice each. Returns how many. */
export async function chooseSecrets(person: Person, popup: Page, secrets: Secrets): Promise<number> {
  await heading(popup, 'This screen is yours');
  await person.look('agent-counter', popup);
  await press(popup, 'Begin');
  const title = popup.getByRole('heading', { level: 1 });
  let chosen = 0;
  for (;;) {
    await popup.getByRole('heading', { name: /(PIN|password|set up)$/, level: 1 }).waitFor();
    const name = await title.innerText();
    const secret = NAMES[name];
    if (secret === undefined) break;
    await popup.getByLabel('Choose it and enter it').fill(secrets[secret]);
    await person.look(`agent-choose-${secret}`, popup);
    await press(popup, 'Continue');
    await popup.getByLabel('Enter it once more, to be sure').fill(secrets[secret]);
    chosen++;
    const last = await popup.getByRole('button', { name: 'Set it', exact: true }).isVisible();
    await press(popup, last ? 'Set it' : 'Continue');
    if (last) break;
    await popup.getByLabel('Choose it and enter it').waitFor();
  }
  await heading(popup, 'Your card is set up');
  await person.look('agent-counter-done', popup);
  await close(popup);
  return chosen;
}

/** The resident's own screen at the counter, when all it asks for is the signature password. */
export async function showPassword(person: Person, popup: Page, password: string): Promise<void> {
  await heading(popup, 'This screen is yours');
  await press(popup, 'Begin');
  await popup.getByLabel('Capital letters and digits').fill(password);
  await person.look('agent-counter-password', popup);
  await press(popup, 'Confirm');
  await heading(popup, 'Your card is set up');
  await close(popup);
}
