import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { inspectPdfSignatures } from '@mibun/documents';
import { tablePdf } from '@mibun/documents/testing/sample-pdf';
import { signedAttributes } from '@mibun/pki';
import { SIGNING } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import { callCentre, clerk } from '../../../testing/certificates.ts';
import { lifeEventsOf } from '../../../testing/platform.ts';
import {
  completeWith,
  openSigningBench,
  prepareWith,
  type SigningBench,
  type TestCard,
} from '../../../testing/signing.ts';
import type { CeremonyAnswer, PrepareAnswer, SignedListAnswer } from './schemas.ts';

let bench: SigningBench;
let hanako: TestCard;
const pdf = tablePdf();

before(async () => {
  bench = await openSigningBench();
  hanako = await bench.card('person-hanako');
});
after(() => bench.close());

const signed = (card: TestCard, { toBeSigned }: PrepareAnswer) =>
  card.sign(Buffer.from(toBeSigned, 'base64'));

test('USE-03 a resident signs a PDF with the card: what comes back verifies and carries the name', async () => {
  const visitor = await bench.visitor('person-hanako');
  const uploaded = await visitor.upload(pdf, '契約書 (最終).pdf');
  assert.equal(uploaded.status, 200);
  const { ceremonyId, pages, name, state } = uploaded.body;
  assert.deepEqual([pages, name, state], [1, '契約書 (最終).pdf', 'begun']);

  assert.deepEqual((await visitor.get(`/api/signing/${ceremonyId}/original`)).raw, Buffer.from(pdf));
  const prepared = await prepareWith(visitor, ceremonyId, hanako);
  assert.match(prepared.body.statement.ja, /契約書 \(最終\)\.pdf.*1ページ.*SHA-256 [0-9a-f]{64}/);
  const done = await completeWith(visitor, ceremonyId, signed(hanako, prepared.body));
  assert.equal(done.status, 200);
  assert.equal(done.body.documentUrl, `/api/signing/${ceremonyId}/document`);

  const document = await visitor.get(`/api/signing/${ceremonyId}/document`);
  assert.equal(document.headers['content-type'], 'application/pdf');
  assert.match(String(document.headers['content-disposition']), /filename\*=UTF-8''%E5%A5%91/);
  assert.ok(document.raw.subarray(0, pdf.length).equals(Buffer.from(pdf)), 'an incremental update');
  const [signature, ...others] = inspectPdfSignatures(document.raw).signatures;
  assert.deepEqual(others, []);
  assert.equal(signature?.signatureValid, true);
  assert.equal(signature?.name, '番号　花子');
  assert.deepEqual(signature?.signingTime, bench.platform.clock.now());

  const { body } = await visitor.get<SignedListAnswer>('/api/signing');
  assert.equal(body.documents[0]?.ceremonyId, ceremonyId);
  const trail = await bench.platform.database.query((tx) =>
    bench.platform.audit.list(tx, { subject: 'person-hanako' }),
  );
  const own = trail.filter(({ caseId }) => caseId === ceremonyId).map(({ action }) => action);
  assert.deepEqual(own, ['signing.download', 'signing.complete', 'signing.prepare', 'signing.upload']);
  const steps = await bench.platform.database.query((tx) => lifeEventsOf(tx, SIGNING.name, ceremonyId));
  assert.deepEqual(
    steps.map(({ event, actorId, actorName }) => [event, actorId, actorName]),
    ['begin', 'prepare', 'complete'].map((event) => [event, 'person-hanako', '本人']),
    'the history of an own act has the id and no name',
  );
});

test('a key on P-384 signs the SHA-384 of the document, and says so', async () => {
  const visitor = await bench.visitor('person-curve');
  const card = await bench.card('person-curve', 'signature', {}, 'ec-p384');
  const { ceremonyId } = (await visitor.upload(pdf)).body;
  const { body } = await prepareWith(visitor, ceremonyId, card);
  assert.match(body.digest, /^[0-9a-f]{96}$/);
  assert.equal((await completeWith(visitor, ceremonyId, signed(card, body))).status, 200);
  const document = (await visitor.get(`/api/signing/${ceremonyId}/document`)).raw;
  const [signature] = inspectPdfSignatures(document).signatures;
  assert.deepEqual([signature?.signatureValid, signature?.digestAlgorithm], [true, 'sha384']);
  assert.equal((await bench.verify(document)).body.signatures[0]?.indication, 'valid');
});

