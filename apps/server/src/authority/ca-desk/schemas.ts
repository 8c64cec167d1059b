import { z } from 'zod';
import { proposalFields } from '../../platform/index.ts';

const instant = z.iso.datetime();
const day = z.string();
const count = z.number().int();

export const authorityKinds = ['signature', 'authentication', 'institution'] as const;
export const authorityKind = z.enum(authorityKinds);
export const caKind = z.enum([...authorityKinds, 'card-face']);
const generationNumber = z.number().int().min(1).max(999);
const serial = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{2,40}$/);

export const generationStateSchema = z.enum([
  'PREPARING',
  'PREPARED',
  'PUBLISHED',
  'ISSUING',
  'OVERLAPPING',
  'RETIRED',
  'WITHDRAWN',
]);
export const rolloverEvents = ['prepare', 'publish', 'switch', 'go-back', 'withdraw', 'retire'] as const;
export const rolloverEvent = z.enum(rolloverEvents);

export const generationView = z.object({
  generation: count,
  name: z.string(),
  state: generationStateSchema,
  since: instant,
  key: z.object({
    label: z.string(),
    /** `rsa-2048`, `ec-p384`. */
    spec: z.string(),
    algorithm: z.string(),
  }),
  serial: z.string(),
  /** SHA-256 of the certificate, hex: what a relying party compares. */
  fingerprint: z.string(),
  notBefore: instant,
  notAfter: instant,
  /** Steps that the table offers a CA operator in this state. */
  offers: z.array(rolloverEvent),
  /** How many of what it issued are in each state. */
  totals: z.array(z.object({ state: z.string(), count })),
});

export const authorityView = z.object({
  kind: caKind,
  dn: z.string(),
  generations: z.array(generationView),
  /** The number of the generation that `prepare` would make; null while one is on its way, or for the card-face CA. */
  next: count.nullable(),
  links: z.array(z.object({ issuer: count, subject: count, serial: z.string(), notAfter: instant })),
});

export const attentionKinds = [
  'custody-not-for-production',
  'crl-due',
  'crl-over',
  'responder-ends',
  'institution-ends',
  'generation-due',
  'generation-ends',
  'generation-on-its-way',
  'intents-pending',
  'proposal-waiting',
  'proposal-stopped',
] as const;
export const attentionItem = z.object({
  kind: z.enum(attentionKinds),
  /** `now`: act today. `soon`: plan it. `later`: good to know. */
  urgency: z.enum(['now', 'soon', 'later']),
  /** By when, or since when for what is pending; null where there is no date. */
  at: instant.nullable(),
  authority: caKind.nullable(),
  generation: count.nullable(),
  /** Which one, where there are several: a shard, a reference, a number. */
  detail: z.string().nullable(),
});

export const crlView = z.object({
  authority: authorityKind,
  generation: count,
  shard: z.string(),
  number: count,
  thisUpdate: instant,
  nextUpdate: instant,
  octets: count,
  entries: count,
  delta: z
    .object({ number: count, thisUpdate: instant, nextUpdate: instant, octets: count, entries: count })
    .nullable(),
});

export const ocspView = z.object({
  sinceStart: instant,
  answers: count,
  cached: count,
  live: count,
  refused: count,
  perMinute: z.array(z.object({ minute: instant, answers: count })),
});

export const overviewAnswer = z.object({
  at: instant,
  custody: z.object({ place: z.string(), notForProduction: z.boolean() }),
  authorities: z.array(authorityView),
  /** The last 90 days, every day, oldest first: residents' certificates, both kinds of ends. */
  days: z.array(
    z.object({ day, signature: count, authentication: count, institution: count, ended: count, held: count }),
  ),
  attention: z.array(attentionItem),
  crls: z.array(crlView),
  ocsp: ocspView,
});

export const revocationReasons = [
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'unspecified',
] as const;
export const revocationReason = z.enum(revocationReasons);

/** What is to be revoked: one certificate, everything of a card, everything of a person. */
export const revocationTarget = z.discriminatedUnion('by', [
  z.object({ by: z.literal('serial'), authority: authorityKind, serial }),
  z.object({ by: z.literal('card'), cardId: z.string().trim().min(1).max(60) }),
  z.object({ by: z.literal('person'), personId: z.string().trim().min(1).max(60) }),
]);
export const revocationPreviewRequest = z.object({ target: revocationTarget, reason: revocationReason });
export const revocationRequest = revocationPreviewRequest.extend({
  /** Why, for the trail. */
  note: z.string().trim().min(1).max(500),
  /** As many as the preview has shown: an act on anything else is refused. */
  expected: count.min(1),
});

export const certificateView = z.object({
  authority: authorityKind,
  generation: count,
  kind: z.enum(['signature', 'authentication', 'seal', 'time-stamp', 'ocsp']),
  serial: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  /** The card, or what an institution's certificate is for. */
  belongsTo: z.string(),
  notAfter: instant,
  /** Whether the act would end it; the rest is left as it is. */
  ends: z.boolean(),
});
export const revocationPreview = z.object({ certificates: z.array(certificateView), ends: count });
export const revocationAnswer = z.object({ ended: count, at: instant });

