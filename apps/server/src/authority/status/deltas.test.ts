import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Crl, readCertificate, readCrl, revocationIn, verifyCrl, verifyDeltaCrl } from '@mibun/pki';
import { callCentre, clerk, issueRequest } from '../../../testing/certificates.ts';
import { openStatusBench, type StatusBench } from '../../../testing/status.ts';
import { type Tx, tables } from '../../platform/index.ts';
import type { CertificateKind, Certificates, IssuedCertificate } from '../certificates/index.ts';

const HOUR_MS = 3_600_000;

let bench: StatusBench;
let certificates: Certificates;

before(async () => {
  bench = await openStatusBench();
  certificates = bench.certificates;
});
after(() => bench.close());

async function fetchCrl(path: string): Promise<Crl> {
  const response = await bench.app.inject({ method: 'GET', url: path });
  assert.equal(response.statusCode, 200, path);
  return readCrl(new Uint8Array(response.rawPayload));
}

function shardPath(issued: IssuedCertificate): string {
  return new URL(readCertificate(issued.der).crlUrls[0] ?? '').pathname;
}

/** The delta CRL at the address that the complete one names. */
function deltaOf(complete: Crl): Promise<Crl> {
  return fetchCrl(new URL(complete.freshestUrls[0] ?? '').pathname);
}

function assertCompletes(base: Crl, delta: Crl, kind: CertificateKind): void {
  const issuer = certificates.ca(kind).certificate;
  const at = bench.platform.clock.now();
  assert.deepEqual(
    [
      ...verifyCrl({ crl: base, issuer, at }).checks,
      ...verifyDeltaCrl({ base, delta, issuer, at }).checks,
    ].filter(({ ok }) => !ok),
    [],
  );
}

for (const scope of ['shard', 'all'] as const) {
  test(`pki.md §4 a delta CRL brings every older complete CRL up to date: ${scope}`, async () => {
    const { inTransaction, activePair, platform } = bench;
    const card = `card-delta-${scope}`;
    const [signature, authentication] = await activePair(card);
    const address = (issued: IssuedCertificate) =>
      scope === 'all' ? `/crl/${issued.kind}/all.crl` : shardPath(issued);
    const olds: Crl[] = [];
    const step = async (act: (tx: Tx) => Promise<void>, expected: (string | undefined)[]) => {
      for (const issued of [signature, authentication]) olds.push(await fetchCrl(address(issued)));
      platform.clock.advance(60_000);
      await inTransaction(act);
      for (const [index, issued] of [signature, authentication].entries()) {
        const complete = await fetchCrl(address(issued));
        const delta = await deltaOf(complete);
        assert.equal(delta.number, complete.number, 'RFC 5280 §5.2.3: one number where they say the same');
        assert.deepEqual(delta.thisUpdate, complete.thisUpdate);
        assert.deepEqual(delta.shardUrls, complete.shardUrls);
        for (const base of olds.filter(({ issuer }) => issuer === complete.issuer)) {
          assertCompletes(base, delta, issued.kind);
          const entry = revocationIn(base, delta, issued.serial);
          assert.equal(entry?.reason, expected[index]);
          assert.deepEqual(entry?.at, complete.find(issued.serial)?.at);
        }
      }
    };
    await step(
      (tx) => certificates.suspendOfCard(tx, card, callCentre),
      ['certificateHold', 'certificateHold'],
    );
    await step((tx) => certificates.liftOfCard(tx, card, clerk), ['certificateHold', undefined]);
    await step(
      (tx) => certificates.revokeOfCard(tx, card, 'keyCompromise', clerk),
      ['keyCompromise', 'keyCompromise'],
    );
  });
}

test('X.509 §8.5.2.2 a hold that becomes final keeps its date, in the delta CRL too', async () => {
  const { inTransaction, activePair, platform } = bench;
  const [signature] = await activePair('card-final');
  await inTransaction((tx) => certificates.suspendOfCard(tx, 'card-final', callCentre));
  const heldAt = platform.clock.now();
  const base = await fetchCrl(shardPath(signature));
  platform.clock.advance(HOUR_MS);
  await inTransaction((tx) => certificates.revokeOfCard(tx, 'card-final', 'cessationOfOperation', clerk));
  const delta = await deltaOf(await fetchCrl(shardPath(signature)));
  assert.deepEqual(revocationIn(base, delta, signature.serial), {
    serial: signature.serial,
    at: heldAt,
    reason: 'cessationOfOperation',
  });
});

