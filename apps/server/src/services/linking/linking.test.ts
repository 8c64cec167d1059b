import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { readCertificate, verifyVerifierAnswer } from '@mibun/pki';
import { plainDate } from '@mibun/rules';
import { base64, openLinkingBench } from '../../../testing/linking.ts';
import { type ClientKey, clientKey, maker, registrationOf } from '../../../testing/verifiers.ts';

const { bench, verifiers, bank, shop, call, asks, resident, revokeSignature, newSignature } =
  await openLinkingBench();
after(() => bench.close());

describe('LNK-01…03 linking', () => {
  const link = (key: ClientKey, serviceId: string, certificate: Uint8Array) =>
    asks<{ pairwiseId: string; kind: string; statement: string }>(key, '/api/verifier/link', {
      serviceId,
      certificate: base64(certificate),
    });

  test('LNK-01 one person is one id for a service, by SIG and AUTH, before and after renewal', async () => {
    const { card } = await resident('person-links');
    const ids = [await link(bank, 'aoba-bank', card.signature.certificate)];
    ids.push(await link(bank, 'aoba-bank', card.authentication.certificate));
    await revokeSignature(card);
    const renewed = await newSignature(card);
    ids.push(await link(bank, 'aoba-bank', renewed.certificate));
    ids.push(await link(bank, 'aoba-bank', card.signature.certificate));
    assert.equal(new Set(ids.map(({ body }) => body.pairwiseId)).size, 1);
    const elsewhere = await link(shop, 'shop', renewed.certificate);
    assert.equal(elsewhere.status, 200);
    assert.notEqual(elsewhere.body.pairwiseId, ids[0]?.body.pairwiseId);
    const log = await bench.platform.database.query((tx) =>
      bench.platform.audit.list(tx, { subject: 'person-links' }),
    );
    assert.equal(log.filter(({ action }) => action === 'linking.link').length, 5);
  });

  test('LNK-02 no serial and no person id in an answer', async () => {
    const { card, personId } = await resident('person-hidden');
    const { text, body } = await link(bank, 'aoba-bank', card.signature.certificate);
    const claims = Buffer.from(body.statement.split('.')[1] ?? '', 'base64url').toString();
    const issued = await bench.platform.database.query((tx) => bench.certificates.ofCard(tx, card.cardId));
    for (const said of [text, claims]) {
      for (const { serial } of issued) assert.ok(!said.includes(serial));
      assert.ok(!said.includes(personId) && !said.includes(card.cardId));
    }
  });

  test('VAR-05 the answer is signed, for this question of this verifier alone; no key, no answer', async () => {
    const { card } = await resident('person-signed-answer');
    const { certificate } = card.signature;
    const { body } = await link(bank, 'aoba-bank', certificate);
    const roots = bench.certificates.roots('institution').map(readCertificate);
    const question = { verifierId: 'mihon-platform', about: 'link', serviceId: 'aoba-bank' } as const;
    const now = bench.platform.clock.now();
    const { answer, issuer } = verifyVerifierAnswer(body.statement, { ...question, certificate }, roots, now);
    assert.deepEqual(answer, { pairwiseId: body.pairwiseId, kind: 'signature' });
    assert.equal(issuer, bench.platform.config.origins.server);
    const ofLogin = { ...question, certificate: card.authentication.certificate };
    assert.throws(() => verifyVerifierAnswer(body.statement, ofLogin, roots, now), { code: 'answer-other' });

    const { custody, log } = bench.platform;
    const [sign, error] = [custody.sign.bind(custody), log.error.bind(log)];
    Object.assign(custody, { sign: () => Promise.reject(new Error('HSM gone')) });
    Object.assign(log, { error: () => {} });
    const unsigned = await link(bank, 'aoba-bank', certificate);
    Object.assign(custody, { sign });
    Object.assign(log, { error });
    assert.equal(unsigned.code, 'LINK_UNAVAILABLE');
    assert.ok(!unsigned.text.includes(body.pairwiseId));
  });

  test('LNK-03 what cannot be fetched is an explicit error, never a new identity', async () => {
    const { card } = await resident('person-gone');
    const { custody } = bench.platform;
    const mac = custody.mac.bind(custody);
    Object.assign(custody, { mac: () => Promise.reject(new Error('HSM gone')) });
    const { log } = bench.platform;
    const error = log.error.bind(log);
    Object.assign(log, { error: () => {} });
    const reply = await link(bank, 'aoba-bank', card.signature.certificate);
    Object.assign(custody, { mac });
    Object.assign(log, { error });
    assert.equal(reply.status, 503);
    assert.equal(reply.code, 'LINK_UNAVAILABLE');
    assert.equal((await link(bank, 'aoba-bank', card.signature.certificate)).status, 200);
  });

  test('a certificate that is not ours, another verifier’s service, a kind or scope that was not accredited', async () => {
    const { card } = await resident('person-refused');
    const { certificate } = card.signature;
    const root = bench.certificates.ca('signature').certificate.der;
    const altered = Uint8Array.from(certificate);
    altered[altered.length - 5] = (altered[altered.length - 5] ?? 0) ^ 1;
    assert.equal((await link(bank, 'aoba-bank', root)).code, 'LINK_CERTIFICATE_UNKNOWN');
    assert.equal((await link(bank, 'aoba-bank', altered)).code, 'LINK_CERTIFICATE_UNKNOWN');
    assert.equal((await link(bank, 'aoba-bank', Uint8Array.of(1, 2, 3))).code, 'LINK_CERTIFICATE_UNKNOWN');
    assert.equal((await link(bank, 'shop', certificate)).code, 'SERVICE_NOT_YOURS');
    const { certificate: login } = card.authentication;
    assert.equal((await link(shop, 'shop', login)).code, 'LINK_CERTIFICATE_UNKNOWN');
    const attributes = await asks(shop, '/api/verifier/attributes', {
      serviceId: 'shop',
      certificate: base64(certificate),
    });
    assert.equal(attributes.code, 'VERIFIER_SCOPE');
  });

  test('VAR-01 an accreditation that has not begun gives no answer', async () => {
    const { card } = await resident('person-too-early');
    const key = clientKey();
    const registration = registrationOf(key, {
      verifierId: 'next-year',
      validFrom: plainDate('2027-01-01'),
      services: [{ serviceId: 'next-year', name: { ja: '来年', en: 'Next year' } }],
    });
    await bench.platform.database.transaction((tx) => verifiers.accredit(tx, registration, maker));
    const { status, code } = await link(key, 'next-year', card.signature.certificate);
    assert.deepEqual([status, code], [403, 'VERIFIER_NOT_IN_FORCE']);
  });

  test('VAR-05 without a credential there is no answer in any mode, over the quota neither', async () => {
    const { card } = await resident('person-quota');
    const payload = { serviceId: 'aoba-bank', certificate: base64(card.signature.certificate) };
    for (const url of ['/api/verifier/link', '/api/verifier/attributes']) {
      assert.equal((await call('POST', url, {}, payload)).code, 'VERIFIER_UNKNOWN');
    }
    const seen = [];
    for (let index = 0; index < 6; index++) {
      seen.push((await link(shop, 'shop', card.signature.certificate)).code);
    }
    assert.equal(seen.at(-1), 'VERIFIER_QUOTA');
  });
});