test('PAdES-B-T: the signature carries a time stamp over its value; without the authority it stands without', async () => {
  const visitor = await bench.visitor('person-hanako');
  const own = (document: Uint8Array) => inspectPdfSignatures(document).signatures[0];
  bench.platform.clock.advance(120_000);
  const stamped = own(await visitor.signWhole(hanako, pdf));
  const { timeStampToken, signatureValue } = stamped ?? {};
  assert.ok(timeStampToken && signatureValue);
  const { ok, time } = bench.timestamps.verify(timeStampToken, signatureValue);
  assert.ok(ok);
  assert.ok(Math.abs((time?.getTime() ?? 0) - bench.platform.clock.now().getTime()) < 1_000);

  const { log } = bench.platform;
  const { error, warn } = log;
  Object.assign(log, { error: () => {}, warn: () => {} });
  bench.platform.clock.advance(-60_000);
  const plain = own(await visitor.signWhole(hanako, pdf));
  bench.platform.clock.advance(60_000);
  Object.assign(log, { error, warn });
  assert.equal(plain?.signatureValid, true);
  assert.equal(plain?.timeStampToken, undefined);
});

test('completing twice with the same signature is one act; another signature is refused', async () => {
  const visitor = await bench.visitor('person-hanako');
  const { ceremonyId } = (await visitor.upload(pdf)).body;
  const first = (await prepareWith(visitor, ceremonyId, hanako)).body;
  const [one, two] = await Promise.all([
    completeWith(visitor, ceremonyId, signed(hanako, first)),
    completeWith(visitor, ceremonyId, signed(hanako, first)),
  ]);
  assert.deepEqual([one.status, two.status], [200, 200]);
  assert.equal(one.body.signedSha256, two.body.signedSha256);
  const other = await completeWith(visitor, ceremonyId, hanako.sign(new Uint8Array(8)));
  assert.equal(other.code, 'SIGNING_ALREADY_DONE');
  assert.equal((await prepareWith(visitor, ceremonyId, hanako)).code, 'SIGNING_ALREADY_DONE');
});

test('only what was prepared last can be completed: an older or a strange signature is refused', async () => {
  const visitor = await bench.visitor('person-hanako');
  const { ceremonyId } = (await visitor.upload(pdf)).body;
  assert.equal((await completeWith(visitor, ceremonyId, new Uint8Array(256))).code, 'SIGNING_NOT_PREPARED');
  const older = (await prepareWith(visitor, ceremonyId, hanako)).body;
  bench.platform.clock.advance(60_000);
  const newer = (await prepareWith(visitor, ceremonyId, hanako)).body;
  for (const signature of [signed(hanako, older), new Uint8Array(256), new Uint8Array(3)]) {
    const refused = await completeWith(visitor, ceremonyId, signature);
    assert.equal(refused.code, 'SIGNING_SIGNATURE_WRONG');
  }
  assert.equal((await completeWith(visitor, ceremonyId, signed(hanako, newer))).status, 200);
});

test('a ceremony is over after 15 minutes, and nothing of the document is kept', async () => {
  const visitor = await bench.visitor('person-hanako');
  const { ceremonyId } = (await visitor.upload(pdf, 'secret.pdf')).body;
  const prepared = (await prepareWith(visitor, ceremonyId, hanako)).body;
  bench.platform.clock.advance(15 * 60_000);
  const late = await completeWith(visitor, ceremonyId, signed(hanako, prepared));
  assert.deepEqual([late.status, late.code], [410, 'SIGNING_CEREMONY_OVER']);
  assert.equal((await prepareWith(visitor, ceremonyId, hanako)).code, 'SIGNING_CEREMONY_OVER');
  // The next upload sweeps up; the job does when there is none.
  await visitor.upload(pdf);
  const { body } = await visitor.get<CeremonyAnswer>(`/api/signing/${ceremonyId}`);
  assert.deepEqual([body.state, body.name], ['over', '']);
  for (const [part, status] of [
    ['document', 404],
    ['original', 410],
  ]) {
    assert.equal((await visitor.get(`/api/signing/${ceremonyId}/${part}`)).status, status);
  }
});

test('a signed document can be fetched for 30 days', async () => {
  const visitor = await bench.visitor('person-keeper');
  const card = await bench.card('person-keeper');
  await visitor.signWhole(card, pdf);
  const { documents } = (await visitor.get<SignedListAnswer>('/api/signing')).body;
  const url = documents[0]?.documentUrl ?? '';
  const then = bench.platform.clock.now();
  bench.platform.clock.advance(30 * 86_400_000);
  const later = await bench.visitor('person-keeper');
  assert.equal((await later.get(url)).code, 'SIGNING_DOCUMENT_DELETED');
  const listed = (await later.get<SignedListAnswer>('/api/signing')).body.documents[0];
  assert.deepEqual([listed?.state, listed?.documentUrl], ['signed', null]);
  bench.platform.clock.set(then);
});

