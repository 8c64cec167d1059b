import { z } from 'zod';
import { AgentFailure } from './failures.ts';

const origin = z
  .string()
  .max(260)
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
  });
const cardSerial = z.string().regex(/^\d{15}$/);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** What is shown to the person, and the digest from which alone the octets for the card are made. */
const documentToSign = z.strictObject({
  name: z.string().min(1).max(200),
  pages: z.number().int().min(0).max(10_000),
  digest: sha256,
  certificateSha256: sha256.optional(),
});

/** What the page wants done, for whom, with which card. `origin` is what the browser said about the asking page. */
export const ceremonyRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('authenticate'),
    origin,
    cardSerial,
    nonce: z.string().min(16).max(200),
    statement: z.string().min(1).max(500),
  }),
  z.object({ kind: z.literal('sign'), origin, cardSerial, document: documentToSign }),
  z.object({
    kind: z.literal('counter'),
    origin,
    cardSerial,
    relayUrl: z.url().max(500),
    relayToken: z.string().regex(/^[\w-]{20,200}$/),
  }),
]);

export const originRequest = z.object({ origin });
export const cardQuery = z.object({ where: z.enum(['home', 'counter']).default('home') });
export const changesQuery = z.object({ seen: z.coerce.number().int().nonnegative().optional() });
export const turnRequest = z.object({ turn: z.number().int().nonnegative(), answer: z.unknown().optional() });

const secret = z.string().max(64);
export const secretAnswer = z.object({ value: secret });
export const newSecretsAnswer = z.object({
  values: z.object({
    signature: secret.optional(),
    authentication: secret.optional(),
    registry: secret.optional(),
    text: secret.optional(),
  }),
});
/** The person's word, given at the agent's own page for what it showed. */
export const agreement = z.strictObject({ agreed: z.literal(true) });

export type CeremonyRequest = z.infer<typeof ceremonyRequest>;

/** @throws AgentFailure 'request-invalid'; zod's own message might quote what was typed, so it goes nowhere */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new AgentFailure('request-invalid');
  return parsed.data;
}
