import { z } from 'zod';

/** How a generation of a CA is called in addresses: `signature`, `signature-2`. */
const authorityNamePattern = /^(signature|authentication|institution)(-\d{1,3})?$/;

export const ocspParams = z.object({ name: z.string().regex(authorityNamePattern) });

export const crlParams = z.object({
  name: z.string().regex(authorityNamePattern),
  file: z.string().regex(/^(all|0|[1-9]\d{0,4})(-delta)?\.crl$/),
});

/** A root, or `<issuer>-signs-<subject>.cer`: what leads from one generation to another (RFC 4210 §4.4). */
export const caParams = z.object({
  file: z
    .string()
    .max(100)
    .regex(/^[a-z-]+\d{0,3}(-signs-[a-z-]+\d{0,3})?\.cer$/),
});

export const feedParams = z.object({ kind: z.enum(['signature', 'authentication', 'institution']) });

export const feedQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .describe('the last sequence that was read'),
  limit: z.coerce.number().int().min(1).max(1_000).default(1_000),
});

const feedEntry = z.object({
  sequence: z.number().int(),
  generation: z.number().int(),
  serial: z.string(),
  state: z.enum(['good', 'held', 'revoked', 'unknown']),
  reason: z.string().optional(),
  since: z.iso.datetime().optional(),
  at: z.iso.datetime(),
});

export const feedPageAnswer = z.object({
  kind: feedParams.shape.kind,
  entries: z.array(feedEntry),
  more: z.boolean(),
  statement: z.string().describe('JWS of the status responder over the position after the last entry'),
});

export const feedStartAnswer = z.object({
  kind: feedParams.shape.kind,
  crls: z.array(z.url()),
  position: z.object({ sequence: z.number().int(), hash: z.string() }),
  statement: z.string(),
});
