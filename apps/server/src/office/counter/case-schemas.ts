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

export type LossRequest = z.input<typeof lossRequest>;
export type LossAnswer = z.infer<typeof lossAnswer>;
export type FeeView = z.infer<typeof feeSchema>;
export type SuspendRequest = z.infer<typeof suspendRequest>;
export type SuspendAnswer = z.infer<typeof suspendAnswer>;
