import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { FILES } from '@mibun/card';
import { ISSUER_KEYS, openSampleChannel, SAMPLE, surroundings } from '../../testing/sample-card.ts';
import { readManagerObject } from '../card-manager.ts';
import { connectInProcess } from '../in-process.ts';
import { setInitialPin, triesLeft, verifyPin } from '../pin.ts';
import { CardTray } from './card-tray.ts';
import type { TrayPlace } from './places.ts';

const { chipSerial: serial } = SAMPLE;
const other = '900000000000018';
const key = new Uint8Array(32).fill(7);

function newTray(t: TestContext) {
  const directory = mkdtempSync(join(tmpdir(), 'mibun-tray-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return {
    directory,
    tray: openTray(directory),
    file: (place: string) => join(directory, place, `${serial}.card`),
  };
}

function openTray(directory: string, secret = key): CardTray {
  const { random, generateKey } = surroundings({} as never);
  return CardTray.open({ directory, key: secret, surroundings: { random, generateKey } });
}

const blank = { chipSerial: serial, issuerKeys: ISSUER_KEYS };

test('a card is made in the factory and carried from place to place', (t) => {
  const { tray } = newTray(t);
  assert.equal(tray.manufacture({ ...blank, label: '番号 花子' }), serial);
  assert.deepEqual(tray.list(), [{ serial, place: 'factory', label: '番号 花子' }]);
  for (const place of ['office:99101', 'wallet', 'wallet', 'returned'] as const) {
    tray.move(serial, place);
    assert.equal(tray.placeOf(serial), place);
    assert.deepEqual(
      tray.list().map((entry) => entry.place),
      [place],
    );
  }
  assert.deepEqual(tray.list('wallet'), []);
});

test('lists are by serial; a card without a label has none', (t) => {
  const { tray } = newTray(t);
  tray.manufacture({ ...blank, chipSerial: other });
  tray.manufacture(blank);
  tray.move(serial, 'wallet');
  assert.deepEqual(tray.list(), [
    { serial, place: 'wallet' },
    { serial: other, place: 'factory' },
  ]);
  assert.deepEqual(tray.list('factory'), [{ serial: other, place: 'factory' }]);
  tray.relabel(other, 'test card');
  assert.deepEqual(tray.list('factory'), [{ serial: other, place: 'factory', label: 'test card' }]);
});

test('whoever watches a place is told when a card comes and when it goes, and not of what its chip does', async (t) => {
  const { tray, directory } = newTray(t);
  const told: number[] = [];
  let next = Promise.withResolvers<void>();
  const unwatch = tray.watch(
    'wallet',
    () => {
      told.push(tray.list('wallet').length);
      next.resolve();
      next = Promise.withResolvers();
    },
    (error) => assert.fail(String(error)),
  );
  t.after(unwatch);
  tray.manufacture(blank);
  const comes = next.promise;
  openTray(directory).move(serial, 'wallet');
  await comes;
  const card = tray.insert(serial);
  const issuer = await openSampleChannel(card);
  await issuer.storeFile(
    'card-manager',
    FILES['card-manager'].municipality,
    Buffer.from(SAMPLE.municipality),
  );
  await card.close();
  const goes = next.promise;
  tray.move(serial, 'returned');
  await goes;
  assert.deepEqual(told, [1, 0]);
});

test('a serial is used once', (t) => {
  const { tray } = newTray(t);
  tray.manufacture(blank);
  tray.move(serial, 'wallet');
  assert.throws(() => tray.manufacture(blank), { code: 'already-exists' });
});

test('what the chip remembers survives being put back, moved and opened again', async (t) => {
  const { tray, directory } = newTray(t);
  tray.manufacture(blank);
  const first = tray.insert(serial);
  await (await openSampleChannel(first)).letHolderSet('text');
  await setInitialPin(first, 'text', '3456');
  await assert.rejects(verifyPin(first, 'text', '9999'), { triesLeft: 2 });
  await first.close();
  tray.move(serial, 'wallet');
  const second = openTray(directory).insert(serial);
  assert.equal(await triesLeft(second, 'text'), 2);
  await verifyPin(second, 'text', '3456');
  await second.close();
});

test('a wrong PIN is on disk before the card answers', async (t) => {
  const { tray, directory } = newTray(t);
  tray.manufacture(blank);
  const card = tray.insert(serial);
  await (await openSampleChannel(card)).letHolderSet('text');
  await setInitialPin(card, 'text', '3456');
  await assert.rejects(verifyPin(card, 'text', '9999'));
  // The power goes now: nothing is closed, and the file alone is left.
  rmSync(join(directory, 'in-use', serial));
  const after = openTray(directory).insert(serial);
  assert.equal(await triesLeft(after, 'text'), 2);
});

test('one connection per card', async (t) => {
  const { tray, directory } = newTray(t);
  tray.manufacture(blank);
  tray.manufacture({ ...blank, chipSerial: other });
  const card = tray.insert(serial);
  assert.throws(() => tray.insert(serial), { code: 'card-in-use' });
  assert.throws(() => openTray(directory).insert(serial), { code: 'card-in-use' });
  assert.throws(() => tray.move(serial, 'wallet'), { code: 'card-in-use' });
  assert.throws(() => tray.destroy(serial), { code: 'card-in-use' });
  await tray.insert(other).close();
  await card.close();
  await card.close();
  await tray.insert(serial).close();
  assert.deepEqual(readdirSync(join(directory, 'in-use')), []);
});

test('a closed card does not give back a connection that somebody else has opened since', async (t) => {
  const { tray } = newTray(t);
  tray.manufacture(blank);
  const first = tray.insert(serial);
  await first.close();
  const second = tray.insert(serial);
  await first.close();
  assert.throws(() => tray.insert(serial), { code: 'card-in-use' });
  await second.close();
});

test('a chip that was taken out of the tray remembers nothing more', async (t) => {
  const { tray, file } = newTray(t);
  tray.manufacture(blank);
  const card = tray.insert(serial);
  await card.close();
  const stored = readFileSync(file('factory'));
  const issuer = openSampleChannel(connectInProcess(card.chip));
  await assert.rejects(issuer, { statusWord: 0x6581 });
  assert.deepEqual(readFileSync(file('factory')), stored);
});

test('the card of a process that died is free again', async (t) => {
  const { tray, directory } = newTray(t);
  tray.manufacture(blank);
  const { pid } = spawnSync(process.execPath, ['-e', ''], { timeout: 120_000 });
  writeFileSync(join(directory, 'in-use', serial), `${pid} 1`);
  await tray.insert(serial).close();
});

test('a process that has the number of a dead one does not hold its cards', async (t) => {
  const { tray, directory } = newTray(t);
  tray.manufacture(blank);
  writeFileSync(join(directory, 'in-use', serial), `${process.pid} 1`);
  await tray.insert(serial).close();
});

test('a card that is not there', (t) => {
  const { tray } = newTray(t);
  assert.throws(() => tray.insert(serial), { code: 'no-such-card' });
  assert.throws(() => tray.move(serial, 'wallet'), { code: 'no-such-card' });
  assert.throws(() => tray.destroy(serial), { code: 'no-such-card' });
  assert.equal(tray.placeOf(serial), undefined);
});

test('a destroyed card is gone', (t) => {
  const { tray } = newTray(t);
  tray.manufacture(blank);
  tray.destroy(serial);
  assert.deepEqual(tray.list(), []);
  assert.throws(() => tray.insert(serial), { code: 'no-such-card' });
});

test('serials and places cannot lead out of the folder', (t) => {
  const { tray } = newTray(t);
  tray.manufacture(blank);
  assert.throws(() => tray.insert(`../factory/${serial}`), { code: 'no-such-card' });
  for (const place of ['office:', 'office:../wallet', 'office:a/b', '../wallet', 'in-use']) {
    assert.throws(() => tray.move(serial, place as TrayPlace), RangeError, place);
  }
  assert.equal(tray.placeOf(serial), 'factory');
});

test('files are encrypted: no serial, key or label to be read, and no other key opens them', (t) => {
  const { tray, directory, file } = newTray(t);
  tray.manufacture({ ...blank, label: 'secret label' });
  const stored = readFileSync(file('factory'));
  assert.ok(!stored.includes('secret label') && !stored.includes(serial));
  assert.ok(!stored.includes(Buffer.from(ISSUER_KEYS.enc)));
  assert.throws(() => openTray(directory, new Uint8Array(32)).insert(serial), { code: 'damaged-card' });
});

test('a file that was changed, cut off or put in the place of another is refused', (t) => {
  const { tray, directory, file } = newTray(t);
  tray.manufacture(blank);
  const stored = readFileSync(file('factory'));
  for (const at of [0, 7, 8, 20, 21, stored.length - 1]) {
    const changed = Buffer.from(stored);
    changed[at] = (changed[at] ?? 0) ^ 0x01;
    writeFileSync(file('factory'), changed);
    assert.throws(() => tray.insert(serial), { code: 'damaged-card' }, `byte ${at}`);
  }
  for (const length of [0, 20, stored.length - 1]) {
    writeFileSync(file('factory'), stored.subarray(0, length));
    assert.throws(() => tray.insert(serial), { code: 'damaged-card' }, `length ${length}`);
  }
  writeFileSync(join(directory, 'factory', `${other}.card`), stored);
  assert.throws(() => tray.insert(other), { code: 'damaged-card' });
  assert.deepEqual(readdirSync(join(directory, 'in-use')), []);
});

test('a file left half-written by a crash is no card', (t) => {
  const { tray, directory } = newTray(t);
  tray.manufacture(blank);
  writeFileSync(join(directory, 'factory', `${other}.card.1234.tmp`), 'half');
  assert.deepEqual(tray.list(), [{ serial, place: 'factory' }]);
});

test('chip.md §4.12 a card whose memory cannot be written answers 6581 and has changed nothing', async (t) => {
  const { tray, directory } = newTray(t);
  tray.manufacture(blank);
  const card = tray.insert(serial);
  const issuer = await openSampleChannel(card);
  rmSync(join(directory, 'factory'), { recursive: true });
  const stored = issuer.storeFile('card-manager', FILES['card-manager'].municipality, Buffer.from('99101'));
  await assert.rejects(stored, { code: 'memory-failure', statusWord: 0x6581 });
  await assert.rejects(readManagerObject(card, FILES['card-manager'].municipality), { statusWord: 0x6a88 });
});

test('the key of a tray has 32 bytes', (t) => {
  const { directory } = newTray(t);
  assert.throws(() => openTray(directory, new Uint8Array(16)), RangeError);
});

test('what a process left unfinished when it died is removed by the next one that takes the card', async (t) => {
  const { tray, directory } = newTray(t);
  tray.manufacture(blank);
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(directory, 'factory', `${serial}.card.${pid}.tmp`), 'half');
  writeFileSync(join(directory, 'in-use', serial), `process ${pid} on a machine that is gone`);
  await tray.insert(serial).close();
  assert.deepEqual(readdirSync(join(directory, 'factory')), [`${serial}.card`]);
  assert.deepEqual(readdirSync(join(directory, 'in-use')), []);
});
