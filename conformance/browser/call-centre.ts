import { heading, press, reads, tick, typeDate } from './fields.ts';
import type { Person } from './stage.ts';

export interface Caller {
  readonly name: string;
  readonly birthDate: string;
  readonly address: string;
}

/** Types what the caller says. */
export async function compare(person: Person, origin: string, caller: Caller): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/call-centre`);
  await heading(page, 'Take a call');
  await person.look('call-centre-call');
  await tick(page, 'radio', 'The holder');
  await page.getByLabel('Name', { exact: true }).fill(caller.name);
  await typeDate(page, 'Date of birth', caller.birthDate);
  await page.getByLabel('Address', { exact: true }).fill(caller.address);
  await press(page, 'Compare');
  await heading(page, 'Result');
}

/** A caller who knows too little: the card's state is not told. */
export async function refusedCaller(person: Person, origin: string, caller: Caller): Promise<void> {
  await compare(person, origin, caller);
  await reads(person.page, 'Too few facts agree to identify the holder');
  await person.look('call-centre-not-identified');
}

/** Identifies the caller and stops the card. */
export async function stopCard(person: Person, origin: string, caller: Caller): Promise<void> {
  const { page } = person;
  await compare(person, origin, caller);
  await reads(page, '3 of 4 facts agree');
  await person.look('call-centre-identified');
  await page.getByRole('radiogroup', { name: 'What happened' }).getByRole('radio').first().check();
  await page.getByLabel('What the caller says (when, where)').fill('電車に鞄を忘れた。今朝8時ごろ。');
  await press(page, 'Suspend the card…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').check();
  await person.look('call-centre-suspend');
  await press(dialog, 'Suspend the card');
  await heading(page, 'The card is suspended');
  await person.look('call-centre-suspended');
}

/** The operator's own calls. */
export async function readCalls(person: Person, origin: string): Promise<void> {
  await person.page.goto(`${origin}/call-centre/calls`);
  await heading(person.page, 'My calls');
  await reads(person.page, 'Suspended');
  await person.look('call-centre-calls');
}
