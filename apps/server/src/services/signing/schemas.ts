import { z } from 'zod';

/** Base64 of octets; at most 64 kB, which no certificate and no signature reaches. */
const base64 = z.base64().min(4).max(90_000);
const bilingual = z.object({ ja: z.string(), en: z.string() });

export const ceremonyAnswer = z.object({
  ceremonyId: z.string(),
  name: z.string(),
  /** Of the document as uploaded, hex. */
  sha256: z.string(),
  pages: z.int(),
  state: z.enum(['uploaded', 'prepared', 'signed', 'over']),
  /** Until then it can be signed; once signed, until then it can be downloaded. */
  expiresAt: z.iso.datetime(),
  signedAt: z.iso.datetime().nullable(),
  /** Of the signed document, hex. */
  signedSha256: z.string().nullable(),
  documentUrl: z.string().nullable(),
});

export const prepareRequest = z.object({
  /** Left out by pages: the system knows the person's certificate, and no page need see it before they agree. */
  certificate: base64.optional(),
});
export const prepareAnswer = z.object({
  /** Of the prepared document as it is signed, hex: what page and agent show, and what the card signs. */
  digest: z.string(),
  /** Of the certificate for which it was prepared, hex. */
  certificateSha256: z.string(),
  /** Base64: the CAdES signed attributes, whose SHA-256 the card signs. */
  toBeSigned: z.string(),
  statement: bilingual,
});
export const completeRequest = z.object({ signature: base64 });
export const signedListAnswer = z.object({ documents: z.array(ceremonyAnswer) });

export type CeremonyAnswer = z.infer<typeof ceremonyAnswer>;
export type PrepareAnswer = z.infer<typeof prepareAnswer>;
export type SignedListAnswer = z.infer<typeof signedListAnswer>;
