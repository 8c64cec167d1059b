import { bilingual } from '@mibun/protocol';
import { z } from 'zod';
import { applicationStateSchema, cardStateSchema, instant, relaySchema, version } from './common-schemas.ts';
import { destructionAnswer } from './destruction/schemas.ts';

export * from './case-schemas.ts';
export * from './common-schemas.ts';
export * from './destruction/schemas.ts';
export * from './hand-over/schemas.ts';
export * from './reactivation/schemas.ts';
export * from './visit/schemas.ts';

export const personParams = z.object({ personId: z.string().max(60) });
export const lotParams = z.object({ lotId: z.string().max(60) });

export const overviewAnswer = z.object({
  office: z.object({ code: z.string(), name: bilingual }),
  /** Lots on their way, and the cards in them. */
  arrivals: z.object({ lots: z.number().int(), cards: z.number().int() }),
  /** Received, not set up yet; `failed`: set-up found something wrong. */
  setUp: z.object({ waiting: z.number().int(), queued: z.number().int(), failed: z.number().int() }),
  ready: z.object({ total: z.number().int(), overdue: z.number().int() }),
  /** Visits of every procedure that were begun and not finished. */
  unfinished: z.number().int(),
  /** Destructions that wait for the second person. */
  destructions: z.number().int(),
  handedOverToday: z.number().int(),
});

export const lotSchema = z.object({
  lotId: z.string(),
  batchId: z.string(),
  shippedAt: instant,
  count: z.number().int(),
  cards: z.array(
    z.object({ cardId: z.string(), chipSerial: z.string(), application: z.string(), name: z.string() }),
  ),
});
export const arrivalsAnswer = z.object({ lots: z.array(lotSchema) });
export const receiveRequest = z.object({
  chipSerials: z
    .array(z.string().regex(/^[0-9]{15}$/))
    .max(2000)
    .describe('as scanned from the cards in the box'),
});
export const receiveAnswer = z.object({ lotId: z.string(), received: z.number().int() });