test('a document of somebody else is not found, and needs a session', async () => {
  const visitor = await bench.visitor('person-hanako');
  const { ceremonyId } = (await visitor.upload(pdf)).body;
  const stranger = await bench.visitor('person-stranger');
  assert.equal((await stranger.get(`/api/signing/${ceremonyId}`)).status, 404);
  assert.equal((await prepareWith(stranger, ceremonyId, hanako)).status, 404);
  assert.equal((await completeWith(stranger, ceremonyId, new Uint8Array(256))).status, 404);
  const { statusCode } = await bench.app.inject({ method: 'GET', url: `/api/signing/${ceremonyId}` });
  assert.equal(statusCode, 401);
});

test('the login certificate, another person’s, a foreign one and garbage are refused, each in its own words', async () => {
  const visitor = await bench.visitor('person-hanako');
  const { ceremonyId } = (await visitor.upload(pdf)).body;
  const login = await bench.card('person-hanako', 'authentication');
  const taro = await bench.card('person-taro');
  const code = async (card: Pick<TestCard, 'certificate'>) =>
    (await prepareWith(visitor, ceremonyId, card)).code;
  assert.equal(await code(login), 'SIGNING_LOGIN_CERTIFICATE');
  assert.equal(await code(taro), 'SIGNING_OTHER_PERSON');
  const { certificate } = await bench.certificates.seal('99101');
  assert.equal(
    await code({ certificate: { ...taro.certificate, der: certificate } }),
    'SIGNING_FOREIGN_CERTIFICATE',
  );
  const garbage = { ...taro.certificate, der: new Uint8Array(40).fill(0x30) };
  assert.equal(await code({ certificate: garbage }), 'CERTIFICATE_UNREADABLE');
  const trail = await bench.platform.database.query((tx) =>
    bench.platform.audit.list(tx, { subject: 'person-hanako', limit: 20 }),
  );
  const refused = trail.filter(({ action, caseId }) => action === 'signing.refuse' && caseId === ceremonyId);
  assert.equal(refused.length, 3);
});

test('a document is prepared for the holder’s own certificate; its digest is what is shown and what is signed', async () => {
  const visitor = await bench.visitor('person-shown');
  const card = await bench.card('person-shown');
  const { ceremonyId } = (await visitor.upload(pdf)).body;
  const address = `/api/signing/${ceremonyId}`;
  const prepared = (await visitor.post<PrepareAnswer>(`${address}/prepare`, {})).body;
  const hashed = createHash('sha256').update(card.certificate.der).digest('hex');
  assert.equal(prepared.certificateSha256, hashed);
  // As the agent makes it: from the digest that the person saw, and the certificate in the card.
  const digest = Buffer.from(prepared.digest, 'hex');
  const octets = signedAttributes({ digest, certificate: card.certificate.der });
  assert.deepEqual(Buffer.from(octets).toString('base64'), prepared.toBeSigned);
  const other = signedAttributes({ digest: Buffer.alloc(32), certificate: card.certificate.der });
  assert.equal((await completeWith(visitor, ceremonyId, card.sign(other))).code, 'SIGNING_SIGNATURE_WRONG');
  assert.equal((await completeWith(visitor, ceremonyId, card.sign(octets))).status, 200);
  const signed = (await visitor.get(`${address}/document`)).raw;
  const [signature] = inspectPdfSignatures(new Uint8Array(signed)).signatures;
  assert.ok(signature?.signatureValid && signature.coversWholeFile);
});

test('REV-01 a suspended card cannot sign, even when it was prepared before; the words say what to do', async () => {
  const visitor = await bench.visitor('person-lost');
  const card = await bench.card('person-lost');
  const { ceremonyId } = (await visitor.upload(pdf)).body;
  const prepared = (await prepareWith(visitor, ceremonyId, card)).body;
  await bench.platform.database.transaction((tx) =>
    bench.certificates.suspendOfCard(tx, card.cardId, callCentre),
  );
  const late = await completeWith(visitor, ceremonyId, signed(card, prepared));
  assert.equal(late.code, 'SIGNING_CERTIFICATE_HELD');
  const again = await prepareWith(visitor, ceremonyId, card);
  const { title, next } = again.body as unknown as { title: string; next: string };
  assert.match(title, /suspended since 22 November 2026/);
  assert.match(next, /municipal office/);
});

