import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench } from '../../testing/fixture.ts';
import {
  benchWithTwo,
  FILES,
  hexOf,
  install,
  installationOf,
  LIBRARY_AID,
  LIBRARY_KEYS,
  openFree,
  selectFree,
  TRANSPORT_KEYS,
} from '../../testing/free-area.ts';
import { issuerOf } from '../../testing/issuer.ts';
import { hex } from '../bytes.ts';
import { decodeImage } from '../image/decode.ts';
import { encodeImage } from '../image/encode.ts';
import { encodeLayout, type FreeLayout } from './descriptor.ts';
import { freeApplicationAt } from './free-application.ts';
import { decodeStatusList } from './listing.ts';

const statusOf = (bench: Bench) => decodeStatusList(issuerOf(bench).send('84F24002', hex('4F00')).data);

/** The library's layout, changed. */
const layoutOf = (rest: Partial<FreeLayout>): FreeLayout => ({ ...installationOf(LIBRARY_AID), ...rest });
const files = (...list: readonly Partial<(typeof FILES)[number]>[]) => list as FreeLayout['files'];

const propose = (bench: Bench, layout: FreeLayout) =>
  issuerOf(bench).send('84E60100', encodeLayout(layout)).sw;
const confirm = (bench: Bench, layout: FreeLayout) =>
  openFree(bench, LIBRARY_AID, LIBRARY_KEYS).host.send('84440000', encodeLayout(layout)).sw;

/** Both sides agree. */
function update(bench: Bench, layout: FreeLayout): void {
  assert.equal(propose(bench, layout), '9000');
  assert.equal(confirm(bench, layout), '9000');
}

test('MUL-01 what the issuer proposes changes nothing until the body confirms it', () => {
  const bench = benchWithTwo();
  const before = freeApplicationAt(bench.saved, LIBRARY_AID);
  const open = layoutOf({ layoutVersion: 2, files: files({ ...FILES[2], read: 'free' }) });
  assert.equal(propose(bench, open), '9000');
  const { pendingLayout, ...rest } = freeApplicationAt(bench.saved, LIBRARY_AID) ?? {};
  assert.equal(pendingLayout?.layoutVersion, 2);
  assert.deepEqual({ ...rest, pendingLayout: undefined }, before);
  assert.deepEqual(
    statusOf(bench).map(({ layoutVersion, pendingLayoutVersion }) => [layoutVersion, pendingLayoutVersion]),
    [
      [1, 2],
      [1, undefined],
    ],
  );
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  assert.equal(host.send('84D68300', Buffer.from('borrowed: 3 books')).sw, '9000');
  selectFree(bench, LIBRARY_AID);
  assert.equal(bench.send('00B0830000'), '6982', 'what the body goes on writing stays closed');
  assert.deepEqual(decodeImage(encodeImage(bench.saved)), bench.saved);
});

test('the body sees both layouts, and confirms exactly what it has seen', () => {
  const bench = benchWithTwo();
  const [first, second] = [layoutOf({ layoutVersion: 2, files: [] }), layoutOf({ layoutVersion: 3 })];
  assert.equal(confirm(bench, first), '6A88', 'nothing is pending');
  assert.equal(propose(bench, first), '9000');
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  assert.deepEqual(host.send('84CB0000').data, encodeLayout(layoutOf({})));
  assert.deepEqual(host.send('84CB0100').data, encodeLayout(first));
  assert.equal(propose(bench, second), '9000');
  assert.equal(confirm(bench, first), '6A80', 'another one has taken its place');
  assert.equal(confirm(bench, second), '9000');
  assert.equal(confirm(bench, second), '6A88');
  const again = openFree(bench, LIBRARY_AID, LIBRARY_KEYS).host;
  assert.deepEqual(again.send('84CB0000').data, encodeLayout(second));
  assert.equal(again.send('84CB0100').sw, '6A88');
});

test('the body refuses, and everything is as it was', () => {
  const bench = benchWithTwo();
  const before = bench.saved;
  assert.equal(propose(bench, layoutOf({ files: [] })), '9000');
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  assert.equal(host.send('84440100', hex('00')).sw, '6700');
  assert.equal(host.send('84440200').sw, '6A86');
  assert.equal(host.send('84440100').sw, '9000');
  assert.equal(host.send('84440100').sw, '6A88');
  assert.deepEqual(bench.saved, before);
});

