import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { inspectPdfSignatures } from '@mibun/documents';
import { readCertificate } from '@mibun/pki';
import { addDays, jstDate, startOfDayJst } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import { type KioskBench, nextNoon, openKioskBench, shakyJobs } from '../../../testing/kiosk.ts';
import { answer, type HeldCard, handOverClerk, TOWN } from '../../../testing/login.ts';
import { readCorrelation } from './issuing/metadata.ts';
import { type MunicipalIssuer, municipalIssuer } from './issuing/municipal-issuer.ts';
import type { PaperAnswer } from './schemas.ts';

const PEOPLE = ['person-hanako', 'person-taro', 'person-jiro'] as const;

describe('kiosk', () => {
  let bench: KioskBench;
  let usual: MunicipalIssuer;
  const cards = new Map<string, HeldCard>();

  const card = (personId: string): HeldCard => {
    const held = cards.get(personId);
    assert.ok(held, `${personId} has no card`);
    return held;
  };
  const rows = async <T>(sql: string, ...values: unknown[]): Promise<readonly T[]> =>
    (await bench.platform.database.query((tx) => tx.executeQuery<T>(CompiledQuery.raw(sql, values)))).rows;
  const paymentOf = async (requestId: string) => {
    type Row = { amount: number; refundedAt: Date | null };
    return (await rows<Row>('select * from kiosk_payments where request_id = $1', requestId))[0];
  };
  const checkPaper = (serial: string) =>
    bench.app.inject({ method: 'GET', url: `/api/kiosk/papers/${encodeURIComponent(serial)}` });

  before(async () => {
    bench = await openKioskBench();
    usual = municipalIssuer(bench.platform, { ...bench, mayorName: () => '見本　市蔵' });
    bench.platform.clock.set(nextNoon(bench.platform.clock.now()));
    for (const personId of PEOPLE) {
      await bench.addResident(personId, { name: `見本　${personId}` });
      cards.set(personId, await bench.makeCard(personId));
    }
  });
  after(() => bench.close());
  beforeEach(async () => {
    await bench.platform.database.transaction((tx) =>
      bench.kiosk.resumeService(tx, TOWN.code, handOverClerk),
    );
  });

  test('KSK-05 from the card to the paper: quoted, paid, sealed, printed, completed', async () => {
    const kiosk = await bench.atKiosk();
    assert.equal(kiosk.started.hours, 'open');
    const admitted = await kiosk.authenticate(card('person-hanako').authentication);
    assert.equal(admitted.status, 200, JSON.stringify(admitted.body));
    const quoted = await kiosk.post('select', {
      document: 'resident-record',
      options: { domicile: false, relation: true },
      copies: 2,
    });
    assert.deepEqual([quoted.body.state, quoted.body.fee], ['QUOTED', 600]);
    assert.equal((await kiosk.post('pay', { amount: 500 })).code, 'KIOSK_AMOUNT_WRONG');
    assert.equal((await kiosk.post('pay', { amount: 600 })).body.state, 'PAID');
    assert.equal((await kiosk.print()).code, 'KIOSK_DOCUMENT_NOT_READY');
    assert.equal((await kiosk.post('issue')).body.state, 'ISSUING');
    await bench.platform.jobs.settled();
    assert.equal((await kiosk.state()).state, 'VERIFIED');
    const printed = await kiosk.print();
    assert.equal(printed.status, 200);
    const done = await kiosk.post('complete');
    assert.equal(done.body.state, 'COMPLETED');

    const requestId = kiosk.started.sessionId;
    const [signature] = inspectPdfSignatures(printed.pdf).signatures;
    assert.ok(signature?.signatureValid && signature.coversWholeFile);
    const seal = await bench.certificates.seal(TOWN.code);
    assert.deepEqual(Buffer.from(signature.signerCertificate ?? []), Buffer.from(seal.certificate));
    const found = readCorrelation(signature.reason);
    assert.equal(found?.requestId, requestId);
    assert.equal(found.subjectRef, printed.headers['x-subject-reference']);
    assert.equal(printed.headers['x-request-id'], requestId);
    assert.equal(printed.headers['x-copies'], '2');
    assert.ok(!found.subjectRef.includes('hanako'));
    assert.deepEqual(await rows('select * from kiosk_documents where request_id = $1', requestId), []);

    const trace = await bench.platform.database.query((tx) =>
      bench.platform.audit.list(tx, { subject: 'person-hanako' }),
    );
    const acts = trace.filter(({ caseId }) => caseId === requestId).map(({ action }) => action);
    assert.ok(acts.includes('residents.read') && acts.includes('kiosk.print'), acts.join());

    const genuine = await checkPaper(String(done.body.paperSerial).toLowerCase());
    const { typeName, municipalityName, ...paper } = genuine.json<PaperAnswer>();
    assert.deepEqual(paper, {
      serial: done.body.paperSerial,
      type: 'resident-record',
      issuedAt: bench.platform.clock.now().toISOString(),
      municipality: TOWN.code,
      copies: 2,
      sha256: createHash('sha256').update(printed.pdf).digest('hex'),
    });
    assert.ok(typeName.ja === '住民票の写し' && municipalityName.ja);
    assert.equal(genuine.body.includes('person-hanako'), false);
    assert.equal((await checkPaper('0000-0000-0000-0000')).json().code, 'KIOSK_PAPER_UNKNOWN');
  });

  const caDesk = {
    actor: { kind: 'ca-operator', id: 'person-ca', name: '認証 四郎' },
    purpose: 'administration',
  } as const;
  /** Renews or revokes the seal of the town, as the CA's office does; the next paper gets another. */
  const endSeal = async (reason: 'superseded' | 'keyCompromise') => {
    const { serial } = readCertificate((await bench.certificates.seal(TOWN.code)).certificate);
    await bench.platform.database.transaction((tx) =>
      bench.certificates.revoke(tx, 'institution', serial, reason, caDesk),
    );
    assert.notEqual(readCertificate((await bench.certificates.seal(TOWN.code)).certificate).serial, serial);
  };
  const serviceRuns = async () => {
    const next = await bench.atKiosk();
    return (await next.authenticate(card('person-jiro').authentication)).status === 200;
  };

  test('KSK-09 a paper under a seal that was renewed since is printed: it was good when it sealed', async () => {
    const kiosk = await bench.atKiosk();
    await kiosk.goTo('ISSUING', card('person-taro').authentication);
    await bench.platform.jobs.settled();
    assert.equal((await kiosk.state()).state, 'VERIFIED');
    bench.platform.clock.advance(2_000);
    await endSeal('superseded');
    const printed = await kiosk.print();
    assert.equal(printed.status, 200);
    const signer = inspectPdfSignatures(printed.pdf).signatures[0]?.signerCertificate;
    assert.notDeepEqual(signer, (await bench.certificates.seal(TOWN.code)).certificate);
    assert.ok(await serviceRuns());
  });

  test('KSK-09 a paper under a seal whose key is revoked is not printed, the money goes back, and the service goes on', async () => {
    const kiosk = await bench.atKiosk();
    await kiosk.goTo('ISSUING', card('person-taro').authentication);
    await bench.platform.jobs.settled();
    bench.platform.clock.advance(2_000);
    await endSeal('keyCompromise');
    assert.notEqual((await kiosk.print()).status, 200);
    assert.ok((await paymentOf(kiosk.started.sessionId))?.refundedAt);
    assert.ok(await serviceRuns());
    const again = await bench.atKiosk();
    await again.goTo('ISSUING', card('person-taro').authentication);
    await bench.platform.jobs.settled();
    assert.equal((await again.print()).status, 200, 'the next paper has the next seal');
  });

  test('KSK-09 the paper leaves once, also when two fetches come at the same time', async () => {
    const kiosk = await bench.atKiosk();
    await kiosk.goTo('ISSUING', card('person-taro').authentication);
    await bench.platform.jobs.settled();
    const both = await Promise.all([kiosk.print(), kiosk.print()]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    assert.equal((await kiosk.print()).code, 'KIOSK_PRINTED_ALREADY');
    const papers = await rows('select 1 from kiosk_papers where request_id = $1', kiosk.started.sessionId);
    assert.equal(papers.length, 1);
  });

  test('KSK-09 a time-out ends the whole request in every state, and money goes back', async () => {
    // An issuing server that never answers: the load of INC-01.
    const silent: MunicipalIssuer = { issue: () => new Promise(() => {}) };
    const jobs = shakyJobs(() => ({ delay: 0, twice: false }));
    const { http, kiosk: module } = await bench.another({ ...bench.platform, jobs }, { issuer: silent });
    for (const state of ['STARTED', 'QUOTED', 'PAID', 'ISSUING'] as const) {
      const kiosk = await bench.atKiosk(http);
      if (state !== 'STARTED') await kiosk.goTo(state, card('person-taro').authentication);
      assert.equal((await kiosk.state()).state, state);
      bench.platform.clock.advance(600_000);
      assert.ok((await module.api.timeOutDue()) >= 1);
      const after = await kiosk.state();
      const paid = state === 'PAID' || state === 'ISSUING' ? 600 : null;
      assert.deepEqual(
        [after.state, after.failure, after.refunded],
        ['CANCELLED', 'KIOSK_TIMED_OUT', paid],
        state,
      );
      for (const verb of ['select', 'pay', 'issue', 'complete']) {
        const payload = {
          document: 'resident-record',
          options: { domicile: false, relation: false },
          copies: 1,
          amount: 600,
        };
        assert.equal((await kiosk.post(verb, payload)).code, 'KIOSK_TIMED_OUT', `${verb} after ${state}`);
      }
      assert.equal((await kiosk.print()).code, 'KIOSK_TIMED_OUT');
    }
  });

  test('INC-01 a document that arrives after the time-out is thrown away, and the next person gets their own', async () => {
    const jobs = shakyJobs(() => ({ delay: 0, twice: false }));
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: MunicipalIssuer = {
      async issue(order) {
        if (order.personId === 'person-hanako') await held;
        return usual.issue(order);
      },
    };
    const { http } = await bench.another({ ...bench.platform, jobs }, { issuer: slow });
    const first = await bench.atKiosk(http);
    await first.goTo('ISSUING', card('person-hanako').authentication);
    bench.platform.clock.advance(90_000);
    const second = await bench.atKiosk(http);
    await second.goTo('ISSUING', card('person-taro').authentication);
    release();
    await jobs.done();
    assert.equal((await first.print()).code, 'KIOSK_TIMED_OUT');
    assert.equal((await first.state()).refunded, 600);
    const printed = await second.print();
    const [signature] = inspectPdfSignatures(printed.pdf).signatures;
    assert.equal(readCorrelation(signature?.reason)?.requestId, second.started.sessionId);
  });

  test('KSK-09 a document that cannot be made is given up after three attempts and refunded', async () => {
    let attempts = 0;
    const jobs = shakyJobs(() => ({ delay: 0, twice: false }));
    const { http } = await bench.another(
      { ...bench.platform, jobs, log: { ...bench.platform.log, error: () => {} } as never },
      {
        issuer: {
          async issue() {
            attempts++;
            throw new Error('the issuing server is down');
          },
        },
      },
    );
    const kiosk = await bench.atKiosk(http);
    await kiosk.goTo('ISSUING', card('person-taro').authentication);
    await jobs.done();
    const { state, refunded, failure } = await kiosk.state();
    assert.deepEqual(
      { attempts, state, refunded, failure },
      {
        attempts: 3,
        state: 'REFUNDED',
        refunded: 600,
        failure: 'KIOSK_ISSUING_FAILED',
      },
    );
    assert.equal((await kiosk.print()).code, 'KIOSK_ISSUING_FAILED');
  });

  test('INC-01 an issuing server that never answers is left, and the money goes back', async () => {
    const jobs = shakyJobs(() => ({ delay: 0, twice: false }));
    const signals: AbortSignal[] = [];
    const { http } = await bench.another(
      { ...bench.platform, jobs, log: { ...bench.platform.log, error: () => {} } as never },
      {
        parameters: { answerSeconds: 0.02 },
        issuer: {
          issue: ({ signal }) => {
            signals.push(signal);
            return new Promise(() => {});
          },
        },
      },
    );
    const kiosk = await bench.atKiosk(http);
    await kiosk.goTo('ISSUING', card('person-taro').authentication);
    await jobs.done();
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true, true],
    );
    assert.equal((await kiosk.state()).refunded, 600);
  });

  test('INC-02b a document of somebody else is not printed, is refunded, and stops the service until it is resumed', async () => {
    const jobs = shakyJobs(() => ({ delay: 0, twice: false }));
    const { http } = await bench.another(
      { ...bench.platform, jobs, log: { ...bench.platform.log, error: () => {} } as never },
      { issuer: { issue: (order) => usual.issue({ ...order, personId: 'person-jiro' }) } },
    );
    const kiosk = await bench.atKiosk(http);
    await kiosk.goTo('ISSUING', card('person-taro').authentication);
    await jobs.done();
    assert.equal((await kiosk.state()).state, 'REFUNDED');
    assert.equal((await kiosk.print()).code, 'KIOSK_ISSUING_FAILED');
    const next = await bench.atKiosk();
    const refused = await next.authenticate(card('person-hanako').authentication);
    assert.equal(refused.code, 'KIOSK_SERVICE_STOPPED');
    assert.equal((await next.state()).state, 'CANCELLED');
  });

  test('VER-02 a signature certificate opens no session, and the refused request is over', async () => {
    const kiosk = await bench.atKiosk();
    const refused = await kiosk.authenticate(card('person-taro').signature);
    assert.equal(refused.code, 'LOGIN_CERTIFICATE_KIND');
    assert.deepEqual(
      [(await kiosk.state()).state, (await kiosk.state()).failure],
      ['CANCELLED', 'LOGIN_CERTIFICATE_KIND'],
    );
    assert.equal((await kiosk.authenticate(card('person-taro').authentication)).status, 409);
  });

  test('KSK-09 the answer to another session’s challenge is refused', async () => {
    const [mine, other] = [await bench.atKiosk(), await bench.atKiosk()];
    const stolen = answer(other.started.challenge, card('person-taro').authentication);
    assert.equal((await mine.post('authenticate', stolen)).code, 'KIOSK_CHALLENGE_FOREIGN');
    assert.equal((await other.authenticate(card('person-hanako').authentication)).status, 200);
  });

  test('G3 a suspended card is refused with its reason; suspended after payment, the money goes back', async () => {
    await bench.addResident('person-lost');
    const held = await bench.makeCard('person-lost');
    const paid = await bench.atKiosk();
    await paid.goTo('ISSUING', held.authentication);
    await bench.platform.database.transaction((tx) =>
      bench.cards.suspend(tx, held.cardId, {
        actor: { kind: 'call-centre', id: 'person-call', name: '電話 太郎' },
        purpose: 'loss-report',
      }),
    );
    await bench.platform.jobs.settled();
    assert.equal((await paid.print()).status, 409);
    assert.equal((await paid.state()).refunded, 600);
    const later = await bench.atKiosk();
    assert.equal((await later.authenticate(held.authentication)).code, 'LOGIN_CARD_SUSPENDED');
    const unaffected = await bench.atKiosk();
    assert.equal((await unaffected.authenticate(card('person-taro').authentication)).status, 200);
  });

  test('KSK-03 a child, somebody who moved in today and a name that is too long are sent to the counter', async () => {
    const today = jstDate(bench.platform.clock.now());
    const cases = {
      'person-child': { birthDate: addDays(today, -14 * 365) },
      'person-new': { residentSince: today },
      'person-long': { name: `見本　${'長'.repeat(60)}` },
    };
    for (const [personId, more] of Object.entries(cases)) {
      await bench.addResident(personId, more);
      const kiosk = await bench.atKiosk();
      const refused = await kiosk.authenticate((await bench.makeCard(personId)).authentication);
      assert.equal(refused.code, 'KIOSK_NOT_ADMITTED', personId);
      const trace = await bench.platform.database.query((tx) =>
        bench.platform.audit.list(tx, { subject: personId }),
      );
      assert.ok(
        trace.some(({ action }) => action === 'residents.read'),
        'the look is on the access log',
      );
    }
  });

  test('CRT-01 a certificate with a character that cannot be printed as registered is refused before anybody pays', async () => {
    const cases = { 'person-variant': '葛\u{E01EE}城　花子', 'person-nowhere': '見本　\u{10FFFD}い' };
    for (const [personId, name] of Object.entries(cases)) {
      await bench.addResident(personId, { name });
      const kiosk = await bench.atKiosk();
      assert.equal((await kiosk.authenticate((await bench.makeCard(personId)).authentication)).status, 200);
      const wish = { document: 'resident-record', options: { domicile: false, relation: false }, copies: 1 };
      assert.equal((await kiosk.post('select', wish)).code, 'KIOSK_CHARACTERS_NOT_PRINTABLE', personId);
      assert.equal((await kiosk.state()).state, 'AUTHENTICATED');
      assert.notEqual((await kiosk.post('pay', { amount: 300 })).status, 200);
    }
  });

  test('KSK-01 outside the hours production refuses, and the demo says so and goes on', async () => {
    const { clock, config } = bench.platform;
    const noon = clock.now();
    clock.set(new Date(startOfDayJst(addDays(jstDate(noon), 1)).getTime() + 3 * 3_600_000));
    assert.equal((await bench.atKiosk()).started.hours, 'demo-outside-hours');
    const jobs = shakyJobs(() => ({ delay: 0, twice: false }));
    const { http } = await bench.another({
      ...bench.platform,
      jobs,
      config: { ...config, mode: 'production' },
    });
    const closed = await bench.atKiosk(http);
    assert.equal((closed.started as unknown as { code: string }).code, 'KIOSK_CLOSED');
    clock.advance(9 * 3_600_000);
  });

  test('KSK-09 what a caller repeats is refused by the table, not done twice', async () => {
    const kiosk = await bench.atKiosk();
    await kiosk.goTo('PAID', card('person-taro').authentication);
    assert.equal((await kiosk.post('pay', { amount: 600 })).code, 'STATE_FORBIDS');
    assert.equal((await kiosk.post('cancel')).code, 'STATE_FORBIDS');
    assert.equal((await paymentOf(kiosk.started.sessionId))?.amount, 600);
    const more = await kiosk.post('extend');
    assert.equal(more.body.state, 'PAID');
  });
});
