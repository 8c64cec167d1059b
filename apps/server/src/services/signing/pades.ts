import { createHash } from 'node:crypto';
import { embedSignature, type PreparedSignature } from '@mibun/documents';
import { SIGNING } from '@mibun/rules';
import type { TimeStamps } from '../../authority/timestamps/index.ts';
import type { Logger } from '../../platform/index.ts';
import {
  cardSignatureErrors,
  type Sealed,
  type SignatureFormat,
  type Signed,
  type ToSign,
} from '../card-signature/index.ts';
import { refusalOfDocument, signingDesk } from '../verification/index.ts';
import { signingActs } from './audited-acts.ts';
import { type DocumentFacts, KEEP_DAYS } from './context.ts';
import { signingErrors } from './errors.ts';
import { stampOf } from './stamp.ts';
import { refusalToSign } from './unfit-document.ts';

/** What a time stamp with its certificate takes at most; RSA-2048 ones have some 3 KB. */
const TIME_STAMP_OCTETS = 6_000;

/** A PDF with a visible stamp: PAdES baseline T, or B when nobody can stamp the time now. */
export function pades({
  log,
  timestamps,
}: {
  readonly log: Logger;
  readonly timestamps?: TimeStamps;
}): SignatureFormat<DocumentFacts> {
  const extraRoom = timestamps ? TIME_STAMP_OCTETS : 0;
  return {
    table: SIGNING,
    acts: { ...signingActs, begin: signingActs.upload },
    purpose: 'signing',
    refusals: {
      over: signingErrors.SIGNING_CEREMONY_OVER,
      notPrepared: signingErrors.SIGNING_NOT_PREPARED,
      done: signingErrors.SIGNING_ALREADY_DONE,
      wrong: signingErrors.SIGNING_SIGNATURE_WRONG,
    },
    audited: ({ sha256, signedSha256 }) => ({ sha256, ...(signedSha256 && { signedSha256 }) }),
    unsigned: (facts) => ({ ...facts, name: '' }),
    keepDays: KEEP_DAYS,
    digest: async (toSign) => (await preparedDocument(toSign, extraRoom)).digest,
    async seal(signed) {
      const prepared = await preparedDocument(signed, extraRoom);
      if (Buffer.compare(prepared.digest, signed.digest) !== 0) throw signingErrors.SIGNING_NOT_PREPARED();
      return sealed(signed, prepared, await timeStampOver(log, timestamps, signed.signature));
    },
  };
}

/** The document with the empty signature in it: the same octets whenever it is asked for the same. */
async function preparedDocument(
  { ceremony, certificate, content, signingTime }: ToSign<DocumentFacts>,
  extraRoom: number,
): Promise<PreparedSignature> {
  const { person } = certificate;
  if (!person) throw cardSignatureErrors.SIGNING_CERTIFICATE_UNFIT();
  const request = {
    signerName: person.name,
    reason: '本人による電子署名 (Electronic signature of the holder)',
    signingTime,
    certificate: certificate.der,
    extraRoom,
    appearance: stampOf(ceremony.facts.stamp, person, signingTime),
  };
  return signingDesk.prepare(content, request, ceremony.personId).catch((error: unknown) => {
    throw refusalToSign(error);
  });
}

/**
 * EN 319 122-1 §5.3: a time stamp over the signature value, which proves that it existed then. When the authority cannot
 * stamp now, the signature stands without: it is no less the person's.
 */
async function timeStampOver(
  log: Logger,
  timestamps: TimeStamps | undefined,
  signature: Uint8Array,
): Promise<Uint8Array | undefined> {
  return timestamps?.stamp(signature).catch((error: unknown) => {
    log.warn({ err: error }, 'a document is signed without a time stamp');
    return undefined;
  });
}

/** Signing only adds to the end of a PDF: what is kept is the addition, beside the document as it was uploaded. */
async function sealed(
  { ceremony, certificate, content, signature, signedAttributes }: Signed<DocumentFacts>,
  prepared: PreparedSignature,
  timeStampToken: Uint8Array | undefined,
): Promise<Sealed<DocumentFacts>> {
  const document = embedSignature(prepared, {
    certificate: certificate.der,
    // The CA is a root: a verifier has it pinned or must not believe it, so the document carries the signer's alone.
    chain: [],
    signature,
    signedAttributes,
    ...(timeStampToken && { timeStampToken }),
  });
  if (Buffer.compare(document.subarray(0, content.length), content) !== 0) {
    throw new Error('the signed document does not begin with the uploaded one');
  }
  await demandSound(document, certificate.der, ceremony.personId);
  return {
    octets: document.slice(content.length),
    facts: { signedSha256: createHash('sha256').update(document).digest('hex') },
  };
}

/** What we made is read as a stranger would read it; a document with a bad signature must never leave. */
async function demandSound(document: Uint8Array, certificate: Uint8Array, personId: string): Promise<void> {
  const { inspection } = await signingDesk.read(document, personId).catch((error: unknown) => {
    throw refusalOfDocument(error);
  });
  const own = inspection.signatures.at(-1);
  const sound =
    own?.signatureValid &&
    own.coversWholeFile &&
    own.signerCertificate &&
    Buffer.compare(own.signerCertificate, certificate) === 0;
  if (!sound) throw new Error('the signed document does not verify');
}
