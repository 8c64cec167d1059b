import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench, ISSUER_KEYS, split } from '../../testing/fixture.ts';
import {
  benchWithTwo,
  hexOf,
  install,
  installationOf,
  keyData,
  keySet,
  LIBRARY_AID,
  LIBRARY_KEYS,
  openFree,
  POOL_AID,
  POOL_KEYS,
  selectFree,
  TRANSPORT_KEYS,
} from '../../testing/free-area.ts';
import { openPatiently } from '../../testing/scp03-host.ts';
import { toHex } from '../bytes.ts';

function library(): Bench {
  const bench = benchWithTwo();
  assert.equal(selectFree(bench, LIBRARY_AID), '9000');
  return bench;
}

/** Opens the library's channel, as often as the card lets wait. */
const patiently = (bench: Bench, keys: typeof LIBRARY_KEYS) =>
  openPatiently(() => openFree(bench, LIBRARY_AID, keys).sw);

/** VERIFY of the application's PIN. */
const present = (bench: Bench, pin: string) =>
  bench.send(`00200080${toHex(Uint8Array.of(pin.length))}${hexOf(pin)}`);

test('until the body has put its own keys, the keys of the issuer open nothing', () => {
  const bench = new Bench();
  install(bench, installationOf(LIBRARY_AID));
  selectFree(bench, LIBRARY_AID);
  for (const command of ['00B0810000', '00D6810001AA', '0020008000', '000E8100', '00B2012C00']) {
    assert.equal(bench.send(command), '6985', command);
  }
  const { host } = openFree(bench, LIBRARY_AID, TRANSPORT_KEYS);
  assert.equal(host.send('84D68300', Buffer.from('x')).sw, '6985');
  assert.equal(host.send('84240080', Buffer.from('4321')).sw, '6985');
  assert.equal(host.send('84D80081', keyData(LIBRARY_KEYS, TRANSPORT_KEYS.dek)).sw, '9000');
  assert.equal(
    host.send('84D68300', Buffer.from('x')).sw,
    '6985',
    'not in a channel the issuer could follow',
  );
  assert.equal(openFree(bench, LIBRARY_AID, { ...TRANSPORT_KEYS, version: 2 }).sw, '6982');
  assert.equal(openFree(bench, LIBRARY_AID, LIBRARY_KEYS).sw, '9000');
});

test('a file with free rights is read, written and erased by anybody', () => {
  const bench = library();
  assert.equal(bench.send('00B0810000'), '6B00');
  assert.equal(bench.send(`00D6810006${hexOf('abcdef')}`), '9000');
  assert.equal(bench.send(`00D6000203${hexOf('CDE')}`), '9000', 'the file is current now');
  assert.equal(bench.send('00B0000100'), `${hexOf('bCDEf')}9000`);
  assert.equal(bench.send(`00D6810501${hexOf('F')}`), '9000');
  assert.equal(bench.send(`00D6810701${hexOf('x')}`), '6B00', 'no holes');
  assert.equal(bench.send(`00D6813F02${hexOf('xx')}`), '6B00');
  assert.equal(bench.send('000E8102'), '9000');
  assert.equal(bench.send('00B0810000'), `${hexOf('ab')}9000`);
  assert.equal(bench.sendData('00D68100', new Uint8Array(65)), '6A84');
  assert.equal(bench.sendData('00D68100', new Uint8Array(64)), '9000');
  assert.equal(bench.send('00D68100'), '6700');
  assert.equal(bench.send('00B2012C00'), '6A83');
  assert.equal(bench.send('00B2010C00'), '6981');
  assert.equal(bench.send('00B0850000'), '6981');
  assert.equal(bench.send('00A4020C020003'), '9000');
  assert.equal(bench.send('00A4020C020008'), '6A82');
});

test('a file with PIN rights opens after VERIFY, until another application is selected', () => {
  const bench = library();
  assert.equal(bench.send('00B0820000'), '6982');
  assert.equal(bench.send(`00D6820001${hexOf('x')}`), '6982');
  assert.equal(present(bench, '4321'), '9000');
  assert.equal(bench.send(`00D6820001${hexOf('x')}`), '9000');
  assert.equal(bench.send('00B0820000'), `${hexOf('x')}9000`);
  selectFree(bench, LIBRARY_AID);
  assert.equal(bench.send('00B0820000'), `${hexOf('x')}9000`, 'as in the applications of the card');
  selectFree(bench, POOL_AID);
  assert.equal(bench.send('00B0820000'), '6982');
  selectFree(bench, LIBRARY_AID);
  assert.equal(bench.send('00B0820000'), '6982');
  present(bench, '4321');
  bench.chip.reset();
  selectFree(bench, LIBRARY_AID);
  assert.equal(bench.send('00B0820000'), '6982');
});

