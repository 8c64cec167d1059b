import { bilingual } from '@mibun/protocol';
import { z } from 'zod';

const instant = z.iso.datetime();

export const makingStateSchema = z.enum(['WAITING', 'MAKING', 'PASSED', 'FAILED', 'SHIPPED', 'DISCARDED']);
/** MAKING: jobs are at it. READY: all checked, some passed. EMPTY: nothing passed. SHIPPED: gone. */
export const batchStateSchema = z.enum(['MAKING', 'READY', 'EMPTY', 'SHIPPED']);

export const stateCounts = z.object({
  WAITING: z.number().int(),
  MAKING: z.number().int(),
  PASSED: z.number().int(),
  FAILED: z.number().int(),
  SHIPPED: z.number().int(),
  DISCARDED: z.number().int(),
});

export const waitingApplication = z.object({
  application: z.string(),
  municipality: bilingual,
  cause: z.string(),
  express: z.boolean(),
  receivedAt: instant.nullable(),
});

export const incidentView = z.object({
  incidentId: z.string(),
  batchId: z.string(),
  chipSerial: z.string(),
  municipality: bilingual,
  kind: z.enum(['quality-gate', 'application-changed']),
  gates: z.array(bilingual),
  at: instant,
});

export const overviewAnswer = z.object({
  /** Approved applications; `more`: only the first 1,000 were looked at. */
  approved: z.object({
    count: z.number().int(),
    more: z.boolean(),
    express: z.number().int(),
    /** Of these, how many the viewer leaves to a colleague: screened by them, or of their household (§9). */
    forOthers: z.number().int(),
  }),
  /** How long they have been waiting: up to so many days since receipt; null for longer. */
  ages: z.array(z.object({ upToDays: z.number().int().nullable(), count: z.number().int() })),
  /** The first ones, in the order in which they will be made. */
  waiting: z.array(waitingApplication),
  cards: stateCounts,
  incidents: z.array(incidentView),
});

export const batchView = z.object({
  batchId: z.string(),
  version: z.number().int(),
  state: batchStateSchema,
  createdAt: instant,
  createdByName: z.string(),
  shippedAt: instant.nullable(),
  total: z.number().int(),
  counts: stateCounts,
});

export const batchesQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) });
export const batchesAnswer = z.object({
  items: z.array(batchView),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});

export const makingView = z.object({
  makingId: z.string(),
  position: z.number().int(),
  application: z.string(),
  chipSerial: z.string(),
  cardId: z.string().nullable(),
  municipality: bilingual,
  state: makingStateSchema,
  attempts: z.number().int(),
  /** What stopped the last attempt; a code, null when nothing did. */
  problem: z.string().nullable(),
  /** What to say about it and what to do, where a person can do something. */
  problemWords: z.object({ title: bilingual, next: bilingual }).nullable(),
  steps: z.array(z.object({ step: z.string(), doneAt: instant })),
  gates: z.array(
    z.object({
      gate: z.string(),
      rule: z.string(),
      label: bilingual,
      ok: z.boolean(),
      detail: z.string().nullable(),
    }),
  ),
  hasFaces: z.boolean(),
});

const substitute = z.object({ character: z.string().min(1).max(40), drawn: z.string().max(40) });

export const charactersAnswer = z.object({
  name: z.string(),
  address: z.string(),
  /** Not printed as registered, and not decided; with their code points, because many look alike. */
  characters: z.array(substitute.extend({ codePoints: z.string(), drawnCodePoints: z.string() })),
});
export type CharactersAnswer = z.infer<typeof charactersAnswer>;

export const substitutesRequest = z.object({
  /** As they were shown. */
  characters: z.array(substitute).min(1).max(100),
  reason: z.string().trim().min(5).max(500),
});

export const lotView = z.object({
  lotId: z.string(),
  batchId: z.string(),
  municipality: bilingual.extend({ code: z.string() }),
  shippedAt: instant,
  receivedAt: instant.nullable(),
  /** What the office must find in the parcel. */
  chipSerials: z.array(z.string()),
});

export const batchAnswer = batchView.extend({
  /** All steps in their order, for the bars. */
  steps: z.array(bilingual.extend({ step: z.string() })),
  cards: z.array(makingView),
  lots: z.array(lotView),
  /** By the time that the finished cards took; null while nobody knows. */
  remainingSeconds: z.number().int().nullable(),
});

export const startAnswer = z.object({ batchId: z.string(), cards: z.number().int() });
export const resumeAnswer = z.object({ cards: z.number().int() });
export const shipRequest = z.object({ version: z.number().int() });
export const lotsAnswer = z.object({ lots: z.array(lotView) });

export type MakingState = z.infer<typeof makingStateSchema>;
export type BatchState = z.infer<typeof batchStateSchema>;
export type StateCounts = z.infer<typeof stateCounts>;
export type WaitingApplication = z.infer<typeof waitingApplication>;
export type IncidentView = z.infer<typeof incidentView>;
export type OverviewAnswer = z.infer<typeof overviewAnswer>;
export type BatchView = z.infer<typeof batchView>;
export type BatchesAnswer = z.infer<typeof batchesAnswer>;
export type MakingView = z.infer<typeof makingView>;
export type LotView = z.infer<typeof lotView>;
export type BatchAnswer = z.infer<typeof batchAnswer>;
export type StartAnswer = z.infer<typeof startAnswer>;
export type ResumeAnswer = z.infer<typeof resumeAnswer>;
export type LotsAnswer = z.infer<typeof lotsAnswer>;
