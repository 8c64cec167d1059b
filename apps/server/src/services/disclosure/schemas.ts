import { bilingual } from '@mibun/protocol';
import { z } from 'zod';
import { USES } from './works-today.ts';

const obstacle = z.enum([
  'card-not-in-operation',
  'card-suspended',
  'card-over',
  'certificate-none',
  'certificate-pending',
  'certificate-held',
  'certificate-revoked',
  'certificate-expired',
  'too-young',
]);

export const meAnswer = z.object({
  person: z.object({
    name: z.string(),
    nameKana: z.string(),
    nameRomaji: z.string(),
    otherName: z.string().optional(),
    birthDate: z.string(),
    sex: z.enum(['male', 'female']),
    postalCode: z.string(),
    address: z.string(),
    municipality: bilingual,
    office: z.object({ phone: z.string(), hours: bilingual }),
  }),
  card: z
    .object({
      cardId: z.string(),
      state: z.string(),
      stateLabel: bilingual,
      issueDate: z.string(),
      expiry: z.string(),
      /** From this day a new one can be applied for (VAL-12). */
      renewableFrom: z.string(),
      /** As printed: era for nationals, Western for foreigners (CARD-04). */
      birthDateText: z.string(),
      expiresText: z.string(),
      securityCode: z.string(),
      issuer: z.string(),
      hasPhoto: z.boolean(),
      hasFront: z.boolean(),
    })
    .nullable(),
  /** A card that is being made or waits at the office. */
  upcoming: z.object({ state: z.string(), stateLabel: bilingual }).nullable(),
  certificates: z.array(
    z.object({
      kind: z.enum(['signature', 'authentication']),
      standing: z.enum(['good', 'pending', 'held', 'revoked', 'expired', 'none']),
      since: z.iso.datetime().optional(),
      /** The last day on which it counts. */
      expiresOn: z.string().optional(),
      renewableFrom: z.string().optional(),
    }),
  ),
  today: z.array(z.object({ use: z.enum(USES), works: z.boolean(), obstacle: obstacle.optional() })),
});

const actorView = z.object({
  /** The person themselves. */
  self: z.boolean(),
  kind: z.string(),
  kindLabel: bilingual,
  name: z.string(),
  office: bilingual.optional(),
});

export const accessLogQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  /** `false` leaves out what the person did themselves. */
  own: z.enum(['true', 'false']).default('true'),
});

export const accessLogAnswer = z.object({
  entries: z.array(
    z.object({
      id: z.number(),
      at: z.iso.datetime(),
      /** A look that went on: when it was last seen to. */
      until: z.iso.datetime().optional(),
      actor: actorView,
      /** A stable name, `module.act`. */
      action: z.string(),
      /** What was done, a sentence without its subject. */
      words: bilingual,
      purpose: bilingual,
      reason: z.string().optional(),
      /** Why it was refused or what it led to, where the entry says so. */
      outcome: z.string().optional(),
    }),
  ),
  /** For the next page; null at the end. */
  before: z.number().nullable(),
});

export const auditQuery = z.object({
  subject: z.string().max(100).optional(),
  actorId: z.string().max(100).optional(),
  office: z.string().max(10).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const auditAnswer = z.object({
  entries: z.array(
    z.object({
      id: z.number(),
      at: z.iso.datetime(),
      /** Residents’ names are masked (domain.md §9). */
      actor: z.object({
        kind: z.string(),
        kindLabel: bilingual,
        id: z.string(),
        name: z.string(),
        office: z.string().optional(),
      }),
      action: z.string(),
      words: bilingual,
      purpose: z.string(),
      purposeLabel: bilingual,
      subject: z.string().optional(),
      caseId: z.string().optional(),
      reason: z.string().optional(),
      detail: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  before: z.number().nullable(),
});

export type MeAnswer = z.infer<typeof meAnswer>;
export type AccessLogAnswer = z.infer<typeof accessLogAnswer>;
export type AccessLogEntry = AccessLogAnswer['entries'][number];
export type AuditAnswer = z.infer<typeof auditAnswer>;
export type AuditEntryView = AuditAnswer['entries'][number];
