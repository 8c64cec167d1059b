import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CA_PUBLIC_KEY, completeImage } from '../testing/complete-image.ts';
import { Bench, CODE_B, INDIVIDUAL_NUMBER, PIN, SIGNATURE_PASSWORD, split } from '../testing/fixture.ts';
import { hex } from './bytes.ts';
import { verifyAgeRecord } from './layout/age-record.ts';
import { verifySignedCardKey } from './layout/card-key-files.ts';
import { decodeCvCertificate, verifyCvCertificate } from './layout/cv-certificate.ts';
import { verifyFace } from './layout/face-file.ts';
import { verifyNumberImage } from './layout/number-image.ts';
import { verifyText } from './layout/text-signature-file.ts';
import { encodeTlv } from './layout/tlv.ts';

type Application = 'jpki' | 'text' | 'visual' | 'juki' | 'common';

/** Every credential of each application, by its short EF id. */
const CREDENTIALS: Readonly<Record<Application, Readonly<Record<number, string>>>> = {
  jpki: { 24: PIN, 27: SIGNATURE_PASSWORD },
  text: { 17: PIN, 20: INDIVIDUAL_NUMBER, 21: CODE_B },
  visual: { 17: '600401', 18: CODE_B, 19: INDIVIDUAL_NUMBER },
  juki: { 28: PIN },
  common: { 28: PIN },
};

type Reader = 'free' | 'nobody' | 'no file to read' | readonly number[];
type Row = readonly [id: number, start: string, length: number | 'any', readers: Reader];

/** chip.md §2, application by application: how each EF begins, how long it is, and which credentials open it. */
const FILES: Readonly<Record<Application, readonly Row[]>> = {
  jpki: [
    [0x01, '3082', 'any', [0x1b]],
    [0x02, '3082', 'any', 'free'],
    [0x05, '', 'any', 'no file to read'],
    [0x06, '4A504B494150494343544F4B454E322020', 160, 'free'],
    [0x08, '8F8F00', 3, 'free'],
    [0x09, '', 'any', 'nobody'],
    [0x0a, '3082', 'any', 'free'],
    [0x0b, '3082', 'any', 'free'],
    ...[0x10, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1e].map(internal),
  ],
  text: [
    [0x01, 'FF100C313233343536373839303138FFFF', 17, [0x11, 0x14]],
    [0x02, 'FF205CDF2108000E00200050005BDF220F', 512, [0x11, 0x15]],
    [0x03, 'FF3082014BDF3120', 336, [0x11, 0x14, 0x15]],
    [0x04, '7F218202335F4E82012939303030303333', 568, 'free'],
    [0x05, 'FF4082009FDF410401030E01DF4210', 256, 'free'],
    [0x06, 'A182010990030100019182 0100', 269, [0x11, 0x14, 0x15]],
    [0x07, 'FF50820213DF5182010990030100019182 0100', 536, [0x11, 0x14, 0x15]],
    [0x08, 'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF', 16, [0x11, 0x14, 0x15]],
    ...[0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x1c, 0x1e].map(internal),
  ],
  visual: [
    [0x01, 'FF1082021EDF11083139383530343031DF12820109', 547, [0x11]],
    [0x02, 'FF2082', 'any', [0x12, 0x13]],
    [0x03, 'FF30', 'any', 'free'],
    [0x04, '7F218202335F4E82012939303030303233', 568, 'free'],
    [0x05, 'FF40', 'any', [0x13]],
    [0x06, 'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF', 16, [0x12, 0x13]],
    ...[0x11, 0x12, 0x13, 0x1a, 0x1c, 0x1e].map(internal),
  ],
  juki: [internal(0x1c)],
  common: [internal(0x19), internal(0x1c)],
};

function internal(id: number): Row {
  return [id, '', 'any', 'no file to read'];
}

const efId = (id: number) => id.toString(16).padStart(4, '0').toUpperCase();

function bench(application: Application, ...credentials: readonly number[]): Bench {
  const made = new Bench(completeImage());
  made.select(application);
  for (const id of credentials) made.verify(id, CREDENTIALS[application][id] ?? assert.fail());
  return made;
}

function content(card: Bench, id: number): Uint8Array {
  assert.equal(card.send(`00A4020C02${efId(id)}`), '9000');
  const { data, sw } = split(card.send('00B00000000000'));
  assert.equal(sw, '9000', efId(id));
  return data;
}

