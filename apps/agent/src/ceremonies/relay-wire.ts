import { z } from 'zod';

const bilingual = z.object({ ja: z.string().max(500), en: z.string().max(500) });
const credential = z.enum(['signature', 'authentication', 'registry', 'text']);

/** One step that the counter's server asks for. A server sends this: it is checked like any input. */
export const relayStep = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('transmit'),
    commands: z.array(z.string().regex(/^(?:[0-9a-f]{2}){4,65544}$/)).max(64),
  }),
  z.object({ kind: z.literal('reset') }),
  z.object({
    kind: z.literal('set-pins'),
    credentials: z.array(credential).min(1).max(4),
    /** What new secrets are compared with, so that nobody chooses a birthday (PIN-02). */
    context: z.object({
      birthDate: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
      securityCode: z
        .string()
        .regex(/^\d{4}$/)
        .optional(),
    }),
  }),
  z.object({ kind: z.literal('verify-pin'), credential }),
  /** Nothing yet: ask again. */
  z.object({ kind: z.literal('wait') }),
  z.object({
    kind: z.literal('finished'),
    ok: z.boolean(),
    result: z.unknown().optional(),
    problem: z.object({ code: z.string().max(60), title: bilingual, next: bilingual }).optional(),
  }),
]);

export const relayReply = z.object({ number: z.number().int().nonnegative(), step: relayStep });

export type RelayStep = z.infer<typeof relayStep>;
export type RelayReply = z.infer<typeof relayReply>;
export type SetPinsContext = Extract<RelayStep, { kind: 'set-pins' }>['context'];

/** What the agent tells the server. Never a secret. `null` = anything for me? */
export type RelayAnswer =
  | null
  | { readonly kind: 'card-inserted'; readonly atr: string }
  | { readonly kind: 'responses'; readonly responses: readonly string[] }
  | { readonly kind: 'reset-done' }
  | { readonly kind: 'pins-set' }
  | { readonly kind: 'pin-verified' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly triesLeft?: number };
