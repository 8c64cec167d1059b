import { bilingual } from '@mibun/protocol';
import { normaliseDigits, parseContactName, parseMailAddress } from '@mibun/rules';
import { z } from 'zod';
import { birthDateSchema } from '../../registry/residents/index.ts';

const finding = bilingual.extend({ id: z.string() });

/** As typed: full width, blanks and hyphens are folded before anything is judged (APP-01). */
const typedApplicationId = z.string().max(60).transform(normaliseDigits);

/** What the law of names and addresses says, where a stranger's typing comes in. */
function parsedBy(parse: (typed: string) => string | undefined, what: string) {
  return z
    .string()
    .max(300)
    .refine((typed) => parse(typed) !== undefined, `This is not ${what}.`)
    .transform((typed) => parse(typed) ?? '');
}

export const applicationStateSchema = z.enum([
  'DRAFT',
  'RECEIVED',
  'SCREENING',
  'DEFECT',
  'APPROVED',
  'IN_PRODUCTION',
  'SHIPPED',
  'AT_MUNICIPALITY',
  'READY',
  'HANDED_OVER',
  'WITHDRAWN',
  'CANCELLED',
  'EXPIRED',
  'LOCKED',
  'CLOSED_INCOMPLETE',
  'UNCLAIMED',
  'DESTROYED',
]);

export const startRequest = z.object({
  applicationId: typedApplicationId,
  contactName: parsedBy(parseContactName, 'a name: letters, blanks and what stands between parts of names'),
  email: parsedBy(parseMailAddress, 'a mail address'),
  termsAccepted: z.literal(true),
});
export const startAnswer = z.object({ sentTo: z.string() });

export const draftAnswer = z.object({
  applicationIdEnd: z.string().describe('the last three digits of the form’s ID'),
  contactName: z.string(),
  state: applicationStateSchema,
  hasPhoto: z.boolean(),
  expiresAt: z.iso.datetime(),
});

export const photoAnswer = z.object({ accepted: z.boolean(), findings: z.array(finding) });

export const submitRequest = z.object({
  birthDate: birthDateSchema,
  wantsSignature: z.boolean(),
  wantsAuthentication: z.boolean(),
  phone: z.string().trim().max(30).optional(),
  idempotencyKey: z.string().min(16).max(100),
});
export const submitAnswer = z.object({
  reference: z.string(),
  receivedAt: z.iso.datetime(),
  state: applicationStateSchema,
});

export const statusRequest = z.object({ applicationId: typedApplicationId, birthDate: birthDateSchema });
export const timelineEntry = z.object({
  at: z.iso.datetime(),
  state: applicationStateSchema,
  label: bilingual,
});
export const statusAnswer = z.object({
  /** Null while the form has not been used. */
  state: applicationStateSchema.nullable(),
  label: bilingual.nullable(),
  reference: z.string().nullable(),
  timeline: z.array(timelineEntry),
  next: bilingual,
  correction: z
    .object({ reasons: z.array(finding), note: z.string().nullable(), token: z.string() })
    .nullable(),
  mayWithdraw: z.boolean(),
});

export const withdrawAnswer = z.object({ state: applicationStateSchema });

export const queueQuery = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  state: z.enum(['SCREENING', 'DEFECT', 'APPROVED']).default('SCREENING'),
});
export const queueItem = z.object({
  id: z.string(),
  applicationIdEnd: z.string(),
  name: z.string(),
  municipality: bilingual,
  cause: z.string(),
  channel: z.string(),
  receivedAt: z.iso.datetime().nullable(),
  state: applicationStateSchema,
  hints: z.array(finding),
});
export const queueAnswer = z.object({
  items: z.array(queueItem),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});

/** Until when whoever asks can take their approval back; null when they cannot. */
const takeBackUntil = z.iso.datetime().nullable();

export const screeningAnswer = z.object({
  id: z.string(),
  version: z.number().int(),
  state: applicationStateSchema,
  label: bilingual,
  mayDecide: z.boolean(),
  takeBackUntil,
  form: z.object({
    applicationIdEnd: z.string(),
    cause: z.string(),
    channel: z.string(),
    contactName: z.string().nullable(),
    contactEmail: z.string().nullable(),
    phone: z.string().nullable(),
    wantsSignature: z.boolean(),
    wantsAuthentication: z.boolean(),
    receivedAt: z.iso.datetime().nullable(),
  }),
  registry: z.object({
    name: z.string(),
    nameKana: z.string(),
    nameRomaji: z.string(),
    formerSurname: z.string().nullable(),
    commonName: z.string().nullable(),
    birthDate: z.string(),
    age: z.number().int(),
    sex: z.enum(['1', '2']),
    address: z.string(),
    municipality: bilingual,
    nationality: z.string(),
    residenceStatus: z.string().nullable(),
    stayUntil: z.string().nullable(),
    version: z.number().int(),
  }),
  hasPhoto: z.boolean(),
  hints: z.array(finding),
  /** Why it cannot be approved as things stand. */
  bars: z.array(bilingual),
  /** Reasons for which it may be sent back (PHO-03). */
  reasons: z.array(finding),
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      label: bilingual,
      actorName: z.string(),
      reason: z.string().nullable(),
    }),
  ),
});

export const approveRequest = z.object({
  version: z.number().int(),
  /** The registry version that was on the screen; when it is named, no other one is approved. */
  registryVersion: z.number().int().optional(),
  note: z.string().trim().max(500).optional(),
});
export const rejectRequest = z.object({
  version: z.number().int(),
  reasons: z.array(z.string()).min(1).max(10),
  note: z.string().trim().max(500).optional(),
});
export const takeBackRequest = z.object({ version: z.number().int() });
export const decisionAnswer = z.object({
  id: z.string(),
  state: applicationStateSchema,
  version: z.number().int(),
  takeBackUntil,
});

export const formRequest = z.object({
  personId: z.string().max(60),
  cause: z.enum(['first', 'renewal', 'lost', 'damaged', 'addendum-full']),
  reason: z.string().trim().min(1).max(500),
});
/** The ID is not here: it goes to the person by letter alone. */
export const formAnswer = z.object({ letterId: z.string() });

export const firstFormsRequest = z.object({
  /** Where the call before this one has stopped; null for the first. */
  after: z.string().max(60).nullable(),
  reason: z.string().trim().min(1).max(500),
});
/** How many forms were sent; `next` for the next call, null when everybody has been looked at. */
export const firstFormsAnswer = z.object({ forms: z.number().int(), next: z.string().nullable() });

export type FirstFormsAnswer = z.infer<typeof firstFormsAnswer>;
export type StartRequest = z.input<typeof startRequest>;
export type StartAnswer = z.infer<typeof startAnswer>;
export type DraftAnswer = z.infer<typeof draftAnswer>;
export type PhotoAnswer = z.infer<typeof photoAnswer>;
export type SubmitRequest = z.input<typeof submitRequest>;
export type SubmitAnswer = z.infer<typeof submitAnswer>;
export type StatusRequest = z.input<typeof statusRequest>;
export type StatusAnswer = z.infer<typeof statusAnswer>;
export type QueueAnswer = z.infer<typeof queueAnswer>;
export type QueueItem = z.infer<typeof queueItem>;
export type ScreeningAnswer = z.infer<typeof screeningAnswer>;
export type DecisionAnswer = z.infer<typeof decisionAnswer>;
export type FormRequest = z.input<typeof formRequest>;
export type FormAnswer = z.infer<typeof formAnswer>;
export type Finding = z.infer<typeof finding>;
