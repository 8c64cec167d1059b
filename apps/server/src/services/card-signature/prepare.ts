import { PkiError, readCertificate, signedAttributes, signingDigest } from '@mibun/pki';
import type { Actor } from '../../platform/index.ts';
import type { Ceremony, Prepared, ToSign } from './api.ts';
import { refusalOf } from './certificate.ts';
import { actOf, type FormatContext } from './context.ts';
import { cardSignatureErrors } from './errors.ts';
import { readFile, requireCeremony } from './store.ts';

/** The person's own of this format; anybody else's is not found. */
export const own = <F extends object>({ format }: FormatContext<F>, id: string, personId: string) => ({
  format: format.table.name,
  id,
  personId,
});

/** Refuses what is over or done already. */
export function demandOpen<F extends object>(
  { format: { refusals }, platform }: FormatContext<F>,
  { state, expiresAt }: Ceremony<F>,
): void {
  if (state === 'signed') throw refusals.done();
  if (state === 'over' || platform.clock.now() >= expiresAt) throw refusals.over();
}

/**
 * The certificate must be in force, for signing, and of the person who is logged in. A refusal is on record, because a
 * stopped or a stranger's card that is used to sign is worth knowing about.
 */
export async function demandFitCertificate<F extends object>(
  { certificates, format, platform, status }: FormatContext<F>,
  actor: Actor,
  ceremonyId: string,
  certificate: Uint8Array,
): Promise<void> {
  const validation = await status.validate(certificate, 'signature');
  const refusal = refusalOf(validation, actor.id, certificates);
  if (!refusal) return;
  await platform.database.transaction((tx) =>
    platform.audit.record(tx, {
      ...actOf(format, actor, ceremonyId),
      action: format.acts.refuse,
      subject: actor.id,
      detail: { code: refusal.code, serial: validation.certificate.serial },
    }),
  );
  throw refusal;
}

/** What a key of another kind than ours would sign is nothing that a card of this country can. */
function withFitKey<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    throw cardSignatureErrors.SIGNING_CERTIFICATE_UNFIT({ privateDetail: error.message });
  }
}

/** The octets that the card signs: CAdES attributes that name the digest and the certificate. */
export function attributesOf(digest: Uint8Array, certificate: Uint8Array): Uint8Array {
  return withFitKey(() => signedAttributes({ digest, certificate }));
}

/** All that a format needs to make its digest, the same as often as it is asked. */
export async function toSign<F extends object>(
  { format, platform }: FormatContext<F>,
  ceremony: Ceremony<F>,
  certificate: Uint8Array,
  signingTime: Date,
): Promise<ToSign<F>> {
  const content = await platform.database.query((tx) => readFile(tx, ceremony.id, 'content'));
  if (!content) throw format.refusals.over();
  const algorithm = withFitKey(() => signingDigest(certificate));
  return { ceremony, content, certificate: readCertificate(certificate), algorithm, signingTime };
}

/**
 * The signature certificate of the person's own card: the system has issued it, so nobody need fetch it out of the chip
 * before anything is shown. One that is not in force is answered, too, so that the refusal can say why.
 */
async function ownCertificate<F extends object>(
  { certificates, platform }: FormatContext<F>,
  actor: Actor,
): Promise<Uint8Array> {
  const all = await platform.database.query((tx) => certificates.ofPerson(tx, actor.id));
  const signing = all.filter(({ kind }) => kind === 'signature');
  const one = signing.find(({ state }) => state === 'ACTIVE') ?? signing[0];
  if (!one) throw cardSignatureErrors.SIGNING_CERTIFICATE_UNFIT();
  return one.der;
}

export async function prepare<F extends object>(
  context: FormatContext<F>,
  actor: Actor,
  id: string,
  given: Uint8Array | undefined,
): Promise<Prepared<F>> {
  const { format, life, platform } = context;
  const { clock, database } = platform;
  const of = own(context, id, actor.id);
  const ceremony = (await database.query((tx) => requireCeremony(tx, of))) as Ceremony<F>;
  demandOpen(context, ceremony);
  const certificate = given ?? (await ownCertificate(context, actor));
  await demandFitCertificate(context, actor, id, certificate);

  const signingTime = new Date(Math.floor(clock.now().getTime() / 1000) * 1000);
  const asked = await toSign(context, ceremony, certificate, signingTime);
  const digest = await format.digest(asked);
  const toBeSigned = attributesOf(digest, certificate);
  const { serial } = asked.certificate;
  await database.transaction(async (tx) => {
    const current = (await requireCeremony(tx, of, 'lock')) as Ceremony<F>;
    demandOpen(context, current);
    await life.move(tx, current, 'prepare', actOf(format, actor, id), {
      changes: { certificate, serial, signingTime, digest },
    });
  });
  return { ceremony, digest, certificate, toBeSigned };
}
