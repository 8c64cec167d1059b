import { bilingual } from '@mibun/protocol';
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
    municipality: bilingual,
    prefecture: bilingual,
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

/** What others have added after a signature, by what it means (ISO 32000-2 §12.8). */
export const additionSchema = z.discriminatedUnion('kind', [
  /** A further signature; `bySameSigner`: the two are proven to be of one person or municipality. */
  z.object({ kind: z.literal('signature'), number: z.int(), bySameSigner: z.boolean() }),
  z.object({ kind: z.literal('document-time-stamp'), number: z.int() }),
  /** Certificates and their status, so that the signature can be checked in later years. */
  z.object({ kind: z.literal('validation-data') }),
  /** Date of change, program, XMP. */
  z.object({ kind: z.literal('metadata') }),
  /** Something to be seen on the page, with the number of the signature that it belongs to, if it does to one. */
  z.object({ kind: z.literal('visible-mark'), page: z.int(), signature: z.int().nullable() }),
  /** A form field was filled in, as the author permits. */
  z.object({ kind: z.literal('field-filled'), name: z.string() }),
  /** A comment was added, changed or removed, as the author permits. */
  z.object({ kind: z.literal('annotation'), page: z.int() }),
  /** The file was saved once more, without an effect on the document. */
  z.object({ kind: z.literal('no-effect') }),
]);

/** `changed`: what was signed is no longer what the file shows, or nobody can tell. */
export const laterSchema = z.object({
  answer: z.enum(['unchanged', 'added', 'changed']),
  added: z.array(additionSchema),
});

/** `bad`: it names our authority, and a check failed. `foreign`: another authority's, which proves nothing here. */
const stampStatus = z.enum(['none', 'good', 'bad', 'foreign']);

export const documentTimeStampSchema = z.object({
  /** 1 is the earliest. */
  number: z.int(),
  status: stampStatus,
  /** When the file existed so far. */
  time: z.iso.datetime().nullable(),
  later: laterSchema,
  checks: z.array(checkSchema).optional(),
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
  /** What became of the document after this signature. */
  later: laterSchema,
  /** What was signed is no longer what the file shows: `later.answer` in a word. */
  changedAfterSigning: z.boolean(),
  /** A further signature was made on top of it, by whomever. */
  signedAgain: z.boolean(),
  /** What the signer permits afterwards (1 nothing, 2 filling in and signing, 3 comments, too), and whether it was kept. */
  permission: z
    .object({ by: z.enum(['certification', 'lock']), level: z.int(), kept: z.boolean() })
    .nullable(),
  /** VER-07: the mathematics, and the certificate's origin, whatever has happened since. */
  cryptographicallyCorrect: z.boolean(),
  /** VER-07: the certificate may be relied on at this moment. */
  currentlyValid: z.boolean(),
  /** As the signer's computer claimed it; no proof. */
  signedAt: z.iso.datetime().nullable(),
  /** VER-06: proof of when the signature existed. */
  timeStamp: z.object({
    status: stampStatus,
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
  /** Time stamps over the file, which are nobody's signature. */
  documentTimeStamps: z.array(documentTimeStampSchema),
  /** Signature fields that are filled with something that cannot be read. */
  unreadableSignatures: z.int(),
});

export type VerificationReport = z.infer<typeof verificationReport>;
export type SignatureReport = z.infer<typeof signatureReportSchema>;
export type AdditionReport = z.infer<typeof additionSchema>;
export type LaterReport = z.infer<typeof laterSchema>;
export type DocumentTimeStampReport = z.infer<typeof documentTimeStampSchema>;
export type SignerReport = z.infer<typeof signerSchema>;
export type StatusReport = z.infer<typeof statusSchema>;
