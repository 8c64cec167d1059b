import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { decodeAttributes, decodeFace, FILES } from '@mibun/card';
import { decodeJp2 } from '@mibun/documents';
import { readCertificate } from '@mibun/pki';
import {
  CardError,
  openIssuerChannel,
  readEveryFile,
  signWithAuthentication,
  triesLeft,
} from '@mibun/reader';
import { ageOn, isIndividualNumber, jstDate, plainDate } from '@mibun/rules';
import {
  certificatesOf,
  HANAKO,
  makeTestAuthorities,
  makeTestCard,
  memoryKeys,
  planTestCard,
  type ResidentKind,
  randomResident,
  sharedKeys,
  type TestCardOptions,
  verifyFiles,
} from './index.ts';

const AT = new Date('2026-11-22T03:04:05Z');
const ON = jstDate(AT);
const makeKey = sharedKeys();
const make = (options: TestCardOptions = {}) => makeTestCard({ at: AT, makeKey, ...options });

/** Names of the files of one application in one state. */
const names = (
  files: readonly { readonly application: string; readonly name: string; readonly state: string }[],
  application: string,
  state: string,
) => files.filter((file) => file.application === application && file.state === state).map(({ name }) => name);

test('a card in five lines signs, and its certificate proves it', async () => {
  const card = await make({ photo: 'none' });
  const message = Buffer.from('a message');
  const signature = await signWithAuthentication(card.connection, card.credentials.authentication, message);
  const { spki } = readCertificate(card.certificates.authentication ?? new Uint8Array());
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  assert.ok(verify('sha256', message, key, signature));
});

test('every file of a card leads to its authorities, and to no others', async () => {
  const card = await make();
  const { ok, files } = await card.verify();
  assert.ok(
    ok,
    JSON.stringify(files.filter((file) => file.ok === false).map(({ name, detail }) => [name, detail])),
  );
  assert.deepEqual(names(files, 'jpki', 'closed'), ['unknown9']);
  for (const application of ['text', 'visual', 'juki', 'common']) {
    assert.deepEqual(names(files, application, 'closed'), []);
    assert.deepEqual(names(files, application, 'empty'), []);
  }
  const signed = files
    .filter((file) => file.ok === true)
    .map(({ application, name }) => `${application} ${name}`);
  assert.equal(signed.length, 13);

  const others = certificatesOf(await makeTestAuthorities({ at: AT }));
  const foreign = verifyFiles(files, { certificates: others, profile: 'mibun', at: AT });
  assert.equal(foreign.ok, false);
  assert.deepEqual(
    foreign.files.filter((file) => file.ok === true).map(({ name }) => name),
    [],
  );
});

test('one changed byte in a signed file is found in that file', async () => {
  const card = await make({ photo: 'none' });
  const { files } = await card.verify();
  const roots = { certificates: certificatesOf(card.authorities), profile: 'mibun', at: AT } as const;
  const changed = files.map((file) => {
    if (file.name !== 'face') return file;
    const bytes = file.bytes.slice();
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    return { ...file, bytes };
  });
  const wrong = verifyFiles(changed, roots).files.filter((file) => file.ok === false);
  assert.deepEqual(
    wrong.map(({ name, detail }) => [name, detail]),
    [['face', 'wrong: signature']],
  );
});

test('jpki-compatible certificates have the public layout', async () => {
  const card = await make({ certificateProfile: 'jpki-compatible', photo: 'none' });
  assert.equal((await card.verify()).ok, true);
  const { policies } = readCertificate(card.certificates.signature ?? new Uint8Array());
  assert.deepEqual(policies, ['1.2.392.200149.8.5.1.1.20']);
});

