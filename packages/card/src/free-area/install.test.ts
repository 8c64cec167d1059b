import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { activeImage, Bench, blankImage, ISSUER_KEYS, PIN, split } from '../../testing/fixture.ts';
import {
  addApplication,
  benchWithTwo,
  FILES,
  install,
  installationOf,
  keyData,
  LIBRARY_AID,
  LIBRARY_KEYS,
  POOL_AID,
  selectFree,
  TRANSPORT_KEYS,
} from '../../testing/free-area.ts';
import { issuerOf } from '../../testing/issuer.ts';
import { concat, hex, toHex } from '../bytes.ts';
import { GENERATION_1 } from '../profiles/generation-1.ts';
import { encodeInstallation, encodeLayout, type FreeInstallation } from './descriptor.ts';
import { decodePublicList, decodeStatusList } from './listing.ts';

const STATUS = hex('4F00');
const statusOf = (bench: Bench) => decodeStatusList(issuerOf(bench).send('84F24002', STATUS).data);

test('MUL-01 an application is installed after issue, selected by name, and listed', () => {
  const bench = new Bench();
  assert.equal(bench.send('00CA01F000'), '6A88');
  assert.equal(install(bench, installationOf(LIBRARY_AID, { layoutVersion: 7 })), '9000');
  assert.equal(selectFree(bench, LIBRARY_AID), '9000');
  assert.equal(bench.sendData('00A40400', LIBRARY_AID), `6F0D840B${toHex(LIBRARY_AID)}9000`);
  bench.select('card-manager');
  const list = split(bench.send('00CA01F000'));
  assert.deepEqual(decodePublicList(list.data), [{ aid: LIBRARY_AID, layoutVersion: 7 }]);
  assert.deepEqual(statusOf(bench), [
    {
      aid: LIBRARY_AID,
      layoutVersion: 7,
      state: 'installed',
      quota: 1024,
      usedBytes: 0,
      keyVersion: 1,
      keyTriesLeft: 10,
      pendingLayoutVersion: undefined,
    },
  ]);
});

test('MUL-01 only the issuer installs and removes, and only on a card that has been handed over', () => {
  const bench = new Bench();
  bench.select('card-manager');
  const data = encodeInstallation(installationOf(LIBRARY_AID), keyData(TRANSPORT_KEYS, ISSUER_KEYS.dek));
  assert.equal(bench.sendData('84E60000', data), '6982');
  assert.equal(bench.sendData('84E40000', concat(hex('4F0B'), LIBRARY_AID)), '6982');
  assert.equal(bench.sendData('84F24002', STATUS), '6982');
  assert.equal(install(new Bench(blankImage()), installationOf(LIBRARY_AID)), '6985');
});

test('an AID must be one of the free area', () => {
  const bench = new Bench();
  for (const aid of ['F04D4942554EFA', 'F04D4942554E0212345678', 'A0000001510001', 'D392F0002601']) {
    const good = encodeInstallation(installationOf(LIBRARY_AID), keyData(TRANSPORT_KEYS, ISSUER_KEYS.dek));
    const bad = concat(hex(`4F${toHex(Uint8Array.of(aid.length / 2))}${aid}`), good.slice(13));
    assert.equal(issuerOf(bench).send('84E60000', bad).sw, '6A80', aid);
  }
});

test('no application shadows another: neither name may begin with the other', () => {
  const bench = new Bench();
  assert.equal(install(bench, installationOf(LIBRARY_AID)), '9000');
  assert.equal(install(bench, installationOf(LIBRARY_AID)), '6A8A');
  assert.equal(install(bench, installationOf(LIBRARY_AID.slice(0, -1))), '6A8A');
  assert.equal(install(bench, installationOf(concat(LIBRARY_AID, hex('00')))), '6A8A');
  assert.equal(install(bench, installationOf(POOL_AID)), '9000');
  assert.equal(selectFree(bench, LIBRARY_AID.slice(0, -1)), '6A82', 'only whole names');
});

