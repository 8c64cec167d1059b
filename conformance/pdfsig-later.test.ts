import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { inspectPdfSignatures } from '@mibun/documents';
import {
  append,
  contractPdf,
  counterSign,
  edited,
  STAMP,
  stream,
  victim,
  WHOLE,
} from '@mibun/documents/testing/attacks/victim';
import { signPdf, throwAwaySigner } from '@mibun/documents/testing/throw-away-signer';
import { sampleCertificate } from '../packages/documents/samples/certificate.ts';
import { runProgram } from './harness/programs.ts';

// Witnesses: pdfsig and pdftoppm (poppler-utils), which sign and show what we have signed, with a store of certutil and
// pk12util (libnss3-tools); qpdf, which writes files anew; openssl. A missing one fails the test.

const author = throwAwaySigner('rsa', 'Author');
const other = throwAwaySigner('rsa', 'Somebody Else');
let folder = '';

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mibun-later-'));
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=Counter Signer'],
    ...[
      '-addext',
      'keyUsage=digitalSignature,nonRepudiation',
      '-keyout',
      file('key.pem'),
      '-out',
      file('cert.pem'),
    ],
  ]);
  await run('openssl', [
    ...['pkcs12', '-export', '-inkey', file('key.pem'), '-in', file('cert.pem'), '-name', 'counter'],
    ...['-out', file('counter.p12'), '-passout', 'pass:x'],
  ]);
  await run('mkdir', [file('store')]);
  await run('certutil', ['-N', '--empty-password', '-d', store()]);
  await run('pk12util', ['-i', file('counter.p12'), '-d', store(), '-W', 'x', '-K', '']);
  await run('certutil', ['-M', '-n', 'counter', '-t', 'CTu,Cu,Cu', '-d', store()]);
});
after(() => rm(folder, { recursive: true, force: true }));

const file = (name: string): string => path.join(folder, name);
const store = (): string => `sql:${file('store')}`;

async function run(program: string, args: readonly string[]): Promise<string> {
  const { status, everything } = await runProgram(program, args);
  assert.equal(status, 0, `${program}: ${everything.slice(0, 2000)}`);
  return everything;
}

/** Signed by poppler as well; `how` names the field or asks for a new one. */
async function counterSigned(
  pdf: Uint8Array,
  how: readonly string[] = ['-add-signature'],
): Promise<Uint8Array> {
  await writeFile(file('in.pdf'), pdf);
  await run('pdfsig', ['-nssdir', store(), ...how, '-nick', 'counter', file('in.pdf'), file('out.pdf')]);
  return readFile(file('out.pdf'));
}

async function validByPdfsig(pdf: Uint8Array): Promise<number> {
  await writeFile(file('look.pdf'), pdf);
  const { everything } = await runProgram('pdfsig', ['-nocert', '-nssdir', store(), file('look.pdf')]);
  return everything.match(/Signature is Valid/g)?.length ?? 0;
}

/** The first page as poppler shows it. */
async function pageOf(pdf: Uint8Array): Promise<Buffer> {
  await writeFile(file('look.pdf'), pdf);
  await run('pdftoppm', ['-r', '40', '-gray', '-singlefile', file('look.pdf'), file('look')]);
  return readFile(file('look.pgm'));
}

/** What is said of each signature, the earliest first. */
function answers(pdf: Uint8Array): readonly string[] {
  const { signatures, problems } = inspectPdfSignatures(pdf);
  assert.deepEqual(problems, []);
  assert.ok(signatures.every(({ intact }) => intact));
  return signatures.map(({ later }) =>
    [later.answer, ...later.additions.map(({ kind }) => kind), ...later.changes].join(' '),
  );
}