test('RFC 5280 §5.2.4 held and lifted between two complete CRLs is taken back all the same', async () => {
  const { inTransaction, activePair } = bench;
  const [, authentication] = await activePair('card-brief');
  const path = shardPath(authentication);
  await fetchCrl(path);
  await inTransaction((tx) => certificates.suspendOfCard(tx, 'card-brief', callCentre));
  await inTransaction((tx) => certificates.liftOfCard(tx, 'card-brief', clerk));
  const delta = await deltaOf(await fetchCrl(path));
  assert.equal(delta.find(authentication.serial)?.reason, 'removeFromCRL');
});

test('pki.md §4 a delta CRL begins at the oldest complete CRL that is still valid, and no earlier', async () => {
  const { platform } = bench;
  const path = '/crl/signature/all.crl';
  const first = await fetchCrl(path);
  platform.clock.advance(13 * HOUR_MS);
  const second = await fetchCrl(path);
  assert.ok((await deltaOf(second)).deltaBase ?? 0n <= (first.number ?? 0n));
  platform.clock.advance(12 * HOUR_MS);
  const third = await fetchCrl(path);
  assert.equal((await deltaOf(third)).deltaBase, second.number);
  assertCompletes(second, await deltaOf(third), 'signature');
});

test('the first complete CRL of a scope gets its delta CRL by a second one', async () => {
  const { platform } = bench;
  await platform.database.query(async (tx) => {
    const own = tables<{ statusCrls: object; statusCrlBases: object; statusCrlOctets: object }>(tx);
    for (const table of ['statusCrls', 'statusCrlBases', 'statusCrlOctets'] as const) {
      await own.deleteFrom(table).execute();
    }
  });
  platform.clock.advance(13 * HOUR_MS);
  const delta = await fetchCrl('/crl/authentication/5-delta.crl');
  const complete = await fetchCrl('/crl/authentication/5.crl');
  assert.ok((delta.deltaBase ?? 0n) < (delta.number ?? 0n));
  assert.equal(delta.number, complete.number);
  assert.equal(delta.entryCount, 0);
});

test('pki.md §4 what is revoked and then expires is on a CRL after its revocation, at least once', async () => {
  const { inTransaction, platform } = bench;
  const issued = await certificates.issue(issueRequest('signature', 'card-late'));
  await inTransaction((tx) => certificates.activateOfCard(tx, 'card-late', clerk));
  const path = shardPath(issued);
  platform.clock.set(new Date(issued.notAfter.getTime() - 1_000));
  await fetchCrl(path);
  await inTransaction((tx) => certificates.revokeOfCard(tx, 'card-late', 'keyCompromise', clerk));
  platform.clock.advance(2_000);
  await certificates.expireDue();
  assert.equal((await fetchCrl(path)).find(issued.serial)?.reason, 'keyCompromise');
  platform.clock.advance(30 * 24 * HOUR_MS);
  assert.equal((await fetchCrl(path)).find(issued.serial)?.reason, 'keyCompromise');
  platform.clock.advance(2 * 24 * HOUR_MS);
  assert.equal((await fetchCrl(path)).find(issued.serial), undefined);
});

test('pki.md §4 the timer renews every CRL well before its end, and asks for nothing that is in time', async () => {
  const { platform, status } = bench;
  await status.upkeep();
  const numbers = async () =>
    (await status.overview()).crls.map(({ authority, shard, number }) => `${authority} ${shard} ${number}`);
  const first = await numbers();
  assert.equal(first.length, 17 + 17 + 1);
  platform.clock.advance(11 * HOUR_MS);
  await status.upkeep();
  assert.deepEqual(await numbers(), first);
  platform.clock.advance(2 * HOUR_MS);
  await status.upkeep();
  const { crls } = await status.overview();
  for (const { nextUpdate, thisUpdate } of crls) {
    assert.ok(nextUpdate.getTime() - platform.clock.now().getTime() > 12 * HOUR_MS);
    assert.ok(thisUpdate <= platform.clock.now());
  }
  assert.equal(await status.renewCrls('signature', 1), 17);
  assert.equal(await status.renewCrls('signature', 1, 3), 1);
  assert.equal(await status.renewCrls('signature', 1, 16), 0);
});
