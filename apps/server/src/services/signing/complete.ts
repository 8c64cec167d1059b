import { createHash } from 'node:crypto';
import { embedSignature } from '@mibun/documents';
import { algorithmForKey, keySpecOf, readCertificate, verifySignature } from '@mibun/pki';
import type { Actor } from '../../platform/index.ts';
import { refusalOfDocument, signingDesk } from '../verification/index.ts';
import { KEEP_DAYS, type SigningContext, signingAct } from './context.ts';
import { signingErrors } from './errors.ts';
import { attributesOf, demandFitCertificate, demandOpen, preparedDocument } from './prepare.ts';
import { type Ceremony, insertAddition, requireCeremony } from './store.ts';

/**
 * Checks the card's signature, puts it into the document and looks at the result once more before it is kept. The same
 * signature again gets the same answer; any other one after the first is refused.
 */
export async function complete(
  context: SigningContext,
  actor: Actor,
  id: string,
  signature: Uint8Array,
): Promise<Ceremony> {
  const { platform, certificates } = context;
  const { database, clock } = platform;
  const ceremony = await database.query((tx) => requireCeremony(tx, id, actor.id));
  if (isRepeated(ceremony, signature)) return ceremony;
  demandOpen(ceremony, clock.now());
  const { certificate, serial, digest } = ceremony;
  if (!certificate || !serial || !digest) throw signingErrors.SIGNING_NOT_PREPARED();
  await demandFitCertificate(context, actor, id, certificate);

  const { document, addition } = await signedDocument(context, ceremony, signature);
  const now = clock.now();
  const keepUntil = new Date(now.getTime() + KEEP_DAYS * 86_400_000);
  return database.transaction(async (tx) => {
    const current = await requireCeremony(tx, id, actor.id, 'lock');
    if (isRepeated(current, signature)) return current;
    demandOpen(current, now);
    const same = current.digest && Buffer.compare(current.digest, digest) === 0;
    if (!same) throw signingErrors.SIGNING_NOT_PREPARED();
    // A suspension that was committed while the document was being made still counts.
    const standing = await certificates.standing(tx, 'signature', serial);
    if (standing?.state !== 'ACTIVE') throw signingErrors.SIGNING_CERTIFICATE_UNFIT();
    const sha256 = createHash('sha256').update(document).digest('hex');
    const result = { signature, signedSha256: sha256, signedAt: now, expiresAt: keepUntil };
    await insertAddition(tx, id, addition);
    return context.life.move(tx, current, 'complete', signingAct(actor, id), { changes: result });
  });
}

function isRepeated({ signature: kept }: Ceremony, signature: Uint8Array): boolean {
  return kept !== null && Buffer.compare(kept, signature) === 0;
}

async function signedDocument(
  context: SigningContext,
  ceremony: Ceremony,
  signature: Uint8Array,
): Promise<{ readonly document: Uint8Array; readonly addition: Uint8Array }> {
  const { certificate, signingTime, digest } = ceremony;
  if (!certificate || !signingTime || !digest) throw signingErrors.SIGNING_NOT_PREPARED();
  const attributes = attributesOf(digest, certificate);
  const { spki } = readCertificate(certificate);
  const spec = keySpecOf(spki);
  // VER-02: the exact encoded message, before anything is embedded.
  if (!spec || !verifySignature(spki, algorithmForKey(spec), attributes, signature)) {
    throw signingErrors.SIGNING_SIGNATURE_WRONG();
  }
  const { prepared, uploaded } = await preparedDocument(context, ceremony, certificate, signingTime);
  if (Buffer.compare(prepared.digest, digest) !== 0) throw signingErrors.SIGNING_NOT_PREPARED();
  const timeStampToken = await timeStampOver(context, signature);
  const document = embedSignature(prepared, {
    certificate,
    // The CA is a root: a verifier has it pinned or must not believe it, so the document carries the signer's alone.
    chain: [],
    signature,
    signedAttributes: attributes,
    ...(timeStampToken && { timeStampToken }),
  });
  if (Buffer.compare(document.subarray(0, uploaded.length), uploaded) !== 0) {
    throw new Error('the signed document does not begin with the uploaded one');
  }
  await demandSound(document, certificate, ceremony.personId);
  return { document, addition: document.slice(uploaded.length) };
}

/**
 * EN 319 122-1 §5.3: a time stamp over the signature value, which proves that it existed then. When the authority cannot
 * stamp now, the signature stands without: it is no less the person's.
 */
async function timeStampOver(
  { platform, timestamps }: SigningContext,
  signature: Uint8Array,
): Promise<Uint8Array | undefined> {
  return timestamps?.stamp(signature).catch((error: unknown) => {
    platform.log.warn({ err: error }, 'a document is signed without a time stamp');
    return undefined;
  });
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