test('a wrong PIN takes away what the right one had opened', () => {
  const bench = library();
  present(bench, '4321');
  assert.equal(bench.send(`00D6820001${hexOf('x')}`), '9000');
  assert.equal(present(bench, '0000'), '63C2');
  assert.equal(bench.send('00B0820000'), '6982');
});

test('the PIN has its own counter, is changed by the holder, and set and unblocked by the body', () => {
  const bench = library();
  assert.equal(bench.send('00200080'), '63C3');
  assert.equal(bench.send(`0024018004${hexOf('8765')}`), '6982');
  assert.equal(present(bench, '0000'), '63C2');
  assert.equal(present(bench, '4321'), '9000');
  assert.equal(bench.send(`0024018003${hexOf('876')}`), '6A80');
  assert.equal(bench.send(`0024018004${hexOf('8765')}`), '9000');
  for (const left of ['63C2', '63C1', '63C0', '6984']) assert.equal(present(bench, '4321'), left);
  selectFree(bench, POOL_AID);
  assert.equal(bench.send('00200080'), '63C3', 'the neighbour still has all tries');
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  assert.equal(host.send('842C0080').sw, '9000');
  assert.equal(present(bench, '8765'), '9000', 'in the clear: in the channel there is no VERIFY');
  assert.equal(host.send('84240080').sw, '9000');
  assert.equal(host.send('842C0080').sw, '6985');
});

test('the try is saved before the PIN is compared', () => {
  const image = library().saved;
  const tries: (number | undefined)[] = [];
  const bench = new Bench(image, {
    save: (next) => {
      tries.push(next.freeApplications[0]?.credential?.triesLeft);
    },
  });
  selectFree(bench, LIBRARY_AID);
  present(bench, '0000');
  present(bench, '4321');
  assert.deepEqual(tries, [2, 1, 3]);
});

test('a file with mutual rights opens in the channel under the own keys, and there alone', () => {
  const bench = library();
  assert.equal(bench.send('00B0830000'), '6982');
  assert.equal(bench.send(`00D6830001${hexOf('x')}`), '6982');
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  const text = Buffer.from('card 0042, member since 2026'.repeat(8));
  assert.equal(host.send('84A4020C', Uint8Array.of(0, 3)).sw, '9000');
  assert.equal(host.send('84D60000', text).sw, '9000');
  assert.equal(host.send('84D600E0', text).sw, '9000');
  assert.deepEqual(Buffer.from(host.send('84B00000').data), Buffer.concat([text, text]));
  assert.equal(bench.send('00B0830000'), '6982', 'in the clear the channel gives no right');
  assert.equal(host.send('84B08300').sw, '9000');
  assert.equal(host.send('84B08200').sw, '6985', 'nor does it stand for the PIN');
  assert.equal(host.send('84B08400').sw, '6985', 'never is never');
  assert.equal(host.send('84B08300').sw, '9000', 'and it is still open');
});

test('records: appended, replaced, cut off', () => {
  const bench = library();
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  const record = (number: number, digits: string) =>
    host.send(`84DC0${number}2C`, Buffer.from(digits, 'hex')).sw;
  assert.equal(record(1, '0102AABB'), '9000');
  assert.equal(record(2, '0203010203'), '9000');
  assert.equal(record(4, '0100'), '6A83');
  assert.equal(record(1, '0101CC'), '9000');
  assert.equal(record(1, '01'), '6A80');
  assert.equal(record(1, '01000100'), '6A80');
  assert.equal(record(3, `013C${'00'.repeat(60)}`), '6A84');
  assert.equal(bench.send('00DC012C020100'), '6982');
  assert.equal(toHex(host.send('84B2022C').data), '0203010203');
  assert.equal(host.send('840C022D').sw, '9000');
  assert.equal(host.send('840C022D').sw, '6A83');
  selectFree(bench, LIBRARY_AID);
  assert.equal(bench.send('00B2012C00'), '0101CC9000', 'free to read');
  assert.equal(bench.send('00B2022C00'), '6A83');
});

