import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createPaper } from '@mibun/documents';
import type { Person } from '../person.ts';
import type { Blank } from '../plastic.ts';
import { CHINATSU, type Life } from './world.ts';

/** At home, with her own reader and agent. */
export async function logInAtHome(life: Life, card: Blank): Promise<Person> {
  const she = life.visitor();
  const { name } = await she.logInAt(life.home, 'resident', { card, secrets: CHINATSU.secrets });
  assert.equal(name, CHINATSU.name);
  const { person } = await she.call('GET /api/portal/me');
  assert.equal(person.name, CHINATSU.name);
  return she;
}

export interface Signed {
  readonly file: string;
  /** Of the signature. */
  readonly certificate: Uint8Array;
}

/** A contract that she signs with her card; the agent shows it before the password. Gives the file. */
export async function signContract(life: Life, she: Person, card: Blank): Promise<Signed> {
  const { room } = life.installation;
  const paper = createPaper({
    title: '賃貸借契約書',
    language: 'ja',
    office: '例国不動産',
    createdAt: new Date(),
  });
  const bytes = await paper.title('賃貸借契約書').paragraph('賃料は月額50,000円とする。').finish();
  const name = 'contract.pdf';
  const { ceremonyId } = await she.callWithFile(
    'POST /api/signing',
    { bytes, type: 'application/pdf' },
    { headers: { 'x-document-name': name } },
  );
  const params = { id: ceremonyId };
  const { digest, certificateSha256 } = await she.call('POST /api/signing/:id/prepare', { params, body: {} });
  const document = { name, pages: 1, digest, ...(certificateSha256 && { certificateSha256 }) };
  const { signature, certificate } = await life.home.with(card, () =>
    life.home.perform<{ readonly signature: string; readonly certificate: string }>(
      { kind: 'sign', origin: room.origin, cardSerial: card.serial, document },
      CHINATSU.secrets,
    ),
  );
  await she.call('POST /api/signing/:id/complete', { params, body: { signature } });
  const file = room.path('contract-signed.pdf');
  writeFileSync(file, await she.bytes('GET /api/signing/:id/document', { params }));
  return { file, certificate: Buffer.from(certificate, 'base64') };
}