test('the free area has 16 KiB, of which each application reserves its quota and 256 bytes', () => {
  const bench = new Bench();
  const files = FILES.slice(0, 1);
  const all = GENERATION_1.freeArea - 256;
  assert.equal(install(bench, installationOf(LIBRARY_AID, { quota: all + 1, files })), '6A84');
  assert.equal(install(bench, installationOf(LIBRARY_AID, { quota: all - 300, files })), '9000');
  assert.equal(install(bench, installationOf(POOL_AID, { quota: 64, files })), '6A84');
  assert.equal(issuerOf(bench).send('84E40000', concat(hex('4F0B'), LIBRARY_AID)).sw, '9000');
  assert.equal(install(bench, installationOf(POOL_AID, { quota: all, files })), '9000');
});

const impossible: readonly (readonly [string, Partial<FreeInstallation>])[] = [
  ['files larger than the quota', { quota: 100 }],
  ['an EF id twice', { files: [FILES[0], FILES[0]] as never }],
  ['an EF id out of range', { files: [{ ...FILES[0], id: 0x1f }] as never }],
  ['a file without bytes', { files: [{ ...FILES[0], size: 0 }] as never }],
  ['a right that asks for a PIN that is not there', { credential: undefined }],
  ['no tries', { credential: { tries: 0, shortest: 4, longest: 8 } }],
  ['a PIN longer than 16', { credential: { tries: 3, shortest: 4, longest: 17 } }],
  ['13 files', { files: Array.from({ length: 13 }, (_, at) => ({ ...FILES[0], id: at + 1 })) as never }],
];
for (const [name, change] of impossible) {
  test(`a layout that cannot be is refused on both sides: ${name}`, () => {
    const installation = installationOf(LIBRARY_AID, { quota: 2000, ...change });
    assert.throws(() => encodeInstallation(installation, new Uint8Array(0)), RangeError);
    const good = encodeInstallation(
      installationOf(LIBRARY_AID, { files: [], credential: undefined, quota: installation.quota }),
      keyData(TRANSPORT_KEYS, ISSUER_KEYS.dek),
    );
    // The layout without its AID takes the place of version, PIN and files in a good installation.
    const layout = encodeLayout(installation).slice(13);
    const credential = layout.slice(4, 4 + 2 + (layout[5] ?? 0));
    const data = concat(
      good.slice(0, 17),
      layout.slice(0, 4),
      credential,
      good.slice(23, -2),
      layout.slice(4 + credential.length),
    );
    assert.equal(issuerOf(new Bench()).send('84E60000', data).sw, '6A80');
  });
}

test('hostile installation data is 6A80, and never half an application', () => {
  const bench = new Bench();
  const good = encodeInstallation(installationOf(LIBRARY_AID), keyData(TRANSPORT_KEYS, ISSUER_KEYS.dek));
  const host = issuerOf(bench);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const before = bench.saved.freeApplications.length;
      const { sw } = host.send('84E60000', good.with(at, (good[at] ?? 0) ^ change));
      assert.match(sw, /^(9000|6A80|6A84|6A8A|6700)$/);
      assert.equal(bench.saved.freeApplications.length, before + (sw === '9000' ? 1 : 0));
    }),
    { numRuns: 300 },
  );
});

test('DELETE takes the application, its files and its keys, and nothing else', () => {
  const bench = benchWithTwo();
  assert.equal(issuerOf(bench).send('84E40000', concat(hex('4F0B'), LIBRARY_AID)).sw, '9000');
  assert.equal(issuerOf(bench).send('84E40000', concat(hex('4F0B'), LIBRARY_AID)).sw, '6A88');
  assert.equal(selectFree(bench, LIBRARY_AID), '6A82');
  assert.equal(selectFree(bench, POOL_AID), '9000');
  assert.deepEqual(bench.saved.files, activeImage().files);
  bench.select('jpki');
  assert.equal(bench.verify(0x18, PIN), '9000');
  addApplication(bench, LIBRARY_AID, LIBRARY_KEYS);
  assert.equal(bench.send('00B0810000'), '6B00', 'installed again it is empty');
});

test('a locked chip opens no application of the free area, a terminated one has none', () => {
  const bench = benchWithTwo();
  issuerOf(bench).send('84F0807F');
  assert.equal(selectFree(bench, LIBRARY_AID), '6985');
  issuerOf(bench).send('84F0800F');
  assert.equal(selectFree(bench, LIBRARY_AID), '9000');
  issuerOf(bench).send('84F080FF');
  assert.deepEqual(bench.saved.freeApplications, []);
});