test('AGE-01, AGE-03 each kind of resident gets the card of their age and nationality', async () => {
  const expected: Readonly<Record<ResidentKind, readonly string[]>> = {
    adult: ['authentication', 'signature'],
    child: ['authentication'],
    newborn: ['authentication'],
    foreign: ['authentication', 'signature'],
  };
  for (const [kind, certificates] of Object.entries(expected) as [ResidentKind, readonly string[]][]) {
    const resident = randomResident(`shape/${kind}`, { on: ON, kind });
    const card = await make({ seed: kind, resident });
    assert.deepEqual(card.plan.certificates, certificates, kind);
    const { ok, files } = await card.verify();
    assert.ok(ok, kind);
    const face = decodeFace(files.find(({ name }) => name === 'face')?.bytes ?? new Uint8Array());
    const { grey } = await decodeJp2(face.photoJp2);
    assert.equal(new Set(grey).size === 1, kind === 'newborn', `${kind}: white paper or a portrait`);
    const text = files.find(({ name }) => name === 'attributes')?.bytes ?? new Uint8Array();
    assert.equal(decodeAttributes(text).name, resident.name);
    assert.equal(await triesLeft(card.connection, 'signature'), certificates.includes('signature') ? 5 : 0);
  }
});

test('a card of generation 2 has two secrets, keys on P-384 and authorities of that kind', async () => {
  const card = await make({ profile: 'generation-2', photo: 'none' });
  const { ok, files } = await card.verify();
  assert.ok(ok, JSON.stringify(files.map(({ name, ok, detail }) => [name, ok, detail])));
  const good = files.filter((file) => file.ok === true).map(({ name }) => name);
  // Every file is filled, opened, and leads to its authorities as far as anybody signs it.
  assert.deepEqual(
    files.filter(({ state }) => state !== 'read').map(({ name }) => name),
    [],
  );
  assert.deepEqual(good, [
    'signatureCertificate',
    'signatureCa',
    'authenticationCertificate',
    'authenticationCa',
    'number',
    'attributes',
    'signature',
    'cvCertificate',
    'face',
    'cvCertificate',
  ]);
  const others = await makeTestAuthorities({ generation: 2, at: AT });
  const roots = { certificates: certificatesOf(others), profile: 'mibun', at: AT } as const;
  assert.deepEqual(
    verifyFiles(files, roots).files.filter((file) => file.ok === true),
    [],
  );
  const { authentication, registry, text } = card.credentials;
  assert.deepEqual([registry, text], [authentication, authentication]);
  const message = Buffer.from('a message');
  const signature = await signWithAuthentication(card.connection, authentication, message);
  const { spki } = readCertificate(card.certificates.authentication ?? new Uint8Array());
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  assert.ok(verify('sha384', message, { key, dsaEncoding: 'ieee-p1363' }, signature));
});

test('authorities of another generation make no card: nobody could verify its files', async () => {
  const authorities = await makeTestAuthorities({ at: AT });
  const expiry = plainDate('2031-04-01');
  await assert.rejects(make({ profile: 'generation-2', photo: 'none', authorities, expiry }), {
    name: 'RangeError',
    message: 'the files of a generation-2 card are signed with a key of the kind ec-p384',
  });
  const younger = await makeTestAuthorities({ generation: 2, at: AT });
  await assert.rejects(make({ photo: 'none', authorities: younger }), /of the kind rsa-2048/);
});

test('VAL-09, chip.md §7 certificates of generation 1 end on the fifth birthday, those of generation 2 with the card', async () => {
  const endOf = async (options: TestCardOptions) => {
    const { certificates, plan } = await make({ photo: 'none', ...options });
    const ends = Object.values(certificates).map((der) => jstDate(readCertificate(der).notAfter));
    return { ends, card: plan.expiry };
  };
  assert.deepEqual(await endOf({}), { ends: ['2031-04-01', '2031-04-01'], card: '2036-04-01' });
  const profile = 'generation-2';
  assert.deepEqual(await endOf({ profile }), { ends: ['2036-04-01', '2036-04-01'], card: '2036-04-01' });
  const child = randomResident('ends with the card', { on: ON, kind: 'child' });
  const { ends, card } = await endOf({ profile, resident: child });
  assert.deepEqual(ends, [card]);
  // Not even with the card: ten years are the longest.
  await assert.rejects(endOf({ profile, expiry: plainDate('2036-11-24') }), /3655 days, 3653 allowed/);
});

test('the longest life that a birthday allows is allowed: issued on it, over three leap days', async () => {
  const at = new Date('2027-02-27T15:00:00Z');
  const resident = { birthDate: plainDate('1992-02-28') };
  const card = await make({ profile: 'generation-2', photo: 'none', at, resident });
  assert.equal(card.plan.expiry, '2037-02-28');
  assert.equal((await card.verify()).ok, true);
});

