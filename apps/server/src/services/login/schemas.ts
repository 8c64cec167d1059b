import { bilingual } from '@mibun/protocol';
import { z } from 'zod';
import { ATTRIBUTE_SCOPES } from './api.ts';

const audience = z.enum(['resident', 'staff']);
const base64 = (most: number) => z.base64().min(4).max(most);

export const challengeRequest = z.object({ audience });
export const challengeAnswer = z.object({
  challengeId: z.string(),
  nonce: z.string(),
  statement: bilingual,
});

/** What the agent gave back: DER of the certificate and the raw signature, base64. */
export const proof = z.object({
  challengeId: z.string().min(20).max(100),
  language: z.enum(['ja', 'en']),
  certificate: base64(8_000),
  signature: base64(1_500),
});

export const loginRequest = proof.extend({ audience });

export const sessionView = z.object({
  id: z.string().describe('sent back as `x-session`: a window is never answered in another session'),
  audience,
  personId: z.string(),
  name: z.string(),
  /** The duty in force; absent for residents, and until one of several is chosen. */
  role: z.string().optional(),
  office: z.string().optional(),
  officeName: bilingual.optional(),
  startedAt: z.iso.datetime(),
});

export const audienceQuery = z.object({ audience: audience.default('resident') });
/** One duty of several, to be chosen. */
export const dutyView = z.object({
  dutyId: z.string(),
  role: z.string(),
  office: z.string().optional(),
  officeName: bilingual.optional(),
});
export const dutyRequest = z.object({ dutyId: z.string().max(60) });

export const sessionAnswer = z.object({
  session: sessionView.nullable(),
  /** What a member of staff with several duties chooses from; nothing is open to them before. */
  duties: z.array(dutyView),
  /** Sent back as `x-csrf-token` with everything that changes something; empty without a session. */
  csrfToken: z.string(),
});

const attribute = z.enum(ATTRIBUTE_SCOPES);

export const serviceLoginParams = z.object({ uid: z.string().regex(/^[\w-]{10,100}$/) });
/** Who asks for what, before the person agrees. */
export const serviceLoginView = z.object({
  service: z.object({ name: bilingual, host: z.string() }),
  /** Attributes that the service asks for; each can be left out. */
  attributes: z.array(attribute),
  expiresAt: z.iso.datetime(),
});
export const serviceChallengeRequest = z.object({
  attributes: z.array(attribute).max(ATTRIBUTE_SCOPES.length),
});
/** Where the browser goes next. */
export const serviceLoginAnswer = z.object({ returnTo: z.string() });

export type ChallengeRequest = z.infer<typeof challengeRequest>;
export type ChallengeAnswer = z.infer<typeof challengeAnswer>;
export type LoginRequest = z.infer<typeof loginRequest>;
export type Proof = z.infer<typeof proof>;
export type DutyView = z.infer<typeof dutyView>;
export type DutyRequest = z.input<typeof dutyRequest>;
export type SessionView = z.infer<typeof sessionView>;
export type SessionAnswer = z.infer<typeof sessionAnswer>;
export type ServiceLoginView = z.infer<typeof serviceLoginView>;
export type ServiceChallengeRequest = z.infer<typeof serviceChallengeRequest>;
export type ServiceLoginAnswer = z.infer<typeof serviceLoginAnswer>;
