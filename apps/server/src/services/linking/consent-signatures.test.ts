import assert from 'node:assert/strict';
import { createHash, sign } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { readSignedData, schemeOf, signatureFitsScheme, signedAttributes } from '@mibun/pki';
import { addDays, jstDate, startOfDayJst } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import { clerk } from '../../../testing/certificates.ts';
import { COMPANY, openLinkingBench } from '../../../testing/linking.ts';

const {
  bench,
  bank,
  call,
  asks,
  resident,
  logIn,
  signatureOver,
  completeWith,
  signWith,
  makeOffer,
  begin,
  consents,
} = await openLinkingBench();
after(() => bench.close());

const rows = <R>(sql: string, value: string): Promise<readonly R[]> =>
  bench.platform.database.query(
    async (tx) => (await tx.executeQuery<R>(CompiledQuery.raw(sql, [value]))).rows,
  );

describe('consents are nobody else’s', () => {
  test('a ceremony, a consent, a signature of another person: refused', async () => {
    const one = await resident('person-one');
    const two = await resident('person-two');
    const code = await makeOffer();
    const { body } = await begin(one.headers, code);
    const foreign = await signWith(two.headers, body.ceremonyId, two.card.signature);
    assert.equal(foreign.status, 404);
    const borrowed = await signWith(one.headers, body.ceremonyId, two.card.signature);
    assert.equal(borrowed.code, 'SIGNING_OTHER_PERSON');
    assert.equal((await signWith(one.headers, body.ceremonyId, one.card.signature)).status, 200);
    const [consent] = await consents(one.headers);
    const url = `/api/portal/consents/${consent?.consentId}/withdrawal`;
    assert.equal((await call('POST', url, two.headers, { language: 'ja' })).status, 404);
    assert.deepEqual(await consents(two.headers), []);
  });

  test('VER-04 a ceremony is over after fifteen minutes and is completed once', async () => {
    const one = await resident('person-late');
    const code = await makeOffer();
    const first = await begin(one.headers, code);
    const { ceremonyId } = first.body;
    const { signature } = await signatureOver(one.headers, ceremonyId, one.card.signature);
    assert.ok(signature);
    const done = await completeWith(one.headers, ceremonyId, signature);
    assert.equal(done.status, 200);
    const repeated = await completeWith(one.headers, ceremonyId, signature);
    assert.deepEqual([repeated.status, repeated.body], [200, done.body]);
    assert.equal((await consents(one.headers)).length, 1);
    // Not "nothing was signed": it was.
    const other = await completeWith(one.headers, ceremonyId, signature.subarray(1));
    assert.equal(other.code, 'CONSENT_ALREADY_SIGNED');
    const anew = await signWith(one.headers, ceremonyId, one.card.signature);
    assert.equal(anew.code, 'CONSENT_ALREADY_SIGNED');
    const late = await begin(one.headers, code);
    bench.platform.clock.advance(15 * 60_000);
    const over = await signWith(one.headers, late.body.ceremonyId, one.card.signature);
    assert.equal(over.code, 'CONSENT_CEREMONY_OVER');
  });

  test('LAT-04 the day of the text is the day of the consent: past midnight in Japan it is begun again', async () => {
    const { clock } = bench.platform;
    const then = clock.now();
    const midnight = startOfDayJst(addDays(jstDate(then), 1)).getTime();
    clock.set(new Date(midnight - 60_000));
    const one = await resident('person-midnight');
    const { ceremonyId } = (await begin(one.headers, await makeOffer())).body;
    const { signature } = await signatureOver(one.headers, ceremonyId, one.card.signature);
    assert.ok(signature);
    clock.set(new Date(midnight));
    const late = await completeWith(one.headers, ceremonyId, signature);
    assert.equal(late.code, 'CONSENT_CEREMONY_OVER');
    assert.deepEqual(await consents(one.headers), []);
    clock.set(then);
  });

  test('a key on P-384 signs the SHA-384 of the text; the consent is kept in a CMS that says so', async () => {
    const personId = 'person-curve';
    await bench.addResident(personId);
    const card = await bench.makeCard(personId, 'ACTIVE', 'ec-p384');
    const headers = await logIn(card);
    const { body } = await begin(headers, await makeOffer());
    const { certificate } = card.signature;
    const prepared = await call<{ digest: string }>(
      'POST',
      `/api/portal/consent-ceremonies/${body.ceremonyId}/prepare`,
      headers,
      {},
    );
    assert.equal(prepared.body.digest, createHash('sha384').update(body.text).digest('hex'));
    const done = await signWith(headers, body.ceremonyId, card.signature);
    assert.equal(done.status, 200, done.text);
    const [row] = await rows<{ cms: Uint8Array }>(
      'select given_cms as cms from consents where person_id = $1',
      personId,
    );
    const { content, signers } = readSignedData(row?.cms ?? new Uint8Array());
    assert.equal(Buffer.from(content ?? []).toString('utf8'), body.text);
    const [signer] = signers;
    assert.ok(signer?.signedAttributes);
    const scheme = schemeOf(signer);
    assert.deepEqual(scheme, { kind: 'ecdsa', digest: 'sha384' });
    assert.ok(scheme && signatureFitsScheme(certificate, scheme, signer.signedAttributes, signer.signature));
  });

  test('what nobody signed in time is not kept, and every step and refusal of a signature is on record', async () => {
    const one = await resident('person-on-record');
    const other = await resident('person-on-record-too');
    const left = (await begin(one.headers, await makeOffer())).body.ceremonyId;
    const strange = await signWith(one.headers, left, other.card.signature);
    assert.equal(strange.code, 'SIGNING_OTHER_PERSON');
    bench.platform.clock.advance(15 * 60_000);
    one.headers = await logIn(one.card);
    const done = (await begin(one.headers, await makeOffer())).body.ceremonyId;
    assert.equal((await signWith(one.headers, done, one.card.signature)).status, 200);
    const history = (id: string) =>
      rows<{ step: string }>(
        `select event || ' ' || to_state || ' ' || actor_kind as step from life_events
         where machine = 'consent-signature' and thing = $1 order by id`,
        id,
      ).then((found) => found.map(({ step }) => step));
    assert.deepEqual(await history(left), ['begin begun resident', 'expire over timer']);
    assert.deepEqual(await history(done), [
      'begin begun resident',
      'prepare prepared resident',
      'complete signed resident',
    ]);
    assert.deepEqual(await rows('select 1 from card_signature_files where ceremony = $1', left), []);
    const trail = await bench.platform.database.query((tx) =>
      bench.platform.audit.list(tx, { subject: one.personId, limit: 200 }),
    );
    const of = (id: string) => trail.filter(({ caseId }) => caseId === id).map(({ action }) => action);
    assert.deepEqual(of(left), [
      'linking.expire-signature',
      'linking.refuse-signature',
      'linking.begin-signature',
    ]);
    assert.deepEqual(of(done), [
      'linking.complete-signature',
      'linking.prepare-signature',
      'linking.begin-signature',
    ]);
  });

  test('two consents to one service signed at once, as in two windows: one stands, the other is asked to look again', async () => {
    const one = await resident('person-two-windows');
    const code = await makeOffer();
    const windows = [await begin(one.headers, code), await begin(one.headers, code)];
    const signIn =
      ({ body }: (typeof windows)[number]) =>
      async () => {
        const { status, code, text } = await signWith(one.headers, body.ceremonyId, one.card.signature);
        if (status !== 200) throw Object.assign(new Error(text), { code, status });
      };
    const statement = /^insert into "consents"/;
    const { done, refused } = await bench.platform.atOnce(statement, ...windows.map(signIn));
    if (bench.platform.database.engine === 'postgres') {
      assert.deepEqual([done.length, refused], [1, ['CHANGED_MEANWHILE']]);
    }
    const given = (await consents(one.headers)).filter(({ state }) => state === 'GIVEN');
    assert.equal(given.length, 1);
    const later = await begin(one.headers, code);
    const again = await signWith(one.headers, later.body.ceremonyId, one.card.signature);
    assert.equal(again.status, 200, again.text);
  });

  test('the text is prepared for the holder’s own certificate without anybody fetching it from the card', async () => {
    const one = await resident('person-own-certificate');
    const { body } = await begin(one.headers, await makeOffer());
    const url = `/api/portal/consent-ceremonies/${body.ceremonyId}`;
    const prepared = await call<{ digest: string; certificateSha256: string }>(
      'POST',
      `${url}/prepare`,
      one.headers,
      {},
    );
    assert.equal(prepared.body.digest, body.sha256, 'what the page shows is what is signed');
    const { certificate, key } = one.card.signature;
    assert.equal(prepared.body.certificateSha256, createHash('sha256').update(certificate).digest('hex'));
    const octets = signedAttributes({ digest: Buffer.from(prepared.body.digest, 'hex'), certificate });
    const signature = sign('sha256', octets, key).toString('base64');
    assert.equal((await call('POST', `${url}/complete`, one.headers, { signature })).status, 200);
  });

  test('a suspended card signs nothing', async () => {
    const one = await resident('person-stopped');
    const { body } = await begin(one.headers, await makeOffer());
    await bench.platform.database.transaction((tx) =>
      bench.certificates.suspendOfCard(tx, one.card.cardId, clerk),
    );
    // The log-in has ended with the card (G3), and with another one the certificate is refused all the same.
    const ended = await signWith(one.headers, body.ceremonyId, one.card.signature);
    assert.equal(ended.code, 'LOGIN_NEEDED');
    const { token, session } = await bench.platform.database.transaction((tx) =>
      bench.platform.sessions.start(tx, {
        audience: 'resident',
        personId: 'person-stopped',
        name: 'x',
        cardId: 'another-card',
      }),
    );
    const headers = { cookie: `mibun_resident=${token}`, 'x-csrf-token': session.csrfToken };
    const refused = await signWith(headers, body.ceremonyId, one.card.signature);
    assert.equal(refused.code, 'SIGNING_CERTIFICATE_HELD');
  });

  test('no session, no page; an offer without its explanations is not made', async () => {
    for (const url of ['/api/portal/consents', '/api/portal/consent-offers/0000-0000-0000']) {
      assert.equal((await call('GET', url, {})).status, 401, url);
    }
    const { purpose: _, ...incomplete } = COMPANY;
    const refused = await asks(bank, '/api/verifier/consent-offers', {
      serviceId: 'aoba-bank',
      items: ['name'],
      title: { ja: '題', en: 'title' },
      gist: { ja: '要旨', en: 'gist' },
      explanations: incomplete,
      singleUse: false,
      days: 1,
    });
    assert.equal(refused.code, 'OFFER_INCOMPLETE');
  });
});
