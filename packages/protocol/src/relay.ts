import { z } from 'zod';
import { credential, newSecretsContext } from './atoms.ts';

/** A command of the card: header, length, data. */
const command = z.string().regex(/^(?:[0-9a-f]{2}){4,65544}$/);
/** An answer of the card, or what it says when it is put in. */
const octets = z.string().regex(/^(?:[0-9a-f]{2}){0,65540}$/);
const MOST_COMMANDS = 64;
const text = z.object({ ja: z.string().max(500), en: z.string().max(500) });

/** One step that the relay asks for. */
export const relayStep = z.discriminatedUnion('kind', [
  /** Commands for the card, one after the other. */
  z.object({ kind: z.literal('transmit'), commands: z.array(command).max(MOST_COMMANDS) }),
  z.object({ kind: z.literal('reset') }),
  z.object({
    kind: z.literal('set-pins'),
    credentials: z.array(credential).min(1).max(4),
    context: newSecretsContext,
  }),
  z.object({ kind: z.literal('verify-pin'), credential }),
  /** Nothing yet: ask again. */
  z.object({ kind: z.literal('wait') }),
  z.object({
    kind: z.literal('finished'),
    ok: z.boolean(),
    /** For the page that asked. */
    result: z.unknown().optional(),
    /** For the person. */
    problem: z.object({ code: z.string().max(60), title: text, next: text }).exactOptional(),
  }),
]);

/** What the agent says to a step; `null` = anything for me? Secrets have no place in it. */
export const relayAnswer = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('card-inserted'), atr: octets }),
    z.object({ kind: z.literal('responses'), responses: z.array(octets).max(MOST_COMMANDS) }),
    z.object({ kind: z.literal('reset-done') }),
    z.object({ kind: z.literal('pins-set') }),
    z.object({ kind: z.literal('pin-verified') }),
    z.object({
      kind: z.literal('failed'),
      /** `declined`, a code of the card, or the agent's own. */
      code: z.string().max(60),
      message: z.string().max(300),
      triesLeft: z.number().int().min(0).max(15).exactOptional(),
    }),
  ])
  .nullable();

/** One call of the agent. */
export const relayRequest = z.object({
  /** Chosen by the agent for this conversation; the relay listens to one agent alone. */
  agent: z.uuid(),
  /** Number of the step that is answered; an answer sent twice counts once. */
  number: z.number().int().nonnegative(),
  answer: relayAnswer,
});

/** What comes back. */
export const relayReply = z.object({ number: z.number().int().nonnegative(), step: relayStep });

export type RelayStep = z.infer<typeof relayStep>;
export type RelayAnswer = z.infer<typeof relayAnswer>;
export type RelayRequest = z.infer<typeof relayRequest>;
export type RelayReply = z.infer<typeof relayReply>;