test('wrong openings make this application wait, and no other, and never close its channel', () => {
  const bench = library();
  const wrong = { ...keySet(99, 2), version: 2 };
  const waits = Array.from({ length: 12 }, () => patiently(bench, wrong));
  assert.deepEqual(
    waits.map(({ refusals }) => refusals),
    [0, 0, 0, 8, 16, 32, 64, 128, 256, 512, 512, 512],
  );
  assert.deepEqual(new Set(waits.map(({ sw }) => sw)), new Set(['6982']));
  assert.equal(present(bench, '4321'), '9000', 'the PIN goes on');
  assert.equal(openFree(bench, POOL_AID, POOL_KEYS).sw, '9000');
  assert.equal(bench.saved.issuerTriesLeft, 10);
  assert.equal(install(bench, installationOf(Buffer.from('F04D4942554EFA0999', 'hex'))), '9000');
  assert.deepEqual(patiently(bench, LIBRARY_KEYS), { refusals: 512, sw: '9000' });
});

test('a right opening fills the counter again', () => {
  const bench = library();
  for (let tries = 0; tries < 9; tries++) patiently(bench, keySet(99, 2));
  assert.equal(openFree(bench, POOL_AID, POOL_KEYS).sw, '9000', 'the neighbour does not wait');
  assert.deepEqual(patiently(bench, LIBRARY_KEYS), { refusals: 512, sw: '9000' });
  assert.equal(bench.saved.freeApplications[0]?.keyTriesLeft, 10);
  assert.deepEqual(patiently(bench, LIBRARY_KEYS), { refusals: 0, sw: '9000' });
});

test('cutting the power does not shorten the wait after wrong keys, and what waits goes on otherwise', () => {
  let bench = library();
  for (let tries = 0; tries < 3; tries++) patiently(bench, keySet(99, 2));
  for (let i = 0; i < 8; i++) {
    bench = new Bench(bench.saved);
    assert.equal(openFree(bench, LIBRARY_AID, LIBRARY_KEYS).sw, '69F0');
    assert.equal(bench.saved.freeApplications[0]?.keyWait, 7 - i);
    assert.equal(present(bench, '4321'), '9000');
  }
  assert.equal(openFree(new Bench(bench.saved), LIBRARY_AID, LIBRARY_KEYS).sw, '9000');
});

test('no other keys open the channel: the issuer’s, the neighbour’s, the transport keys', () => {
  const bench = library();
  for (const keys of [ISSUER_KEYS, POOL_KEYS, TRANSPORT_KEYS]) {
    assert.equal(openFree(bench, LIBRARY_AID, { ...keys, version: 2 }).sw, '6982');
  }
});

test('a command that was altered ends the channel', () => {
  const bench = library();
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  const command = host.wrap('84D68300', Buffer.from('x'));
  assert.equal(bench.send(`${command.slice(0, -2)}00`), '6982');
  assert.equal(host.send('84B08300').sw, '6982');
  assert.equal(openFree(bench, LIBRARY_AID, LIBRARY_KEYS).host.send('84B08300').sw, '6B00');
});

test('the body changes its keys; the old ones are worth nothing then', () => {
  const bench = library();
  const next = keySet(30, 3);
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  assert.equal(host.send('84D80281', keyData(next, LIBRARY_KEYS.dek)).sw, '9000');
  assert.equal(host.send('84B08300').sw, '6B00', 'the channel goes on');
  assert.equal(openFree(bench, LIBRARY_AID, LIBRARY_KEYS).sw, '6982');
  assert.equal(openFree(bench, LIBRARY_AID, next).sw, '9000');
});

test('from inside the free area nothing of the card can be reached', () => {
  const bench = library();
  assert.equal(bench.send('00CA004500'), '6A88');
  assert.equal(bench.send('00CA01F000'), '6A88');
  assert.equal(bench.send('802A009A01AA00'), '6D00');
  assert.equal(bench.send('00880099'), '6D00');
  assert.equal(bench.send('0CB0830000').slice(0, 2), '69');
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  for (const header of ['84CB0000', '84E20181', '84240180', '84F080FF', '84E60000', '84E40000', '84F24002']) {
    assert.match(host.send(header, Uint8Array.of(0x00, 0x18)).sw, /^6/, header);
  }
  assert.equal(host.send('84A4040C', Buffer.from('D392F000260100000001', 'hex')).sw, '6A86');
  assert.equal(split(bench.send('0084000008')).data.length, 8);
});