export const institutionKind = z.enum(['seal', 'time-stamp']);
export const officeKind = z.enum(['mayor', 'acting-mayor']);
const requestBase = {
  /** PKCS #10, PEM or base64. Its subject is shown, and is not what is certified. */
  request: z.string().max(20_000),
  days: count.min(1).max(3_653),
  /** Serial of the certificate of this name, in its last three months, that this one renews. */
  renews: serial.optional(),
};
/** The name is one of the register of institutions: a municipality and its office, or a unit of the time-stamp authority. */
export const requestCheck = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('seal'),
    municipality: z.string().regex(/^\d{5}$/),
    office: officeKind,
    ...requestBase,
  }),
  z.object({ kind: z.literal('time-stamp'), unit: count.min(1).max(99), ...requestBase }),
]);
/** Why, for the second person and the trail. */
export const requestProposal = z.intersection(
  requestCheck,
  z.object({ reason: z.string().trim().min(1).max(500) }),
);
export const requestFinding = z.object({ id: z.string(), rule: z.string(), detail: z.string() });
export const requestCheckAnswer = z.object({
  keySpec: z.string(),
  requestedSubject: z.string(),
  subject: z.object({
    prefecture: z.string().nullable(),
    organisation: z.string().nullable(),
    commonName: z.string().nullable(),
  }),
  generation: count,
  notBefore: instant,
  notAfter: instant,
  /** Empty: it would be issued. */
  findings: z.array(requestFinding),
});
export const issuedAnswer = z.object({
  serial: z.string(),
  notAfter: instant,
  /** PEM. */
  certificate: z.string(),
});

export const renewCrlsRequest = z.object({
  authority: authorityKind,
  generation: generationNumber,
  shard: z.union([z.literal('all'), count.min(0).max(9_999)]).optional(),
});
export const renewCrlsAnswer = z.object({ renewed: count });

/** A step of a rollover, or a certificate that verifiers take as authority. */
export const proposedEvent = z.enum([...rolloverEvents, 'certify']);
/** What one operator proposes and another confirms, whole. */
export const proposedAct = z.object({
  authority: authorityKind,
  generation: count,
  event: proposedEvent,
  /** What `certify` certifies: what is shown is what is issued. */
  certificate: z
    .object({
      name: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('seal'), municipality: z.string(), office: officeKind }),
        z.object({ kind: z.literal('time-stamp'), unit: count }),
      ]),
      /** SubjectPublicKeyInfo, base64. */
      publicKey: z.string(),
      keySpec: z.string(),
      requestedSubject: z.string(),
      /** As it will stand in the certificate, one line. */
      subject: z.string(),
      days: count,
      renews: z.string().nullable(),
    })
    .nullable(),
});
export const proposalView = z.object({
  ...proposalFields,
  authority: authorityKind,
  generation: count,
  event: proposedEvent,
  /** What `certify` would certify; null for a step of a rollover. */
  certificate: z
    .object({
      kind: institutionKind,
      subject: z.string(),
      requestedSubject: z.string(),
      keySpec: z.string(),
      /** SHA-256 of the SubjectPublicKeyInfo, hex: compared with whoever holds the key. */
      keyFingerprint: z.string(),
      days: count,
      renews: z.string().nullable(),
    })
    .nullable(),
  /** Of the certificate, once it is issued; `GET …/certificate` has it as PEM. */
  serial: z.string().nullable(),
});
export const proposalsAnswer = z.object({ proposals: z.array(proposalView) });
export const proposalRequest = z.object({
  authority: authorityKind,
  generation: generationNumber,
  event: rolloverEvent,
  reason: z.string().trim().min(1).max(500),
});
export const proposalAct = z.object({ version: count });

export type AuthorityKindName = z.infer<typeof authorityKind>;
export type CaKindName = z.infer<typeof caKind>;
export type GenerationStateName = z.infer<typeof generationStateSchema>;
export type RolloverEventName = z.infer<typeof rolloverEvent>;
export type GenerationView = z.infer<typeof generationView>;
export type AuthorityView = z.infer<typeof authorityView>;
export type AttentionKind = (typeof attentionKinds)[number];
export type AttentionItem = z.infer<typeof attentionItem>;
export type CrlView = z.infer<typeof crlView>;
export type OcspView = z.infer<typeof ocspView>;
export type OverviewAnswer = z.infer<typeof overviewAnswer>;
export type RevocationReasonName = z.infer<typeof revocationReason>;
export type RevocationTarget = z.infer<typeof revocationTarget>;
export type RevocationRequest = z.input<typeof revocationRequest>;
export type CertificateView = z.infer<typeof certificateView>;
export type RevocationPreview = z.infer<typeof revocationPreview>;
export type RevocationAnswer = z.infer<typeof revocationAnswer>;
export type InstitutionKindName = z.infer<typeof institutionKind>;
export type RequestCheck = z.infer<typeof requestCheck>;
export type OfficeName = z.infer<typeof officeKind>;
export type ProposedEventName = z.infer<typeof proposedEvent>;
export type RequestCheckAnswer = z.infer<typeof requestCheckAnswer>;
export type IssuedAnswer = z.infer<typeof issuedAnswer>;
export type RenewCrlsAnswer = z.infer<typeof renewCrlsAnswer>;
export type ProposedAct = z.infer<typeof proposedAct>;
export type ProposalStateName = ProposalView['state'];
export type ProposalView = z.infer<typeof proposalView>;
export type ProposalsAnswer = z.infer<typeof proposalsAnswer>;
