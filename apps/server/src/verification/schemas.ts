import { z } from 'zod';

export const verificationQuery = z.object({
  /** `detailed` adds every check, for experts and programs. */
  level: z.enum(['simple', 'detailed']).default('simple'),
});

const checkSchema = z.object({
  check: z.string(),
  ok: z.boolean(),
  /** The clause, e.g. 'VER-02' or 'RFC 5280 §4.1'. */
  rule: z.string(),
  detail: z.string(),
});

/** Positions (0 = first character) that stand for a character the certificate could not hold (CRT-01). */
const substitutesSchema = z.object({ name: z.array(z.int()), address: z.array(z.int()) });

export const signerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    name: z.string(),
    address: z.string(),
    /** 'YYYY-MM-DD'. */
    birthDate: z.string(),
    substitutes: substitutesSchema,
  }),
  z.object({
    kind: z.literal('municipality'),
    /** The municipality in both languages, if it is one of this country. */
    municipality: z.object({ ja: z.string(), en: z.string() }),
    prefecture: z.object({ ja: z.string(), en: z.string() }),
    /** The office that seals, e.g. the mayor. */
    title: z.string(),
  }),
  z.object({
    kind: z.literal('other'),
    /** Distinguished names as the certificate has them; nobody here vouches for them. */
    subject: z.string(),
    issuer: z.string(),
  }),
  z.object({ kind: z.literal('unknown') }),
]);

export const statusSchema = z.object({
  status: z.enum(['good', 'held', 'revoked', 'expired', 'unknown']),
  since: z.iso.datetime().optional(),
  /** RFC 5280 §5.3.1. */
  reason: z.string().optional(),
  /** Held because the card has not been handed over. */
  notYetActive: z.boolean().optional(),
  checkedAt: z.iso.datetime(),
});

export const signatureReportSchema = z.object({
  /** 1 is the earliest. */
  number: z.int(),
  indication: z.enum(['valid', 'invalid', 'indeterminate']),
  /** The one reason for it; the list is in the README. */
  reason: z.string(),
  /** EN 319 102-1 §5.1.3. */
  subIndication: z.string(),
  who: signerSchema,
  /** False: the name stands in the file, but nothing proves that this signer made the signature. */
  whoIsProven: z.boolean(),
  /** The signed bytes are as they were signed. */
  intact: z.boolean(),
  /** Something other than a further signature was added to the file afterwards. */
  changedAfterSigning: z.boolean(),
  /** Somebody signed on top of it. */
  signedAgain: z.boolean(),
  /** VER-07: the mathematics, and the certificate's origin, whatever has happened since. */
  cryptographicallyCorrect: z.boolean(),
  /** VER-07: the certificate may be relied on at this moment. */
  currentlyValid: z.boolean(),
  /** As the signer's computer claimed it; no proof. */
  signedAt: z.iso.datetime().nullable(),
  /** VER-06: proof of when the signature existed. */
  timeStamp: z.object({
    /** `bad`: it names our authority, and a check failed. `foreign`: another authority's, which proves nothing here. */
    status: z.enum(['none', 'good', 'bad', 'foreign']),
    time: z.iso.datetime().nullable(),
  }),
  certificate: z
    .object({
      serial: z.string(),
      notBefore: z.iso.datetime(),
      notAfter: z.iso.datetime(),
      status: statusSchema,
    })
    .nullable(),
  details: z
    .object({
      issuer: z.string().nullable(),
      subFilter: z.string(),
      digestAlgorithm: z.string().nullable(),
      coversWholeFile: z.boolean(),
      byteRange: z.array(z.int()),
      statedReason: z.string().nullable(),
      checks: z.array(checkSchema),
      /** Of the time stamp, in a list of their own. */
      timeStampChecks: z.array(checkSchema),
      problems: z.array(z.object({ code: z.string(), detail: z.string() })),
    })
    .optional(),
});

export const verificationReport = z.object({
  overall: z.enum(['valid', 'invalid', 'indeterminate', 'no-signature']),
  checkedAt: z.iso.datetime(),
  document: z.object({ sha256: z.string(), bytes: z.int(), pages: z.int() }),
  signatures: z.array(signatureReportSchema),
  /** Signature fields that are filled with something that cannot be read. */
  unreadableSignatures: z.int(),
});

export type VerificationReport = z.infer<typeof verificationReport>;
export type SignatureReport = z.infer<typeof signatureReportSchema>;
export type SignerReport = z.infer<typeof signerSchema>;
export type StatusReport = z.infer<typeof statusSchema>;
