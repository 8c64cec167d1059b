import { openedBy, proveIdentity } from './agent.ts';
import { heading, press, reads } from './fields.ts';
import type { Person } from './stage.ts';

/** Opens an account at the sample bank, which gets name, address and birth date with the holder's consent. */
export async function openAccount(person: Person, bank: string, holder: string, pin: string): Promise<void> {
  const { page } = person;
  await page.goto(bank);
  await heading(page, 'Your card is all you need');
  await person.look('bank');
  await page.getByRole('link', { name: 'Open an account' }).click();
  await consent(person, holder, pin);
  await heading(page, /^Account of/);
  await reads(page, 'Your number at this bank alone');
  await person.look('bank-account');
}

/** Logs in as a customer: the bank learns nothing but its own number for this person. */
export async function logIn(person: Person, bank: string, holder: string, pin: string): Promise<void> {
  const { page } = person;
  await page.goto(bank);
  await page.getByRole('link', { name: 'Log in with your card' }).click();
  await consent(person, holder, pin);
  await heading(page, /^Account of/);
}

/** On the government's page: what the bank gets, and the card. */
async function consent(person: Person, holder: string, pin: string): Promise<void> {
  const { page } = person;
  await heading(page, /asks you to prove who you are$/);
  await person.look('portal-service-login');
  const popup = await openedBy(person, () => press(page, /og in with your card$/));
  await proveIdentity(popup, holder, pin);
}

export async function logOut(person: Person): Promise<void> {
  await press(person.page, 'Log out');
  await heading(person.page, 'Your card is all you need');
}