test('neither the issuer, nor anybody in the clear, nor transport keys can confirm', () => {
  const bench = new Bench();
  const layout = layoutOf({ layoutVersion: 2 });
  install(bench, installationOf(LIBRARY_AID));
  assert.equal(propose(bench, layout), '9000');
  const { host } = openFree(bench, LIBRARY_AID, TRANSPORT_KEYS);
  assert.equal(host.send('84440000', encodeLayout(layout)).sw, '6985');
  selectFree(bench, LIBRARY_AID);
  assert.equal(bench.sendData('00440000', encodeLayout(layout)), '6D00');
  assert.equal(bench.sendData('84440000', encodeLayout(layout)), '6982');
  assert.equal(issuerOf(bench).send('84440000', encodeLayout(layout)).sw.startsWith('6'), true);
  assert.equal(statusOf(bench)[0]?.layoutVersion, 1);
});

test('files come, go and grow; what keeps its rights keeps its content', () => {
  const bench = benchWithTwo();
  selectFree(bench, LIBRARY_AID);
  assert.equal(bench.send(`00D6810003${hexOf('abc')}`), '9000');
  const grown = files(
    { ...FILES[0], size: 100 },
    { id: 0x0009, kind: 'transparent', read: 'free', write: 'free', size: 10 },
  );
  update(bench, layoutOf({ layoutVersion: 2, files: grown }));
  selectFree(bench, LIBRARY_AID);
  assert.equal(bench.send('00B0810000'), `${hexOf('abc')}9000`);
  assert.equal(bench.send('00B0820000'), '6A82');
  assert.equal(bench.send(`00D6890001${hexOf('x')}`), '9000');
  assert.equal(bench.verify(0, '4321'), '9000', 'the PIN stays');
  assert.equal(propose(bench, layoutOf({ files: files({ ...FILES[0], size: 2 }) })), '6A84');
  assert.equal(propose(bench, { ...layoutOf({}), aid: hex('F04D4942554EFA77') }), '6A88');
  const larger = layoutOf({ files: files({ ...FILES[0], size: 1025 }) });
  assert.equal(propose(bench, larger), '6A80', 'the quota is fixed');
  assert.deepEqual(
    statusOf(bench).map(({ layoutVersion, quota }) => [layoutVersion, quota]),
    [
      [2, 1024],
      [1, 1024],
    ],
  );
});

test('a file that the body filled meanwhile is not cut: 6A84, and the proposal stays pending', () => {
  const bench = benchWithTwo();
  const shorter = layoutOf({ files: files({ ...FILES[2], size: 4 }) });
  assert.equal(propose(bench, shorter), '9000');
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  assert.equal(host.send('84D68300', Buffer.from('12345')).sw, '9000');
  assert.equal(host.send('84440000', encodeLayout(shorter)).sw, '6A84');
  assert.equal(host.send('84CB0100').sw, '9000');
  assert.equal(host.send('84B08300').data.length, 5);
});

test('a confirmed layout never opens what was written under another right', () => {
  const bench = benchWithTwo();
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  assert.equal(host.send('84D68300', Buffer.from('borrowed: 3 books')).sw, '9000');
  for (const read of ['free', 'pin'] as const) {
    update(bench, layoutOf({ files: files({ ...FILES[2], read }) }));
    selectFree(bench, LIBRARY_AID);
    bench.verify(0, '4321');
    assert.equal(bench.send('00B0830000'), '6B00', read);
  }
});

test('a PIN with other limits is unset, and whoever had presented it has not any more', () => {
  const bench = benchWithTwo();
  const layout = layoutOf({ credential: { tries: 9, shortest: 4, longest: 8 } });
  assert.equal(propose(bench, layout), '9000');
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  assert.equal(bench.verify(0, '4321'), '9000');
  assert.equal(host.send('84440000', encodeLayout(layout)).sw, '9000');
  assert.equal(bench.send('00B0820000'), '6982');
  assert.equal(bench.verify(0, '4321'), '6984');
});
