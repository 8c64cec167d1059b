import { z } from 'zod';
import { plainDateSchema } from '../../registry/residents/index.ts';
import { cardStateSchema, documentIds, instant, version } from './common-schemas.ts';

export const receiptSchema = z
  .object({
    office: z.string().trim().min(1).max(100),
    date: plainDateSchema,
    number: z.string().trim().min(1).max(60),
    kind: z.enum(['lost', 'stolen']),
  })
  .describe('what the police gave (LOS-10)');

export const lossRequest = z.object({
  cardId: z.string().max(60),
  version,
  cause: z.enum(['lost-at-home', 'lost-outside', 'stolen', 'damaged']),
  receipt: receiptSchema.optional(),
  documents: documentIds,
  faceMatches: z.boolean(),
  /** Whether the new card shall carry certificates; it changes the fee (FEE-01). */
  withCertificates: z.boolean().default(true),
  express: z.boolean().default(false),
  /** The holder’s account, for the record. */
  circumstances: z.string().trim().max(500).optional(),
});
export const feeSchema = z.object({
  card: z.number().int(),
  certificates: z.number().int(),
  total: z.number().int().describe('yen'),
  rule: z.string(),
});
export const lossAnswer = z.object({
  lossReportId: z.string(),
  cardId: z.string(),
  state: cardStateSchema,
  abolishedAt: instant,
  /** The new form: as printed in groups, and the letter with its QR code. */
  letterIds: z.array(z.string()),
  fee: feeSchema,
});

export const suspendRequest = z.object({
  version,
  circumstances: z.string().trim().min(1).max(500),
});
export const suspendAnswer = z.object({
  cardId: z.string(),
  state: cardStateSchema,
  suspendedAt: instant,
});

export const collectRequest = z.object({ version, reason: z.string().trim().min(1).max(500) });
export const cardStateAnswer = z.object({ cardId: z.string(), version, state: cardStateSchema });
export const destructionRequest = z.object({ version, reason: z.string().trim().min(1).max(500) });
export const destructionAnswer = z.object({
  destructionId: z.string(),
  version,
  state: z.enum(['PROPOSED', 'DONE', 'WITHDRAWN']),
  cardId: z.string(),
  cardSerial: z.string(),
  personId: z.string(),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: instant,
  /** The viewer proposed it, so that another person must approve (ROL-01). */
  ownProposal: z.boolean(),
});
export const destructionsAnswer = z.object({ items: z.array(destructionAnswer) });

export type LossRequest = z.input<typeof lossRequest>;
export type LossAnswer = z.infer<typeof lossAnswer>;
export type FeeView = z.infer<typeof feeSchema>;
export type SuspendRequest = z.infer<typeof suspendRequest>;
export type SuspendAnswer = z.infer<typeof suspendAnswer>;
export type CollectRequest = z.infer<typeof collectRequest>;
export type CardStateAnswer = z.infer<typeof cardStateAnswer>;
export type DestructionRequest = z.infer<typeof destructionRequest>;
export type DestructionAnswer = z.infer<typeof destructionAnswer>;
export type DestructionsAnswer = z.infer<typeof destructionsAnswer>;
