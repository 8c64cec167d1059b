import { readCertificate, signatureOfCard } from '@mibun/pki';
import type { Actor } from '../../platform/index.ts';
import type { Ceremony, Signed } from './api.ts';
import { actOf, type FormatContext } from './context.ts';
import { cardSignatureErrors } from './errors.ts';
import { attributesOf, demandFitCertificate, demandOpen, own, toSign } from './prepare.ts';
import { insertFile, requireCeremony } from './store.ts';

const DAY_MS = 86_400_000;

/**
 * Checks the card's signature, has it put where it belongs, and keeps it. Nothing is stored before the signature is known
 * to be right.
 */
export async function complete<F extends object>(
  context: FormatContext<F>,
  actor: Actor,
  id: string,
  signature: Uint8Array,
): Promise<Ceremony<F>> {
  const { certificates, format, life, platform } = context;
  const { clock, database } = platform;
  const of = own(context, id, actor.id);
  const ceremony = (await database.query((tx) => requireCeremony(tx, of))) as Ceremony<F>;
  if (isRepeated(ceremony, signature)) return ceremony;
  demandOpen(context, ceremony);
  const { certificate, serial } = ceremony;
  if (!certificate || !serial) throw format.refusals.notPrepared();
  await demandFitCertificate(context, actor, id, certificate);

  const sealed = await format.seal(await checked(context, ceremony, certificate, signature));
  return database.transaction(async (tx) => {
    const current = (await requireCeremony(tx, of, 'lock')) as Ceremony<F>;
    if (isRepeated(current, signature)) return current;
    demandOpen(context, current);
    if (!isSamePrepared(current, ceremony)) throw format.refusals.notPrepared();
    // A suspension that was committed while the result was being made still counts.
    const standing = await certificates.standing(tx, 'signature', serial);
    if (standing?.state !== 'ACTIVE') throw cardSignatureErrors.SIGNING_CERTIFICATE_UNFIT();
    const signedAt = clock.now();
    const expiresAt = new Date(signedAt.getTime() + format.keepDays * DAY_MS);
    const facts = { ...current.facts, ...sealed.facts };
    const signed = await life.move(tx, current, 'complete', actOf(format, actor, id), {
      changes: { signature, signedAt, expiresAt, facts },
    });
    if (format.follow) await format.follow(tx, actor, signed, sealed.octets);
    else await insertFile(tx, id, 'result', sealed.octets);
    return signed;
  });
}

const isSame = (one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one !== null && other !== null && Buffer.compare(one, other) === 0;

const isRepeated = ({ signature: kept }: Pick<Ceremony, 'signature'>, signature: Uint8Array): boolean =>
  isSame(kept, signature);

/** Another certificate may have the same digest to sign. */
const isSamePrepared = (
  one: Pick<Ceremony, 'certificate' | 'digest'>,
  other: Pick<Ceremony, 'certificate' | 'digest'>,
): boolean => isSame(one.digest, other.digest) && isSame(one.certificate, other.certificate);

/** VER-02: the exact encoded message, before anything is made of it. */
async function checked<F extends object>(
  context: FormatContext<F>,
  ceremony: Ceremony<F>,
  certificate: Uint8Array,
  signature: Uint8Array,
): Promise<Signed<F>> {
  const { refusals } = context.format;
  const { digest, signingTime } = ceremony;
  if (!digest || !signingTime) throw refusals.notPrepared();
  const attributes = attributesOf(digest, certificate);
  const { spki } = readCertificate(certificate);
  const value = signatureOfCard(spki, attributes, signature);
  if (!value) throw refusals.wrong();
  const asked = await toSign(context, ceremony, certificate, signingTime);
  return { ...asked, digest, signedAttributes: attributes, signature: value };
}
