import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type FeedEntry, FeedFollower, readCertificate, readCrl } from '@mibun/pki';
import { callCentre, clerk } from '@mibun/server/testing/certificates';
import { openStatusBench, type StatusBench } from '@mibun/server/testing/status';
import { type PostgresServer, startPostgres } from './harness/postgres.ts';

// The status feed where transactions really run side by side. Debian package: postgresql.

let server: PostgresServer;
let bench: StatusBench;
const outside = process.env.MIBUN_TEST_DATABASE_URL;

before(async () => {
  server = await startPostgres();
  process.env.MIBUN_TEST_DATABASE_URL = server.url;
  bench = await openStatusBench();
});

after(async () => {
  await bench.close();
  if (outside === undefined) delete process.env.MIBUN_TEST_DATABASE_URL;
  else process.env.MIBUN_TEST_DATABASE_URL = outside;
  await server.stop();
});

function newReader(): FeedFollower {
  const roots = bench.certificates.roots('authentication').map((der) => readCertificate(der));
  return new FeedFollower({ kind: 'authentication', roots });
}

/** Reads to the end; a missing, repeated or changed entry throws. */
async function readAll(reader: FeedFollower): Promise<readonly FeedEntry[]> {
  const read: FeedEntry[] = [];
  for (let more = true; more; ) {
    const url = `/api/status/feed/authentication?after=${reader.position.sequence}&limit=7`;
    const page = (await bench.app.inject({ method: 'GET', url })).json() as { more: boolean };
    read.push(...reader.accept(page, bench.platform.clock.now()));
    more = page.more;
  }
  return read;
}

test('a change that commits late gets a late number: no reader ever misses it', async (t) => {
  const [, slow] = await bench.activePair('card-slow');
  const [, quick] = await bench.activePair('card-quick');
  const reader = newReader();
  // The first page is signed by a responder that is made for it, and whose certificate is an entry too.
  await readAll(reader);
  await readAll(reader);
  const gate = Promise.withResolvers<void>();
  t.after(() => gate.resolve());
  const written = Promise.withResolvers<void>();
  const late = bench.inTransaction(async (tx) => {
    await bench.certificates.suspendOfCard(tx, 'card-slow', callCentre);
    written.resolve();
    await gate.promise;
  });
  await written.promise;
  await bench.inTransaction((tx) => bench.certificates.suspendOfCard(tx, 'card-quick', callCentre));
  assert.deepEqual(
    (await readAll(reader)).map(({ serial, state }) => [serial, state]),
    [[quick.serial, 'held']],
  );
  gate.resolve();
  await late;
  assert.deepEqual(
    (await readAll(reader)).map(({ serial, state }) => [serial, state]),
    [[slow.serial, 'held']],
  );
});

test('under many acts at once a reader that polls all the time sees each of them, and ends with what the CRL says', async () => {
  const cards = Array.from({ length: 8 }, (_, index) => `card-crowd-${index}`);
  const reader = newReader();
  const states = new Map<string, FeedEntry>();
  let read = 0;
  const take = async () => {
    for (const entry of await readAll(reader)) {
      states.set(entry.serial, entry);
      read++;
    }
  };
  let busy = true;
  const polling = (async () => {
    while (busy) await take();
  })();
  await Promise.all(
    cards.map(async (card, index) => {
      await bench.activePair(card);
      await bench.inTransaction((tx) => bench.certificates.suspendOfCard(tx, card, callCentre));
      if (index % 2 === 0) await bench.inTransaction((tx) => bench.certificates.liftOfCard(tx, card, clerk));
      else
        await bench.inTransaction((tx) => bench.certificates.revokeOfCard(tx, card, 'keyCompromise', clerk));
    }),
  );
  busy = false;
  await polling;
  await take();
  assert.equal(read, reader.position.sequence);
  const response = await bench.app.inject({ method: 'GET', url: '/crl/authentication/all.crl' });
  const listed = [...readCrl(new Uint8Array(response.rawPayload)).entries()].map(
    ({ serial, reason }) => `${serial} ${reason}`,
  );
  const known = [...states.values()].flatMap(({ serial, reason }) => (reason ? [`${serial} ${reason}`] : []));
  assert.deepEqual(known.sort(), listed.sort());
});
