import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { readCertificate, verifyVerifierAnswer } from '@mibun/pki';
import { addMonths, jstDate } from '@mibun/rules';
import { base64, openLinkingBench } from '../../../testing/linking.ts';
import type { HeldCard } from '../../../testing/login.ts';
import { EXPLANATIONS } from './explanations.ts';
import type { BegunAnswer, OfferView } from './schemas.ts';

const {
  bench,
  linking,
  bank,
  call,
  asks,
  resident,
  logIn,
  signWith,
  makeOffer,
  begin,
  consents,
  revokeSignature,
  newSignature,
} = await openLinkingBench();
after(() => bench.close());

describe('LAT-01…05 the life of a consent', () => {
  let hanako: Awaited<ReturnType<typeof resident>>;
  let code: string;
  let renewed: HeldCard['signature'];
  const ask = (certificate = hanako.card.signature.certificate) =>
    asks<{ suppliedAt: string; attributes: Record<string, unknown>; statement: string }>(
      bank,
      '/api/verifier/attributes',
      {
        serviceId: 'aoba-bank',
        certificate: base64(certificate),
      },
    );

  before(async () => {
    hanako = await resident('person-consents');
    code = await makeOffer();
  });

  test('LAT-03 the screen has the eleven mandatory explanations and says who asks for what', async () => {
    const { body } = await call<OfferView>('GET', `/api/portal/consent-offers/${code}`, hanako.headers);
    assert.equal(body.service.ja, 'あおば銀行');
    assert.equal(body.verifier.ja, '見本プラットフォーム');
    assert.deepEqual(body.items, ['name', 'address']);
    const mandatory = EXPLANATIONS.filter((one) => one.mandatory).map(({ id }) => id);
    assert.equal(mandatory.length, 11);
    assert.equal(EXPLANATIONS.length, 15);
    assert.deepEqual(
      body.explanations.map(({ id }) => id),
      mandatory,
    );
    for (const { heading, text } of body.explanations) {
      for (const said of [heading.ja, heading.en, text.ja, text.en]) {
        assert.ok(said.length > 1 && !/[{}]/.test(said), said);
      }
    }
  });

  test('the code is found however it is typed; a wrong one is not', async () => {
    const typed = code.toLowerCase().replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l');
    assert.equal((await call('GET', `/api/portal/consent-offers/${typed}`, hanako.headers)).status, 200);
    const wrong = await call('GET', '/api/portal/consent-offers/0000-0000-0000', hanako.headers);
    assert.equal(wrong.code, 'OFFER_OVER');
  });

  test('the signed text has every item and explanation; nothing is recorded before the signature is right', async () => {
    const { body } = await begin(hanako.headers, code);
    assert.match(body.text, /提供する項目: 氏名（旧氏・ふりがなを含む）・住所 \[name address\]/);
    for (const { heading } of EXPLANATIONS.filter((one) => one.mandatory)) {
      assert.ok(body.text.includes(heading.ja), heading.ja);
    }
    assert.match(body.text, /MIBUN CONSENT 1 consent/);
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const strangeKey = await signWith(hanako.headers, body.ceremonyId, {
      ...hanako.card.signature,
      key: other,
    });
    assert.equal(strangeKey.code, 'CONSENT_SIGNATURE_WRONG');
    const login = await signWith(hanako.headers, body.ceremonyId, hanako.card.authentication);
    assert.equal(login.code, 'SIGNING_LOGIN_CERTIFICATE');
    assert.deepEqual(await consents(hanako.headers), []);
  });

  test('LAT-04 signed with SIG it is given, from tomorrow for ten years', async () => {
    const { body } = await begin(hanako.headers, code);
    const done = await signWith(hanako.headers, body.ceremonyId, hanako.card.signature);
    assert.equal(done.status, 200, done.text);
    const [consent] = await consents(hanako.headers);
    assert.equal(consent?.state, 'GIVEN');
    const today = jstDate(bench.platform.clock.now());
    assert.equal(jstDate(new Date(consent?.until ?? 0)), addMonths(today, 120));
    assert.ok(consent?.mayWithdraw);
    assert.equal((await ask()).code, 'CONSENT_MISSING');
    bench.platform.clock.advance(86_400_000);
    hanako.headers = await logIn(hanako.card);
  });

  test('LAT-02 while the certificate is good nothing is supplied, nor while there is no new one', async () => {
    assert.equal((await ask()).code, 'ATTRIBUTES_UNCHANGED');
    await revokeSignature(hanako.card);
    assert.equal((await ask()).code, 'ATTRIBUTES_NO_NEW_CERTIFICATE');
  });

  test('LAT-01 after the new certificate: the items of the consent and no other', async () => {
    renewed = await newSignature(hanako.card);
    const { status, body, text } = await ask();
    assert.equal(status, 200, text);
    assert.deepEqual(body.attributes, {
      name: { name: '見本　花子', kana: 'ミホン　ハナコ', formerSurname: '旧姓' },
      address: '見本県見本市花園２丁目３番１４号',
    });
    // VAR-05: the same under a signature, for this question alone.
    const { suppliedAt, attributes, statement } = body;
    const certificate = hanako.card.signature.certificate;
    const question = { verifierId: 'mihon-platform', about: 'attributes', serviceId: 'aoba-bank' } as const;
    const roots = bench.certificates.roots('institution').map(readCertificate);
    const now = bench.platform.clock.now();
    const signed = verifyVerifierAnswer(statement, { ...question, certificate }, roots, now);
    assert.deepEqual(signed.answer, { suppliedAt, attributes });
    assert.ok(!/000000000001|1980/.test(text));
  });

  test('USE-05 every supply is in the list and on the access log', async () => {
    const [consent] = await consents(hanako.headers);
    assert.deepEqual(
      consent?.supplies.map(({ items }) => items),
      [['name', 'address']],
    );
    const log = await bench.platform.database.query((tx) =>
      bench.platform.audit.list(tx, { subject: hanako.personId }),
    );
    const supplied = log.find(({ action }) => action === 'linking.supply');
    assert.equal(supplied?.actor.name, '見本プラットフォーム');
    assert.equal(supplied?.reason, 'あおば銀行');
    assert.ok(log.some(({ action, actor }) => action === 'residents.read' && actor.kind === 'verifier'));
  });

  test('a consent anew replaces the old one, with the items that are chosen now', async () => {
    const { body } = await begin(hanako.headers, code, ['address']);
    assert.equal((await signWith(hanako.headers, body.ceremonyId, renewed)).status, 200);
    assert.deepEqual(
      (await consents(hanako.headers)).map(({ state, items }) => `${state} ${items}`),
      ['GIVEN address', 'SUPERSEDED name,address'],
    );
  });

  test('LAT-04 withdrawn with the new SIG: from that moment nothing is supplied', async () => {
    bench.platform.clock.advance(86_400_000);
    hanako.headers = await logIn(hanako.card);
    assert.deepEqual(Object.keys((await ask()).body.attributes), ['address']);
    const [consent] = await consents(hanako.headers);
    const { body, status } = await call<BegunAnswer>(
      'POST',
      `/api/portal/consents/${consent?.consentId}/withdrawal`,
      hanako.headers,
      { language: 'en' },
    );
    assert.equal(status, 200);
    assert.match(body.text, /I withdraw the following consent/);
    const old = await signWith(hanako.headers, body.ceremonyId, hanako.card.signature);
    assert.equal(old.code, 'SIGNING_CERTIFICATE_REVOKED');
    assert.equal((await signWith(hanako.headers, body.ceremonyId, renewed)).status, 200);
    assert.equal((await ask()).code, 'CONSENT_MISSING');
    const again = await call(
      'POST',
      `/api/portal/consents/${consent?.consentId}/withdrawal`,
      hanako.headers,
      { language: 'en' },
    );
    assert.equal(again.code, 'STATE_FORBIDS');
  });

  test('LAT-04 after a withdrawal only the company’s own invitation leads back, and only once', async () => {
    assert.equal((await begin(hanako.headers, code)).code, 'CONSENT_ONLY_VIA_COMPANY');
    const own = await makeOffer({ singleUse: true });
    const { body } = await begin(hanako.headers, own);
    assert.equal((await signWith(hanako.headers, body.ceremonyId, renewed)).status, 200);
    assert.equal((await begin(hanako.headers, own)).code, 'OFFER_OVER');
  });

  test('LAT-04 after ten years it is over, to the second, and the timer puts that on record', async () => {
    const [consent] = await consents(hanako.headers);
    const { clock } = bench.platform;
    const now = clock.now();
    clock.set(new Date(new Date(consent?.until ?? 0).getTime() + 999));
    assert.equal(await linking.expireDue(), 0);
    clock.advance(1);
    assert.equal(await linking.expireDue(), 1);
    clock.set(now);
    assert.equal((await consents(hanako.headers))[0]?.state, 'EXPIRED');
  });
});
