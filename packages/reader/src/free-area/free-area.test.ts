import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { FreeInstallation, ScpKeySet } from '@mibun/card';
import { certificateBytes, openSampleChannel, SAMPLE, sampleCard } from '../../testing/sample-card.ts';
import { bytes } from '../../testing/scripted-connection.ts';
import type { CardConnection } from '../connection.ts';
import { readAuthenticationCertificate } from '../jpki.ts';
import { verifyPin } from '../pin.ts';
import { openApplicationChannel, takeOverApplication } from './application-channel.ts';
import {
  applicationPinTriesLeft,
  changeApplicationPin,
  listFreeApplications,
  withApplication,
} from './in-the-clear.ts';

/** 見本市立図書館: a library card (MUL-02). */
const LIBRARY = bytes('F04D4942554EFA 099101 01');
const MEMBER = 0x0001;
const LOANS = 0x0002;
const NOTES = 0x0003;

const keys = (version: number, length = 32): ScpKeySet => ({
  version,
  enc: randomBytes(length),
  mac: randomBytes(length),
  dek: randomBytes(length),
});

const INSTALLATION: FreeInstallation = {
  aid: LIBRARY,
  layoutVersion: 1,
  quota: 2048,
  credential: { tries: 5, shortest: 4, longest: 8 },
  files: [
    { id: MEMBER, kind: 'transparent', read: 'free', write: 'mutual', size: 32 },
    { id: LOANS, kind: 'records', read: 'pin', write: 'mutual', size: 512 },
    { id: NOTES, kind: 'transparent', read: 'mutual', write: 'mutual', size: 1000 },
  ],
};

async function libraryCard() {
  const { connection } = await sampleCard();
  const transportKeys = keys(1);
  const ownKeys = keys(2);
  const issuer = await openSampleChannel(connection);
  await issuer.installApplication(INSTALLATION, transportKeys);
  await issuer.close();
  await takeOverApplication(connection, LIBRARY, transportKeys, ownKeys, randomBytes);
  return { connection, transportKeys, ownKeys };
}

const open = (connection: CardConnection, own: ScpKeySet) =>
  openApplicationChannel(connection, LIBRARY, own, randomBytes);

const ascii = (text: string) => new TextEncoder().encode(text);

test('MUL-02 a library installs its application, writes with its keys, and reads the member by touching the card', async () => {
  const { connection, ownKeys } = await libraryCard();
  const library = await open(connection, ownKeys);
  await library.files.write(MEMBER, ascii('M-000042'));
  await library.files.writeRecord(LOANS, 1, { tag: 0x01, value: ascii('坊っちゃん') });
  await library.files.writeRecord(LOANS, 2, { tag: 0x01, value: ascii('こころ') });
  await library.setPin('4321');
  await library.close();

  const member = await withApplication(connection, LIBRARY, {}, (files) => files.read(MEMBER));
  assert.deepEqual(member, ascii('M-000042'));
  const loans = await withApplication(connection, LIBRARY, { pin: '4321' }, (files) =>
    files.readRecords(LOANS),
  );
  assert.deepEqual(
    loans.map(({ value }) => new TextDecoder().decode(value)),
    ['坊っちゃん', 'こころ'],
  );
  assert.deepEqual(await listFreeApplications(connection), [{ aid: LIBRARY, layoutVersion: 1 }]);
  assert.deepEqual(await readAuthenticationCertificate(connection), certificateBytes(0xaa));
});

test('what is written beyond one command is read back whole, and a shorter text leaves nothing behind', async () => {
  const { connection, ownKeys } = await libraryCard();
  const library = await open(connection, ownKeys);
  const long = randomBytes(1000);
  assert.deepEqual(await library.files.read(NOTES), new Uint8Array(0));
  await library.files.write(NOTES, long);
  assert.deepEqual(await library.files.read(NOTES), new Uint8Array(long));
  await library.files.write(NOTES, ascii('short'));
  assert.deepEqual(await library.files.read(NOTES), ascii('short'));
  await library.files.erase(NOTES);
  assert.deepEqual(await library.files.read(NOTES), new Uint8Array(0));
  await assert.rejects(library.files.write(NOTES, randomBytes(1001)), { statusWord: 0x6a84 });
  await library.files.writeRecord(LOANS, 1, { tag: 1, value: ascii('a') });
  await library.files.writeRecord(LOANS, 2, { tag: 2, value: ascii('b') });
  await library.files.eraseRecords(LOANS, 2);
  await assert.rejects(library.files.readRecords(LOANS), { code: 'security-status' });
});