test('revoked, expired and not yet handed over are refused with their reason', async () => {
  const visitor = await bench.visitor('person-moved');
  const card = await bench.card('person-moved');
  const { ceremonyId } = (await visitor.upload(pdf)).body;
  await bench.platform.database.transaction((tx) =>
    bench.certificates.revokeOfCard(tx, card.cardId, 'affiliationChanged', clerk),
  );
  const revoked = await prepareWith(visitor, ceremonyId, card);
  assert.equal(revoked.code, 'SIGNING_CERTIFICATE_REVOKED');
  assert.match((revoked.body as unknown as { title: string }).title, /2026 \(your name, address/);

  const then = bench.platform.clock.now();
  bench.platform.clock.set(new Date('2032-01-01T00:00:00Z'));
  const later = await bench.visitor('person-hanako');
  const id = (await later.upload(pdf)).body.ceremonyId;
  assert.equal((await prepareWith(later, id, hanako)).code, 'SIGNING_CERTIFICATE_EXPIRED');
  bench.platform.clock.set(then);
});

test('what is no PDF, cut off, encrypted, too large or empty is refused, each in its own words', async () => {
  const visitor = await bench.visitor('person-hanako');
  const code = async (bytes: Uint8Array) => {
    const { status, code: name } = await visitor.upload(bytes);
    return `${status} ${name}`;
  };
  const source = Buffer.from(pdf).toString('latin1');
  assert.equal(await code(Buffer.from('PK\u0003\u0004 a word document')), '422 DOCUMENT_NOT_A_PDF');
  assert.equal(await code(Buffer.from(pdf).subarray(0, pdf.length - 40)), '422 DOCUMENT_DAMAGED');
  const encrypted = source.replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 9 0 R');
  assert.equal(await code(Buffer.from(encrypted, 'latin1')), '422 DOCUMENT_ENCRYPTED');
  assert.equal(await code(new Uint8Array(20_000_001)), '413 INPUT_TOO_LARGE');
  assert.equal(await code(new Uint8Array()), '400 INPUT_INVALID');
});

test('one person has at most five documents under way; the oldest makes room', async () => {
  const visitor = await bench.visitor('person-busy');
  const ids: string[] = [];
  for (let n = 0; n < 6; n++) {
    ids.push((await visitor.upload(pdf)).body.ceremonyId);
    bench.platform.clock.advance(1000);
  }
  const states = await Promise.all(
    ids.map(async (id) => (await visitor.get<CeremonyAnswer>(`/api/signing/${id}`)).body.state),
  );
  assert.deepEqual(states, ['over', ...Array(5).fill('begun')]);
});

test('every step of a ceremony is in its history and in the trail, and so is its end', async () => {
  const visitor = await bench.visitor('person-hanako');
  const { platform } = bench;
  const trace = async (ceremonyId: string) =>
    platform.database.query(async (tx) => {
      const { rows } = await tx.executeQuery<{ step: string }>(
        CompiledQuery.raw(
          `select event || ' ' || to_state || ' ' || actor_kind as step from life_events
           where machine = 'signing' and thing = $1 order by id`,
          [ceremonyId],
        ),
      );
      const trail = await platform.audit.list(tx, { subject: 'person-hanako', limit: 200 });
      return {
        history: rows.map(({ step }) => step),
        trail: trail.filter(({ caseId }) => caseId === ceremonyId).map(({ action }) => action),
      };
    });
  const done = (await visitor.upload(pdf)).body.ceremonyId;
  const prepared = (await prepareWith(visitor, done, hanako)).body;
  await completeWith(visitor, done, signed(hanako, prepared));
  assert.deepEqual(await trace(done), {
    history: ['begin begun resident', 'prepare prepared resident', 'complete signed resident'],
    trail: ['signing.complete', 'signing.prepare', 'signing.upload'],
  });

  // More than one portion of them, left by people who went away.
  const left = (await visitor.upload(pdf)).body.ceremonyId;
  await platform.database.transaction((tx) =>
    tx.executeQuery(
      CompiledQuery.raw(
        `insert into card_signatures (id, format, person_id, state, facts, created_at, expires_at)
         select 'left-' || n, format, 'person-left', state, facts, created_at, expires_at
         from card_signatures, generate_series(1, 230) n where id = $1`,
        [left],
      ),
    ),
  );
  platform.clock.advance(15 * 60_000);
  await bench.cardSignature.forget();
  // The job of the same name may be at a portion of them, which is left to it.
  await platform.jobs.settled();
  assert.deepEqual(await trace(left), {
    history: ['begin begun resident', 'expire over timer'],
    trail: ['signing.expire', 'signing.upload'],
  });
  const { rows } = await platform.database.query((tx) =>
    tx.executeQuery<{ state: string; traces: number }>(
      CompiledQuery.raw(
        `select state, count(distinct life_events.id)::int as traces from card_signatures
         left join life_events on thing = card_signatures.id where person_id = 'person-left' group by state`,
      ),
    ),
  );
  assert.deepEqual(rows, [{ state: 'over', traces: 230 }]);
});