test('CARD-04 code B of a foreign resident has the western year, that of a national the year of the era', async () => {
  const born = { birthDate: plainDate('1985-04-01') };
  const national = await planTestCard({ at: AT, photo: 'none', resident: born });
  const foreign = await planTestCard({ at: AT, photo: 'none', resident: { ...born, nationality: 'KOR' } });
  assert.match(national.credentials.codeB, /^600401/);
  assert.match(foreign.credentials.codeB, /^850401/);
});

test('the same seed decides the same card, another seed another one', async () => {
  const { authorities, ...plan } = await planTestCard({ at: AT, seed: 'a' });
  const { authorities: _, ...again } = await planTestCard({ at: AT, seed: 'a' });
  const other = await planTestCard({ at: AT, seed: 'b', photo: 'none', authorities });
  assert.deepEqual(again, plan);
  assert.notEqual(other.chipSerial, plan.chipSerial);
  assert.match(plan.chipSerial, /^9[0-9]{14}$/);
});

test('a card before hand-over has no PIN, and its keys do not sign', async () => {
  const card = await make({ state: 'personalised', photo: 'none' });
  const { connection, credentials, issuerKeys } = card;
  assert.equal(await triesLeft(connection, 'authentication'), 0);
  await assert.rejects(
    signWithAuthentication(connection, credentials.authentication, new Uint8Array(1)),
    (error) => error instanceof CardError && error.code === 'pin-blocked',
  );
  const issuer = await openIssuerChannel(connection, issuerKeys, (length) => new Uint8Array(length).fill(7));
  assert.equal((await issuer.chipState()).state, 'personalised');
});

test('without credentials only free files are read, and no try is spent', async () => {
  const card = await make({ photo: 'none' });
  const files = await readEveryFile(card.connection);
  const read = (application: string) => names(files, application, 'read');
  assert.ok(!read('jpki').includes('signatureCertificate'));
  assert.deepEqual(read('text'), ['cvCertificate', 'apInfo']);
  assert.deepEqual(read('visual'), ['apInfo', 'cvCertificate']);
  assert.ok(files.some(({ id, application }) => application === 'common' && id === FILES.common.serial));
  assert.deepEqual(
    [await triesLeft(card.connection, 'signature'), await triesLeft(card.connection, 'text')],
    [5, 3],
  );
});

test('a wrong code is refused with the tries that are left; a malformed one is not sent', async () => {
  const card = await make({ photo: 'none' });
  await assert.rejects(readEveryFile(card.connection, { text: '0000' }), { code: 'wrong-pin', triesLeft: 2 });
  await assert.rejects(readEveryFile(card.connection, { text: '00' }), { code: 'malformed-pin' });
  assert.equal(await triesLeft(card.connection, 'text'), 2);
});

test('NUM-02 random residents are sound, and all kinds come up', () => {
  const people = Array.from({ length: 200 }, (_, i) => randomResident(`p${i}`, { on: ON }));
  assert.ok(people.every(({ individualNumber }) => isIndividualNumber(individualNumber)));
  assert.ok(people.some(({ nationality }) => nationality !== 'JPN'));
  assert.ok(people.some(({ birthDate }) => ageOn(birthDate, ON) === 0));
  assert.ok(
    people.some(({ name }) => /[\u{20000}-\u{3ffff}]/u.test(name)),
    'a character beyond the basic plane',
  );
  assert.ok(
    people.some(({ address }) => address.length > 100),
    'a long address',
  );
  assert.ok(people.every(({ name }) => name.includes('　')));
  assert.deepEqual(people[7], randomResident('p7', { on: ON }));
  assert.equal(new Set(people.map(({ individualNumber }) => individualNumber)).size, people.length);
});

test('keys of authorities in memory are made once and never given out', async () => {
  const keys = memoryKeys();
  await keys.create('a', 'ec-p384');
  await assert.rejects(keys.create('a', 'ec-p384'), { code: 'key-exists' });
  await assert.rejects(keys.sign('b', 'sha256WithRSA', new Uint8Array(1)), { code: 'key-unknown' });
});

test('whom a card belongs to by default has a sound number', () => {
  assert.ok(isIndividualNumber(HANAKO.individualNumber));
});
