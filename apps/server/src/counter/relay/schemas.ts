import type { CardErrorCode } from '@mibun/reader';
import { z } from 'zod';

// A record, so that a code that the reader adds does not go unnoticed.
const CARD_CODES: Readonly<Record<CardErrorCode, true>> = {
  'card-removed': true,
  'card-reset': true,
  'card-timeout': true,
  'no-card': true,
  'card-mute': true,
  'reader-in-use': true,
  'reader-removed': true,
  'reader-service': true,
  'reader-support': true,
  'wrong-pin': true,
  'pin-blocked': true,
  'malformed-pin': true,
  'not-activated': true,
  'application-not-found': true,
  'file-not-found': true,
  'security-status': true,
  'memory-failure': true,
  'secure-channel': true,
  'malformed-answer': true,
  'unexpected-status': true,
};

/** Whether an agent's code is one of the reader's. */
export function isCardErrorCode(code: string): code is CardErrorCode {
  return Object.hasOwn(CARD_CODES, code);
}

const hexBytes = z.string().regex(/^(?:[0-9a-f]{2}){0,65540}$/);

/** What the agent says. `null` = anything for me? Secrets have no place in it. */
export const relayAnswer = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('card-inserted'), atr: hexBytes }),
    z.object({ kind: z.literal('responses'), responses: z.array(hexBytes).max(64) }),
    z.object({ kind: z.literal('reset-done') }),
    z.object({ kind: z.literal('pins-set') }),
    z.object({ kind: z.literal('pin-verified') }),
    z.object({
      kind: z.literal('failed'),
      code: z.string().max(60),
      message: z.string().max(300),
      triesLeft: z.number().int().min(0).max(15).optional(),
    }),
  ])
  .nullable();

export const relayRequest = z.object({
  /** Chosen by the agent for this conversation; the relay listens to one agent alone. */
  agent: z.uuid(),
  /** Number of the step that is answered; an answer sent twice counts once. */
  number: z.number().int().nonnegative(),
  answer: relayAnswer,
});

const credential = z.enum(['signature', 'authentication', 'registry', 'text']);
const bilingual = z.object({ ja: z.string(), en: z.string() });

export const relayStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('transmit'), commands: z.array(hexBytes) }),
  z.object({ kind: z.literal('reset') }),
  z.object({
    kind: z.literal('set-pins'),
    credentials: z.array(credential),
    context: z.object({ birthDate: z.string().optional(), securityCode: z.string().optional() }),
  }),
  z.object({ kind: z.literal('verify-pin'), credential }),
  z.object({ kind: z.literal('wait') }),
  z.object({
    kind: z.literal('finished'),
    ok: z.boolean(),
    result: z.unknown().optional(),
    problem: z.object({ code: z.string(), title: bilingual, next: bilingual }).optional(),
  }),
]);

export const relayReply = z.object({ number: z.number(), step: relayStep });

export type RelayAnswer = z.infer<typeof relayAnswer>;
export type RelayRequest = z.infer<typeof relayRequest>;
export type RelayStep = z.infer<typeof relayStep>;
export type RelayReply = z.infer<typeof relayReply>;
