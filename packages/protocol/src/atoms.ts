import type { CredentialKind } from '@mibun/rules';
import { z } from 'zod';

const KINDS: Readonly<Record<CredentialKind, CredentialKind>> = {
  signature: 'signature',
  authentication: 'authentication',
  registry: 'registry',
  text: 'text',
};

/** A text for people, in what anybody of ours answers. */
export const bilingual = z.object({ ja: z.string(), en: z.string() });

/** Which secret of a card. */
export const credential = z.enum(KINDS);

/** What new secrets are compared with, so that nobody chooses a birthday (PIN-02). */
export const newSecretsContext = z.object({
  birthDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .exactOptional(),
  securityCode: z
    .string()
    .regex(/^\d{4}$/)
    .exactOptional(),
});
export type NewSecretsContext = z.infer<typeof newSecretsContext>;

/** Serial of the chip. */
export const cardSerial = z.string().regex(/^\d{15}$/);

/** Shown to the person and signed. */
export const statement = z.string().min(1).max(500);
/** By which a signature is of one log-in alone. */
export const nonce = z.string().min(16).max(200);

/** Octets of the digests with which cards sign: SHA-256 with a key of RSA, SHA-384 with one on P-384. The key decides. */
export const SIGNED_DIGESTS = { 'SHA-256': 32, 'SHA-384': 48 } as const;

/**
 * Hexadecimal of one of several lengths in octets.
 * @param letters `a-f`, or `a-fA-F` where capitals are taken, too
 */
export const hexOf = (octets: readonly number[], letters: string) =>
  z.string().regex(new RegExp(`^(?:${octets.map((length) => `[0-9${letters}]{${2 * length}}`).join('|')})$`));

/** What is shown to the person, and the digest from which alone the octets for the card are made. */
export const documentOf = <S extends z.ZodType<string>>(digest: S, sha256: S) => ({
  name: z.string().min(1).max(200),
  pages: z.number().int().min(0).max(10_000),
  /** Of the document as it is signed (in a PDF: of its byte ranges), hex; SHA-256 or SHA-384, as the card's key wants it. */
  digest,
  /** SHA-256 of the certificate for which it was prepared, hex; left out when it was prepared for any. */
  certificateSha256: sha256.optional(),
});

/** Where a counter's relay is, and what opens it. */
export const relayUrl = z
  .string()
  .max(500)
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''));
export const relayToken = z.string().regex(/^[\w-]{20,200}$/);
