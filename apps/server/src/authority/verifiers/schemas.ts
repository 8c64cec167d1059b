import { isPlainDate, type PlainDate } from '@mibun/rules';
import { z } from 'zod';
import { proposalFields } from '../../platform/index.ts';
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

/** What takes two persons: whatever lets a verifier do more. */
const proposedEvent = z.enum(['accredit', 'change', 'reinstate']);
/** What one operator proposes and another confirms, whole. */
export const proposedChange = z.object({
  event: proposedEvent,
  verifierId: slug,
  /** Null: a reinstatement, which changes nothing else. */
  registration: registration.nullable(),
});
export type ProposedChange = z.infer<typeof proposedChange>;
export type ProposedEvent = ProposedChange['event'];

export const proposalRequest = z.object({
  event: proposedEvent,
  verifierId: slug,
  registration: registration.optional(),
  reason,
});
export const proposalAct = z.object({ version: z.int() });
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

export const verifierProposal = z.object({
  ...proposalFields,
  event: proposedEvent,
  verifierId: z.string(),
  registration: registrationView.nullable(),
});

export const verifiersAnswer = z.object({
  verifiers: z.array(verifierView),
  proposals: z.array(verifierProposal),
});

export type VerifiersAnswer = z.infer<typeof verifiersAnswer>;
export type VerifierView = VerifiersAnswer['verifiers'][number];
export type VerifierProposalView = VerifiersAnswer['proposals'][number];
export type RegistrationView = z.infer<typeof registrationView>;
export type RegistrationRequest = z.input<typeof registration>;
export type VerifierKindName = RegistrationView['kind'];
export type VerifierScopeName = RegistrationView['scopes'][number];