for (const [application, rows] of Object.entries(FILES) as [Application, readonly Row[]][]) {
  test(`chip.md §2 ${application}: how every file begins, how long it is, and who may read it`, () => {
    const all = Object.keys(CREDENTIALS[application]).map(Number);
    for (const [id, start, length, readers] of rows) {
      const what = `${application} ${efId(id)}`;
      const combinations = [[], ...all.map((one) => [one])];
      for (const presented of combinations) {
        const card = bench(application, ...presented);
        assert.equal(card.send(`00A4020C02${efId(id)}`), '9000', what);
        const sw = card.send('00B0000001').slice(-4);
        assert.equal(sw, expectedStatus(readers, presented), `${what} after ${presented}`);
      }
      if (readers === 'nobody' || readers === 'no file to read') continue;
      const bytes = content(bench(application, ...all), id);
      const beginning = hex(start);
      assert.deepEqual(bytes.slice(0, beginning.length), beginning, what);
      if (length !== 'any') assert.equal(bytes.length, length, what);
    }
  });

  test(`chip.md §2 ${application}: there is no file of any other id`, () => {
    const known = rows.map(([id]) => id);
    if (application === 'juki') known.push(0x02);
    if (application === 'common') known.push(0x01, 0x02);
    const card = bench(application);
    const found = Array.from({ length: 0x40 }, (_, id) => id).filter((id) =>
      card.send(`00A4020C02${efId(id)}`).endsWith('9000'),
    );
    assert.deepEqual(
      found,
      known.toSorted((a, b) => a - b),
    );
    for (const id of ['2F10', '2F11', '3F00', 'FFFF']) assert.equal(card.send(`00A4020C02${id}`), '6A82', id);
  });
}

function expectedStatus(readers: Reader, presented: readonly number[]): string {
  if (readers === 'no file to read') return '6981';
  if (readers === 'nobody') return '6982';
  return readers === 'free' || presented.some((id) => readers.includes(id)) ? '9000' : '6982';
}

test('chip.md §2.4, §2.5 the record files of the resident-register and common applications', () => {
  const keyId = '3930303030323408053030310000000 0'.replace(' ', '');
  for (const application of ['juki', 'common'] as const) {
    assert.equal(bench(application).send('00B2011400'), `0110${keyId}9000`);
  }
  assert.match(bench('common').send('00B2010C00'), /^011C(3\d){28}9000$/);
});

test('chip.md §1.2 every object of the card manager, and what is none', () => {
  const card = new Bench(completeImage());
  const objects = [
    ['0042', /^39303030303234080530303100000000$/],
    ['0045', /^(3\d){15}$/],
    ['0066', /^66.*2A864886FC6B/],
    ['00F0', /^(3\d){5}$/],
    ['00F2', /^(3\d){8}$/],
    ['00F7', /^39303030303234080530303100000000$/],
    ['5F51', /^E000FF8131FE4514$/],
  ] as const;
  for (const [tag, form] of objects) {
    const answer = card.send(`00CA${tag}00`);
    assert.match(answer.slice(0, -4), form, tag);
    assert.equal(answer.slice(-4), '9000', tag);
  }
  for (const tag of ['00F3', '7F21', '0000', 'DF30', '0001']) {
    assert.equal(card.send(`00CA${tag}00`), '6A88', tag);
  }
});

test('chip.md §1.2 00F8 is a CV certificate without its header, too long for a short Le', () => {
  const card = new Bench(completeImage());
  assert.equal(card.send('00CA00F800'), '6700');
  const { data, sw } = split(card.send('00CA00F8000000'));
  assert.equal(sw, '9000');
  const certificate = encodeTlv(0x7f21, data, '82');
  assert.equal(verifyCvCertificate(certificate, CA_PUBLIC_KEY), true);
  assert.ok('modulus' in decodeCvCertificate(certificate).publicKey);
});

test('CHIP-06 every signed file read from the chip verifies from the CA of the card face down', () => {
  const text = bench('text', 0x11);
  const anchor = { cvCertificate: content(text, 4), caPublicKey: CA_PUBLIC_KEY };
  const evidence = {
    numberFile: content(text, 1),
    attributesFile: content(text, 2),
    signatureFile: content(text, 3),
  };
  assert.equal(verifyText({ ...anchor, ...evidence }).ok, true);
  assert.equal(verifySignedCardKey({ ...anchor, file: content(text, 7) }).ok, true);
  const visual = bench('visual', 0x11, 0x13);
  const faceAnchor = { ...anchor, cvCertificate: content(visual, 4) };
  assert.equal(verifyAgeRecord({ ...faceAnchor, file: content(visual, 1) }).ok, true);
  assert.equal(verifyFace({ ...faceAnchor, file: content(visual, 2) }).ok, true);
  assert.equal(verifyNumberImage({ ...faceAnchor, file: content(visual, 5) }).ok, true);
});
