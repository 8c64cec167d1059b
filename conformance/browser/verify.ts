import { choose, type File, heading, press, reads } from './fields.ts';
import type { Person } from './stage.ts';

/** Has a PDF checked; `verdict` is the page's one answer. */
export async function check(
  person: Person,
  origin: string,
  document: File,
  verdict: string,
  facts: readonly (string | RegExp)[] = [],
): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/verify`);
  await heading(page, 'Check the electronic signature of a PDF');
  await person.look('verify');
  await choose(page, document);
  await press(page, 'Check it');
  await heading(page, verdict);
  for (const fact of facts) await reads(page, fact);
  await person.look(`verify-${verdict.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`);
}