test('without the keys and the PIN nothing opens that should not', async () => {
  const { connection, ownKeys, transportKeys } = await libraryCard();
  const inTheClear = (pin?: string) => (pin === undefined ? {} : { pin });
  const read = (file: number, pin?: string) =>
    withApplication(connection, LIBRARY, inTheClear(pin), (files) => files.read(file));
  await assert.rejects(read(NOTES), { code: 'security-status' });
  await assert.rejects(
    withApplication(connection, LIBRARY, {}, (files) => files.write(MEMBER, ascii('M-1'))),
    { code: 'security-status' },
  );
  await assert.rejects(read(NOTES, '4321'), { code: 'pin-blocked' }, 'no PIN is set yet');
  for (const wrong of [transportKeys, keys(2), keys(2, 16)]) {
    await assert.rejects(open(connection, wrong), { code: 'secure-channel' });
  }
  const library = await open(connection, ownKeys);
  await library.setPin('4321');
  await assert.rejects(library.setPin('123'), { code: 'malformed-pin' });
  await library.close();
  await assert.rejects(read(LOANS, '9999'), { code: 'wrong-pin', triesLeft: 4 });
  assert.equal(await applicationPinTriesLeft(connection, LIBRARY), 4);
  await assert.rejects(read(LOANS, 'パスワード'), { code: 'malformed-pin' });
  assert.equal(await applicationPinTriesLeft(connection, LIBRARY), 4);
  await changeApplicationPin(connection, LIBRARY, '4321', 'Book-2026'.slice(0, 8));
  await assert.rejects(changeApplicationPin(connection, LIBRARY, 'Book-202', '1'), { code: 'malformed-pin' });
  assert.equal(await applicationPinTriesLeft(connection, LIBRARY), 5);
  const again = await open(connection, ownKeys);
  await again.unblockPin();
  await again.setPin();
  await assert.rejects(again.unblockPin(), { statusWord: 0x6985 });
});

test('the issuer lists, updates and removes, and reads nothing', async () => {
  const { connection, ownKeys } = await libraryCard();
  const library = await open(connection, ownKeys);
  await library.files.write(MEMBER, ascii('M-000042'));
  const issuer = await openSampleChannel(connection);
  const [listed, ...others] = await issuer.listApplications();
  assert.deepEqual(others, []);
  assert.deepEqual(listed, {
    aid: LIBRARY,
    layoutVersion: 1,
    state: 'in-use',
    quota: 2048,
    usedBytes: 8,
    keyVersion: 2,
    keyTriesLeft: 10,
    pendingLayoutVersion: undefined,
  });
  const { quota, ...layout } = INSTALLATION;
  assert.equal(quota, 2048);
  await issuer.updateApplication({ ...layout, layoutVersion: 2, files: layout.files.slice(0, 1) });
  const [proposed] = await issuer.listApplications();
  assert.deepEqual([proposed?.layoutVersion, proposed?.pendingLayoutVersion], [1, 2]);
  await issuer.close();
  const member = await withApplication(connection, LIBRARY, {}, (files) => files.read(MEMBER));
  assert.deepEqual(member, ascii('M-000042'));
  const last = await openSampleChannel(connection);
  await last.removeApplication(LIBRARY);
  assert.deepEqual(await last.listApplications(), []);
  await assert.rejects(last.removeApplication(LIBRARY), { statusWord: 0x6a88 });
  await last.close();
  assert.deepEqual(await listFreeApplications(connection), []);
  await assert.rejects(open(connection, ownKeys), { code: 'application-not-found' });
});

test('MUL-01 a layout that the issuer proposes waits for the body, which confirms or refuses it', async () => {
  const { connection, ownKeys } = await libraryCard();
  const { quota: _, ...layout } = INSTALLATION;
  const next = { ...layout, layoutVersion: 2, files: layout.files.slice(0, 1) };
  const propose = async (proposal: typeof next) => {
    const issuer = await openSampleChannel(connection);
    await issuer.updateApplication(proposal);
    await issuer.close();
  };
  const library = await open(connection, ownKeys);
  assert.equal(await library.pendingLayout(), undefined);
  await assert.rejects(library.confirmLayout(next), { statusWord: 0x6a88 });
  await assert.rejects(library.refuseLayout(), { statusWord: 0x6a88 });
  await propose({ ...next, layoutVersion: 9 });
  await propose(next);
  const again = await open(connection, ownKeys);
  assert.deepEqual(await again.pendingLayout(), next);
  assert.deepEqual(await again.layout(), layout);
  await again.files.write(NOTES, ascii('the old layout still works'));
  await assert.rejects(again.confirmLayout({ ...next, layoutVersion: 9 }), {
    statusWord: 0x6a80,
    hint: /pendingLayout/,
  });
  await again.refuseLayout();
  assert.equal(await again.pendingLayout(), undefined);
  await propose(next);
  const last = await open(connection, ownKeys);
  await last.confirmLayout(next);
  assert.deepEqual(await last.layout(), next);
  await assert.rejects(last.files.read(NOTES), { code: 'file-not-found' });
  assert.deepEqual(await listFreeApplications(connection), [{ aid: LIBRARY, layoutVersion: 2 }]);
});

test('PIN-05 a PIN that the card refused was sent, and the hint does not deny it', async () => {
  const { connection, ownKeys } = await libraryCard();
  const library = await open(connection, ownKeys);
  const refused = (error: Error & { code?: string; hint?: string }) =>
    error.code === 'malformed-pin' && !/nothing was sent/i.test(`${error.message} ${error.hint}`);
  await assert.rejects(library.setPin('123'), refused);
  await library.setPin('4321');
  await library.close();
  await assert.rejects(changeApplicationPin(connection, LIBRARY, '4321', '1'), refused);
});

test('many applications: the list is longer than a short answer, and the card works as before', async () => {
  const { connection } = await sampleCard();
  const issuer = await openSampleChannel(connection);
  for (let number = 0; number < 20; number++) {
    const aid = Uint8Array.of(...LIBRARY.slice(0, -1), number);
    await issuer.installApplication({ ...INSTALLATION, aid, quota: 512, files: [] }, keys(1));
  }
  assert.equal((await issuer.listApplications()).length, 20);
  await issuer.close();
  assert.equal((await listFreeApplications(connection)).length, 20);
  await verifyPin(connection, 'authentication', SAMPLE.pins.authentication);
});