export const queueLists = ['set-up', 'ready', 'overdue', 'unfinished'] as const;
export const queueQuery = z.object({
  list: z.enum(queueLists).default('ready'),
  /** The reference on the issue notice, or its beginning. */
  reference: z.string().trim().max(60).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

export const findingSchema = bilingual.extend({
  id: z.enum([
    'card-not-here',
    'card-unreadable',
    'chip-serial',
    'chip-state',
    'secrets-set',
    'number',
    'attributes',
    'signature-certificate',
    'authentication-certificate',
    'face',
    'photo',
    'registry-changed',
  ]),
});
export const setUpSchema = z.object({
  state: z.enum(['none', 'queued', 'done', 'failed']),
  findings: z.array(findingSchema),
  at: instant.nullable(),
});

export const queueItem = z.object({
  application: z.string(),
  version,
  state: applicationStateSchema,
  label: bilingual,
  cause: z.string(),
  personId: z.string(),
  name: z.string(),
  nameKana: z.string(),
  birthDate: z.string(),
  cardId: z.string().nullable(),
  chipSerial: z.string().nullable(),
  receivedAt: instant.nullable(),
  setUp: setUpSchema,
  /** Last day on the issue notice (NTC-03). */
  deadline: z.string().nullable(),
  overdue: z.boolean(),
  letterId: z.string().nullable().describe('the issue notice, to be printed again'),
  /** What was begun with the card and not finished. */
  visit: z.object({ visitId: z.string(), procedure: z.string(), title: bilingual }).nullable(),
});
export const queueAnswer = z.object({
  items: z.array(queueItem),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});

export const setUpAnswer = z.object({
  cardId: z.string(),
  setUp: setUpSchema,
  relay: relaySchema
    .nullable()
    .describe('the card is read in the reader beside the clerk; null: the server reaches it itself'),
});

export const personActs = [
  'set-up',
  'hand-over',
  'resume-hand-over',
  'complete-hand-over',
  'reactivate',
  'resume-reactivation',
  'suspend',
  'report-loss',
  'collect',
  'propose-destruction',
  'approve-destruction',
  'withdraw-destruction',
  'open-form',
] as const;

/** One thing that a clerk may do now, or may not, with the reason. */
export const offeredAct = z.object({
  act: z.enum(personActs),
  label: bilingual,
  /** The rule of domain.md that allows it. */
  rule: z.string(),
  possible: z.boolean(),
  why: bilingual.nullable().describe('why not, and the way out'),
  application: z.string().nullable(),
  cardId: z.string().nullable(),
  /** Of the application, the card, the hand-over, the reactivation or the destruction that the act goes to. */
  version: version.nullable(),
  /** The hand-over, reactivation or destruction to go on with. */
  caseId: z.string().nullable(),
});

export const personAnswer = z.object({
  person: z.object({
    personId: z.string(),
    name: z.string(),
    nameKana: z.string(),
    nameRomaji: z.string(),
    birthDate: z.string(),
    age: z.number().int(),
    sex: z.enum(['1', '2']),
    address: z.string(),
    municipality: bilingual,
    nationality: z.string(),
    stayUntil: z.string().nullable(),
    hasEmail: z.boolean(),
    /** Both must attend, and the representative sets the PIN (AGE-02). */
    needsRepresentative: z.boolean(),
  }),
  applications: z.array(
    z.object({
      id: z.string(),
      version,
      state: applicationStateSchema,
      label: bilingual,
      cause: z.string(),
      receivedAt: instant.nullable(),
      wantsSignature: z.boolean(),
      wantsAuthentication: z.boolean(),
      cardId: z.string().nullable(),
      deadline: z.string().nullable(),
      setUp: setUpSchema,
      /** The viewer screened it and must not hand it over (ROL-01). */
      screenedByViewer: z.boolean(),
    }),
  ),
  cards: z.array(
    z.object({
      cardId: z.string(),
      chipSerial: z.string(),
      version,
      state: cardStateSchema,
      label: bilingual,
      application: z.string(),
      issueDate: z.string(),
      expiry: z.string(),
      changedAt: instant,
      certificates: z.array(
        z.object({
          kind: z.enum(['signature', 'authentication']),
          serial: z.string(),
          state: z.enum(['PENDING', 'ACTIVE', 'HELD', 'HELD_FINAL', 'REVOKED', 'EXPIRED', 'VOID']),
          label: bilingual,
          reason: z.string().nullable(),
          notAfter: instant,
        }),
      ),
      history: z.array(
        z.object({ at: instant, label: bilingual, actorName: z.string(), reason: z.string().nullable() }),
      ),
    }),
  ),
  letters: z.array(z.object({ id: z.string(), kind: z.string(), createdAt: instant, printed: z.boolean() })),
  /** Proposed, and waiting for their second person: what there is to approve. */
  destructions: z.array(destructionAnswer),
  acts: z.array(offeredAct),
});

export type OverviewAnswer = z.infer<typeof overviewAnswer>;
export type ArrivalsAnswer = z.infer<typeof arrivalsAnswer>;
export type LotView = z.infer<typeof lotSchema>;
export type ReceiveRequest = z.input<typeof receiveRequest>;
export type ReceiveAnswer = z.infer<typeof receiveAnswer>;
export type QueueQuery = z.input<typeof queueQuery>;
export type QueueList = (typeof queueLists)[number];
export type OfficeQueueItem = z.infer<typeof queueItem>;
export type OfficeQueueAnswer = z.infer<typeof queueAnswer>;
export type SetUpFinding = z.infer<typeof findingSchema>;
export type SetUpView = z.infer<typeof setUpSchema>;
export type SetUpAnswer = z.infer<typeof setUpAnswer>;
export type PersonAct = (typeof personActs)[number];
export type OfferedAct = z.infer<typeof offeredAct>;
export type PersonAnswer = z.infer<typeof personAnswer>;