const helvetica = { ...WHOLE, 9: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' };
const signedContract = (form: 'table' | 'packed' = 'table') => signPdf(contractPdf(helvetica, form), author);

for (const form of ['table', 'packed'] as const) {
  test(`poppler adds a signature to what we signed (${form}), twice: we and pdfsig call all of them valid`, async () => {
    const twice = await counterSigned(signedContract(form));
    assert.deepEqual(answers(twice), ['added signature', 'unchanged']);
    assert.equal(await validByPdfsig(twice), 2);
    const thrice = await counterSigned(twice);
    assert.deepEqual(answers(thrice), ['added signature signature', 'added signature', 'unchanged']);
    assert.equal(await validByPdfsig(thrice), 3);
  });

  test(`poppler signs in an empty field of what we signed (${form}): told with the mark that it has room for`, async () => {
    const signed = await counterSigned(signedContract(form), ['-sign', 'approval']);
    assert.deepEqual(answers(signed), ['added visible-mark signature', 'unchanged']);
    assert.equal(await validByPdfsig(signed), 2);
  });
}

test('poppler signs first, we sign on top, poppler once more', async () => {
  const first = await counterSigned(contractPdf(helvetica));
  const last = await counterSigned(signPdf(first, author));
  assert.deepEqual(answers(last), ['added signature signature', 'added signature', 'unchanged']);
  assert.equal(await validByPdfsig(last), 3);
});

test('files that qpdf has written anew (linearised, packed, each object apart) are signed by us and by poppler', async () => {
  await writeFile(file('paper.pdf'), await sampleCertificate(new Date('2026-11-22T00:00:00Z')));
  for (const options of [
    ['--linearize'],
    ['--object-streams=generate'],
    ['--object-streams=disable', '--newline-before-endstream'],
    ['--linearize', '--object-streams=generate'],
  ]) {
    await run('qpdf', [...options, file('paper.pdf'), file('anew.pdf')]);
    const pdf = await counterSigned(signPdf(await readFile(file('anew.pdf')), author));
    assert.deepEqual(answers(pdf), ['added signature', 'unchanged'], options.join(' '));
    assert.deepEqual(answers(signPdf(pdf, other)), [
      'added signature signature',
      'added signature',
      'unchanged',
    ]);
  }
});

test('a document time stamp on top is none of pdfsig’s and our broken signatures', async () => {
  const stamped = await counterSign(signedContract(), other, { kind: 'time-stamp' });
  assert.deepEqual(answers(stamped), ['added document-time-stamp']);
  await writeFile(file('stamped.pdf'), stamped);
  await run('qpdf', ['--check', file('stamped.pdf')]);
});

test('poppler shows another page after each of these, pdfsig still says valid, and we say changed', async () => {
  const evil = stream('BT /F1 12 Tf 72 700 Td (I agree to pay 900 crowns) Tj ET');
  const form = stream(
    'BT /F1 12 Tf 72 500 Td (and 900 crowns more) Tj ET',
    '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 9 0 R >> >>',
  );
  const { signed } = await victim(author, other, { objects: { 9: helvetica[9] } });
  const before = await pageOf(signed);
  const attacks: Readonly<Record<string, Uint8Array>> = {
    replaced: append(signed, { 6: evil }),
    'put in where nothing was': append(signed, { 90: form }),
    'laid over': append(signed, {
      150: '<< /Type /Annot /Subtype /Stamp /FT /Sig /F 4 /Rect [0 0 595 842] /AP << /N 151 0 R >> >>',
      151: form,
      ...edited(signed, 3, /\/Annots \[/, '/Annots [150 0 R '),
    }),
    'signed over': await counterSign(signed, other, {
      field: STAMP.replace('[400 400 500 440]', '[0 0 595 842]'),
      objects: { 152: form },
    }),
  };
  for (const [name, pdf] of Object.entries(attacks)) {
    assert.ok(!before.equals(await pageOf(pdf)), `${name}: the page looks as it did`);
    assert.ok((await validByPdfsig(pdf)) >= 1, name);
    assert.match(answers(pdf)[0] ?? '', /^changed/, name);
  }
});
