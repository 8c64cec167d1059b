import { follow, heading, press, reads, typeDate } from './fields.ts';
import type { Person } from './stage.ts';

/** The operators' pages, one after the other, as somebody sees them who looks after the CAs. */
export async function lookAfterTheCas(person: Person, origin: string): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/ca-desk`);
  await heading(page, 'Certification authorities');
  await page.getByRole('img', { name: /were issued and .* revoked/ }).waitFor();
  await person.look('ca-overview');
  await page.goto(`${origin}/ca-desk/crls`);
  await heading(page, 'Revocation lists');
  await press(page, 'Signature CA, generation 1');
  await reads(page, /lists were made anew/);
  await person.look('ca-crls');
  await page.goto(`${origin}/ca-desk/issue`);
  await heading(page, 'Issue to an institution');
  await person.look('ca-issue');
}

/** What a revocation by person would end; nothing is ended. */
export async function previewRevocation(person: Person, origin: string, personId: string): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/ca-desk/revoke`);
  await heading(page, 'Revoke certificates');
  await page.getByLabel('Person id').fill(personId);
  await page.getByLabel('Reason').selectOption('keyCompromise');
  await press(page, 'Show what this would end');
  await page.getByRole('button', { name: /^Revoke \d+ certificates?$/ }).waitFor();
  await person.look('ca-revoke');
}

/** A new generation of the Signature CA: proposed by one, carried out at the word of the other. */
export async function makeGenerationByTwo(one: Person, other: Person, origin: string): Promise<void> {
  const { page } = one;
  await page.goto(`${origin}/ca-desk/generations`);
  await heading(page, 'Generations and keys');
  await press(page.getByRole('region', { name: 'Signature CA' }), 'Propose: make a new generation');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Rehearsal of the year');
  await dialog.getByRole('checkbox').check();
  await one.look('ca-propose');
  await press(dialog, 'Propose');
  await reads(page, 'You proposed this. Somebody else has to confirm it.');
  await one.look('ca-generations');

  await other.page.goto(`${origin}/ca-desk/generations`);
  await heading(other.page, 'Generations and keys');
  await press(other.page, 'Confirm and carry out');
  const confirmation = other.page.getByRole('dialog');
  await confirmation.getByRole('checkbox').check();
  await press(confirmation, 'Confirm and carry out');
  await reads(other.page, 'Made, not published');
  await other.look('ca-generation-made');
}

const VERIFIER = {
  nameJa: '青空検証株式会社',
  nameEn: 'Aozora Checks',
  verifierId: 'aozora-checks',
  decision: '見本県大臣認定 第2号（架空）',
  // RFC 8037 appendix A.2: a public key that everybody knows.
  key: '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
} as const;

/** A verifier is accredited by two, suspended by one at once, and reinstated by two. */
export async function keepTheVerifiers(one: Person, other: Person, origin: string): Promise<void> {
  await accreditByTwo(one, other, origin);
  const { page } = one;
  await page.goto(`${origin}/ca-desk/verifiers`);
  const card = page.getByRole('article', { name: VERIFIER.nameEn });
  await press(card, 'Suspend');
  await one.look('ca-verifier-suspend');
  await giveReason(page, 'Key reported lost', 'Suspend');
  await reads(page, 'Aozora Checks is suspended');
  await press(card, 'Propose to reinstate');
  await giveReason(page, 'New key in place', 'Propose to reinstate');
  await reads(page, 'You proposed this. Somebody else has to confirm it.');
  await one.look('ca-verifiers-waiting');
  await confirmProposal(other, origin);
  await other.page.getByRole('article', { name: VERIFIER.nameEn }).getByText('Accredited').waitFor();
}

async function accreditByTwo(one: Person, other: Person, origin: string): Promise<void> {
  const { page } = one;
  await page.goto(`${origin}/ca-desk/verifiers`);
  await heading(page, 'Accredited verifiers');
  await page.getByRole('article', { name: 'Mihon Platform Inc.' }).waitFor();
  await one.look('ca-verifiers');
  await follow(page, 'Register an accreditation');
  await heading(page, 'Register an accreditation');
  await press(page, 'Propose the accreditation');
  await reads(page, 'Choose at least one thing that it may ask for.');
  await one.look('ca-accredit');
  await page.getByLabel('Name in Japanese').fill(VERIFIER.nameJa);
  await page.getByLabel('Name in English').fill(VERIFIER.nameEn);
  await page.getByLabel('Id', { exact: true }).fill(VERIFIER.verifierId);
  await page.getByLabel(/decision/).fill(VERIFIER.decision);
  await page.getByLabel('Signature status').check();
  await page.getByLabel('A day at most: Signature status').fill('10,000');
  await typeDate(page, 'First day in force', '2026-01-01');
  await typeDate(page, 'Last day in force', '2036-01-01');
  await page.getByLabel('Signing key (public JWK)').fill(VERIFIER.key);
  await page.getByLabel('Reason for the proposal').fill('Decision no. 2');
  await press(page, 'Propose the accreditation');
  await heading(page, 'Accredited verifiers');
  await reads(page, 'You proposed this. Somebody else has to confirm it.');
  await confirmProposal(other, origin);
  await other.page.getByRole('article', { name: VERIFIER.nameEn }).waitFor();
}

async function confirmProposal({ page, look }: Person, origin: string): Promise<void> {
  await page.goto(`${origin}/ca-desk/verifiers`);
  await press(page, 'Confirm and carry out');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').check();
  await look('ca-verifier-confirm');
  await press(dialog, 'Confirm and carry out');
}

async function giveReason(page: Person['page'], reason: string, act: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('checkbox').check();
  await press(dialog, act);
}
