import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createPaper } from '@mibun/documents';
import { toPem } from '@mibun/pki';
import { callCentre } from '@mibun/server/testing/certificates';
import { openSigningBench, type SigningBench, type TestCard } from '@mibun/server/testing/signing';
import { freePortRange } from './harness/ports.ts';
import { runProgram } from './harness/programs.ts';

// Witnesses: pdfsig (poppler-utils) with an NSS store that trusts our Signature CA alone (certutil, libnss3-tools),
// and asks our OCSP responder, and qpdf. The document is signed through the module's own HTTP addresses. A missing
// program fails.

let bench: SigningBench;
let folder = '';
let card: TestCard;
let signed: Buffer;

const file = (name: string) => path.join(folder, name);

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mibun-pdfsig-'));
  // The witness knows no other time than today.
  bench = await openSigningBench({ now: new Date(), port: await freePortRange(1) });
  const paper = await paperOf('売買契約書');
  card = await bench.card('person-hanako');
  signed = await (await bench.visitor('person-hanako')).signWhole(card, paper, '売買契約書.pdf');
  await writeFile(file('signed.pdf'), signed);
  await writeFile(file('ca.pem'), toPem('CERTIFICATE', bench.certificates.ca('signature').certificate.der));
  await store('trusting', ['-A', '-t', 'CT,C,C', '-n', 'mibun', '-i', file('ca.pem')]);
  await store('empty');
});

after(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

async function paperOf(title: string): Promise<Uint8Array> {
  const paper = createPaper({ title, language: 'ja', office: '見本商店', createdAt: new Date() });
  paper.heading(title);
  return paper.finish();
}

async function store(name: string, addition?: readonly string[]): Promise<void> {
  const directory = `sql:${file(name)}`;
  await runProgram('mkdir', [file(name)]);
  for (const args of [['-N', '--empty-password'], ...(addition ? [addition] : [])]) {
    const { status, everything } = await runProgram('certutil', [...args, '-d', directory]);
    assert.equal(status, 0, everything);
  }
}

async function pdfsig(document: string, nss = 'trusting'): Promise<string> {
  // Not `-no-ocsp`: with it poppler reports an unknown issue with every certificate.
  return (await runProgram('pdfsig', ['-nssdir', `sql:${file(nss)}`, file(document)])).everything;
}

test('pdfsig: a document signed in the portal is valid, wholly signed and its certificate trusted', async () => {
  const said = await pdfsig('signed.pdf');
  assert.match(said, /Signature Validation: Signature is Valid\./);
  assert.match(said, /Signature Type: ETSI\.CAdES\.detached/);
  assert.match(said, /Total document signed/);
  assert.match(said, /Certificate Validation: Certificate is Trusted\./);
  assert.match(said, /Signing Hash Algorithm: SHA-256/);
});

test('pdfsig: without our CA in its store the same certificate is not trusted', async () => {
  const said = await pdfsig('signed.pdf', 'empty');
  assert.match(said, /Signature is Valid/);
  assert.doesNotMatch(said, /Certificate is Trusted/);
});

test('pdfsig and our report agree that one changed byte makes it invalid', async () => {
  const altered = Buffer.from(signed);
  const at = altered.indexOf('/Producer') + 12;
  altered[at] = (altered[at] ?? 0) ^ 1;
  await writeFile(file('altered.pdf'), altered);
  const said = await pdfsig('altered.pdf');
  assert.match(said, /Digest Mismatch/);
  assert.doesNotMatch(said, /Signature is Valid/);
  assert.equal((await bench.verify(altered)).body.overall, 'invalid');
});

test('pdfsig and our report agree that a second signature leaves the first one valid', async () => {
  const taro = await bench.card('person-taro');
  const twice = await (await bench.visitor('person-taro')).signWhole(taro, signed);
  await writeFile(file('twice.pdf'), twice);
  assert.equal((await pdfsig('twice.pdf')).match(/Signature is Valid/g)?.length, 2);
  const { overall, signatures } = (await bench.verify(twice)).body;
  assert.deepEqual([overall, signatures.length], ['valid', 2]);
});

test('qpdf: stamp and signature leave the structure of the document sound', async () => {
  for (const name of ['signed.pdf', 'twice.pdf']) {
    const { status, everything } = await runProgram('qpdf', ['--check', file(name)]);
    assert.equal(status, 0, everything);
  }
});

test('pdfsig asks our OCSP responder and, like our report, no longer relies on a suspended certificate', async () => {
  await bench.platform.database.transaction((tx) =>
    bench.certificates.suspendOfCard(tx, card.cardId, callCentre),
  );
  const said = await pdfsig('signed.pdf');
  assert.match(said, /Signature Validation: Signature is Valid\./);
  assert.match(said, /Certificate Validation: Certificate has been Revoked\./);
  const { body } = await bench.verify(signed);
  assert.deepEqual([body.overall, body.signatures[0]?.reason], ['indeterminate', 'held']);
});
