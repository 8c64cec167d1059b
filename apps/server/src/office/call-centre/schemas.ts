import { bilingual } from '@mibun/protocol';
import { CARD, type CardState } from '@mibun/rules';
import { z } from 'zod';
import { birthDateSchema } from '../../registry/residents/index.ts';

const instant = z.iso.datetime();

export const callerRelations = ['self', 'family', 'representative', 'proxy', 'other'] as const;
export const attributeNames = ['name', 'birthDate', 'sex', 'address'] as const;

const cardStateSchema = z.enum(Object.keys(CARD.states) as [CardState, ...CardState[]]);

/** What the caller says about the holder of the card (LOS-03). What was not said is left out. */
export const callClaim = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  birthDate: birthDateSchema.optional(),
  sex: z.enum(['1', '2']).optional(),
  address: z.string().trim().min(1).max(300).optional(),
});

export const callRequest = z.object({
  claim: callClaim,
  callerRelation: z.enum(callerRelations),
});

export const callCard = z.object({
  cardId: z.string(),
  version: z.number().int(),
  state: cardStateSchema,
  label: bilingual,
  /** The present state allows suspending it. */
  maySuspend: z.boolean(),
  suspendedAt: instant.nullable(),
});

export const callAnswer = z.object({
  callId: z.string(),
  /** Which attributes fit exactly. Empty when too few do, so that nobody can find out the rest by trying. */
  matched: z.array(z.enum(attributeNames)),
  /** At least three of four (LOS-03). */
  enough: z.boolean(),
  /** Absent when the person was not identified; null when they have no card in operation. */
  card: callCard.nullable().optional(),
  /** To be read to the caller before suspending: what stops, what stays stopped, how it comes back. */
  consequences: z.array(bilingual),
  /** What the operator does now. */
  next: bilingual,
});

export const callSuspendRequest = z.object({
  version: z.number().int().describe('of the card, as answered'),
  circumstances: z.string().trim().min(1).max(500),
  /** Where the caller can be reached. */
  phone: z.string().trim().max(30).optional(),
});
export const callSuspendAnswer = z.object({
  callId: z.string(),
  suspendedAt: instant,
  consequences: z.array(bilingual),
  /** Channels on which the holder is told. */
  notified: z.array(z.enum(['letter', 'mail'])),
});

export const callsQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) });
export const callItem = z.object({
  callId: z.string(),
  at: instant,
  callerRelation: z.enum(callerRelations),
  enough: z.boolean(),
  /** Masked: the first character of family and given name. */
  name: z.string().nullable(),
  suspendedAt: instant.nullable(),
  circumstances: z.string().nullable(),
});
export const callsAnswer = z.object({
  items: z.array(callItem),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});

export type CallRequest = z.input<typeof callRequest>;
export type CallAnswer = z.infer<typeof callAnswer>;
export type CallCard = z.infer<typeof callCard>;
export type CallerRelation = (typeof callerRelations)[number];
export type CallSuspendRequest = z.input<typeof callSuspendRequest>;
export type CallSuspendAnswer = z.infer<typeof callSuspendAnswer>;
export type CallsAnswer = z.infer<typeof callsAnswer>;
export type CallItem = z.infer<typeof callItem>;
