import { isPlainDate, type PlainDate } from '@mibun/rules';
import { z } from 'zod';
import { VERIFIER_KINDS, VERIFIER_SCOPES } from './api.ts';

const bilingual = z.object({ ja: z.string().min(1).max(100), en: z.string().min(1).max(100) });
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$/);
const day = z
  .string()
  .refine(isPlainDate)
  .transform((text) => text as PlainDate);
const reason = z.string().min(3).max(300);
const units = z.int().min(1).max(100_000_000);

export const registration = z.object({
  verifierId: slug,
  kind: z.enum(VERIFIER_KINDS),
  name: bilingual,
  decision: z.string().min(3).max(100),
  scopes: z.array(z.enum(VERIFIER_SCOPES)).min(1).max(4),
  validFrom: day,
  validUntil: day,
  quotas: z.partialRecord(z.enum(VERIFIER_SCOPES), units),
  ratePerSecond: z.int().min(1).max(10_000),
  nonces: z.boolean(),
  services: z.array(z.object({ serviceId: slug, name: bilingual })).max(200),
  certificates: z.array(z.base64().max(12_000)).max(10),
  keys: z
    .array(z.object({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string().optional() }).strict())
    .max(10),
});

export const proposalRequest = z.object({
  event: z.enum(['accredit', 'change', 'reinstate']),
  verifierId: slug,
  registration: registration.optional(),
  reason,
});
export const proposalAnswer = z.object({ proposalId: z.string() });
export const proposalParams = z.object({ id: z.string().regex(/^[\w-]{10,80}$/) });
export const verifierParams = z.object({ id: slug });
export const stopRequest = z.object({ event: z.enum(['suspend', 'end']), reason });
export const doneAnswer = z.object({ done: z.literal(true) });

const registrationView = registration.omit({ certificates: true, keys: true }).extend({
  validFrom: z.string(),
  validUntil: z.string(),
  /** By what it is known: hashes of certificates (`cert:`), thumbprints of keys (`key:`). */
  credentials: z.array(z.string()),
});

const verifierView = registrationView.extend({
  state: z.enum(['ACCREDITED', 'SUSPENDED', 'ENDED']),
  inForce: z.boolean(),
  changedAt: z.iso.datetime(),
  /** When it was last answered, some seconds old; null: not yet. */
  lastSeenAt: z.iso.datetime().nullable(),
  /** Today, in Japan; `used` is some seconds old. */
  usage: z.array(z.object({ scope: z.enum(VERIFIER_SCOPES), quota: z.int(), used: z.int() })),
});

export const verifiersAnswer = z.object({
  verifiers: z.array(verifierView),
  proposals: z.array(
    z.object({
      proposalId: z.string(),
      event: z.enum(['accredit', 'change', 'reinstate']),
      verifierId: z.string(),
      registration: registrationView.nullable(),
      reason: z.string(),
      proposedBy: z.string(),
      proposedAt: z.iso.datetime(),
      /** Whether the person who asks may confirm it: somebody else has proposed it. */
      mayConfirm: z.boolean(),
    }),
  ),
});

export type VerifiersAnswer = z.infer<typeof verifiersAnswer>;
export type VerifierView = VerifiersAnswer['verifiers'][number];
export type VerifierProposalView = VerifiersAnswer['proposals'][number];
export type RegistrationView = z.infer<typeof registrationView>;
export type RegistrationRequest = z.input<typeof registration>;
export type VerifierKindName = RegistrationView['kind'];
export type VerifierScopeName = RegistrationView['scopes'][number];
