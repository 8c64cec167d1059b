import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createPaper, inspectPdfSignatures } from '@mibun/documents';
import fc from 'fast-check';
import { CompiledQuery } from 'kysely';
import {
  type AtKiosk,
  type JobFate,
  type KioskBench,
  nextNoon,
  openKioskBench,
  shakyJobs,
  turns,
} from '../../../testing/kiosk.ts';
import { type HeldCard, handOverClerk, TOWN } from '../../../testing/login.ts';
import { readCorrelation, writeCorrelation } from './issuing/metadata.ts';
import { type DocumentOrder, type MunicipalIssuer, sealPdf } from './issuing/municipal-issuer.ts';

const PEOPLE = ['person-hanako', 'person-taro', 'person-jiro'] as const;

/** What an issuing server does wrong in one attempt. */
const FAULTS = ['none', 'crash-before', 'crash-after', 'other-person', 'latest', 'tampered'] as const;
type Fault = (typeof FAULTS)[number];

/** One request of a run. */
interface Plan extends JobFate {
  readonly person: string;
  /** What befalls each attempt; afterwards all is well. */
  readonly faults: readonly Fault[];
  /** Milliseconds by which the clock jumps while documents are being made. */
  readonly lateBy: number;
}

const harmless = ({ faults }: Plan) => faults.every((fault) => fault === 'none' || fault.startsWith('crash'));

let bench: KioskBench;
const cards = new Map<string, HeldCard>();

before(async () => {
  bench = await openKioskBench();
  bench.platform.clock.set(nextNoon(bench.platform.clock.now()));
  for (const personId of PEOPLE) {
    await bench.addResident(personId, { name: `見本　${personId}` });
    cards.set(personId, await bench.makeCard(personId));
  }
});
after(() => bench.close());

// Whoever is at the machines, whatever the issuing server and the job engine do, a paper is the holder's own or there
// is none; there is at most one; and what was paid without a paper is paid back.
test('Appendix B 14: requests of the same millisecond under delays, crashes and retries never swap subjects', async () => {
  const draw = await pageDrawer(bench, PEOPLE);
  const plan: fc.Arbitrary<Plan> = fc.record({
    person: fc.constantFrom(...PEOPLE),
    faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 2 }),
    delay: fc.nat({ max: 12 }),
    twice: fc.boolean(),
    lateBy: fc.constantFrom(0, 0, 0, 120_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 2, maxLength: 4 }), async (plans) => {
      const fates: JobFate[] = [...plans];
      const jobs = shakyJobs(() => fates.shift() ?? { delay: 0, twice: false });
      const ahead = new Map<string, { readonly faults: Fault[]; readonly delay: number }>();
      const issuer = treacherousIssuer(PEOPLE, draw, ahead);
      const log = { ...bench.platform.log, error: () => {} } as never;
      const { http } = await bench.another({ ...bench.platform, jobs, log }, { issuer });
      await bench.platform.database.transaction((tx) =>
        bench.kiosk.resumeService(tx, TOWN.code, handOverClerk),
      );
      const sessions = await Promise.all(
        plans.map(async (one) => {
          const kiosk = await bench.atKiosk(http);
          const card = cards.get(one.person);
          assert.ok(card);
          await kiosk.goTo('PAID', card.authentication);
          ahead.set(kiosk.started.sessionId, { faults: [...one.faults], delay: one.delay });
          return { kiosk, plan: one };
        }),
      );
      // The clock stands still: all of them in the same millisecond.
      await Promise.all(sessions.map(({ kiosk }) => kiosk.post('issue')));
      const late = Math.max(...plans.map(({ lateBy }) => lateBy));
      if (late > 0) {
        await turns(10);
        bench.platform.clock.advance(late);
      }
      await jobs.done();
      for (const one of sessions) await checkOutcome(bench, one.kiosk, one.plan, late > 0);
    }),
    { numRuns: 20 },
  );
});

/** Two fetches at once, and what they may have brought. */
async function checkOutcome(bench: KioskBench, kiosk: AtKiosk, plan: Plan, late: boolean): Promise<void> {
  const { sessionId } = kiosk.started;
  const rows = async <T>(sql: string) =>
    (await bench.platform.database.query((tx) => tx.executeQuery<T>(CompiledQuery.raw(sql, [sessionId]))))
      .rows;
  const papers = (await Promise.all([kiosk.print(), kiosk.print()])).filter(({ status }) => status === 200);
  const [payment] = await rows<{ refundedAt: Date | null }>(
    'select refunded_at from kiosk_payments where request_id = $1',
  );
  assert.ok(payment);
  assert.ok(papers.length <= 1, 'at most one paper');
  const [paper] = papers;
  if (paper) {
    const [signature] = inspectPdfSignatures(paper.pdf).signatures;
    assert.ok(signature?.signatureValid);
    assert.equal(signature.location, plan.person, 'the page is the holder’s');
    assert.equal(readCorrelation(signature.reason)?.requestId, sessionId);
    assert.equal(payment.refundedAt, null);
  } else {
    assert.ok(payment.refundedAt, 'paid without a paper or a refund');
    assert.ok(!harmless(plan) || late, 'nothing but crashes, and still no paper');
  }
  assert.deepEqual(await rows('select 1 from kiosk_documents where request_id = $1'), []);
}

type Draw = (personId: string, order: DocumentOrder) => Promise<Uint8Array>;

/** One page for each person, drawn once and sealed for each order; `location` in the seal says whose page it is. */
async function pageDrawer({ certificates, platform }: KioskBench, people: readonly string[]): Promise<Draw> {
  const seal = await certificates.seal(TOWN.code);
  const createdAt = platform.clock.now();
  const pages = new Map<string, Uint8Array>();
  for (const personId of people) {
    const paper = createPaper({ title: personId, language: 'ja', office: '見本市', createdAt });
    pages.set(personId, await paper.title(personId).finish());
  }
  return async (personId, { requestId, paperSerial }) => {
    const subjectRef = await certificates.pairwiseId(personId, `kiosk:${requestId}`);
    return sealPdf(pages.get(personId) ?? new Uint8Array(), seal, {
      signerName: '見本市長',
      reason: writeCorrelation('住民票の写し', { requestId, subjectRef, paperSerial }),
      location: personId,
      signingTime: createdAt,
    });
  };
}

function treacherousIssuer(
  people: readonly string[],
  draw: Draw,
  ahead: ReadonlyMap<string, { readonly faults: Fault[]; readonly delay: number }>,
): MunicipalIssuer {
  /** The variable that must not exist, in the hands of a server that uses it now and then. */
  let latest: Uint8Array | undefined;
  return {
    async issue(order) {
      const fault = ahead.get(order.requestId)?.faults.shift() ?? 'none';
      await turns(ahead.get(order.requestId)?.delay ?? 0);
      if (fault === 'crash-before') throw new Error(fault);
      const other = people.find((personId) => personId !== order.personId) ?? '';
      const pdf = await draw(fault === 'other-person' ? other : order.personId, order);
      const before = latest;
      latest = pdf;
      await turns(3);
      if (fault === 'crash-after') throw new Error(fault);
      if (fault === 'latest') return before ?? pdf;
      if (fault === 'tampered') pdf[200] = (pdf[200] ?? 0) ^ 1;
      return pdf;
    },
  };
}
