import type { PreparedSignature } from '@mibun/documents';
import { PkiError, readCertificate, signedAttributes } from '@mibun/pki';
import type { Actor, Bilingual } from '../../platform/index.ts';
import { signingDesk } from '../verification/index.ts';
import { signingActs } from './audited-acts.ts';
import { refusalOf } from './certificate.ts';
import { type SigningContext, signingAct } from './context.ts';
import { signingErrors } from './errors.ts';
import { stampOf } from './stamp.ts';
import { type Ceremony, readFile, requireCeremony } from './store.ts';
import { refusalToSign } from './unfit-document.ts';

/** What a time stamp with its certificate takes at most; RSA-2048 ones have some 3 KB. */
const TIME_STAMP_OCTETS = 6_000;

/** Refuses what is over or done already. */
export function demandOpen(ceremony: Ceremony, now: Date): void {
  if (ceremony.state === 'signed') throw signingErrors.SIGNING_ALREADY_DONE();
  if (ceremony.state === 'over' || now >= ceremony.expiresAt) throw signingErrors.SIGNING_CEREMONY_OVER();
}

/**
 * The certificate must be in force, for signing, and of the person who is logged in. A refusal is on record, because a
 * stopped or a stranger's card that is used to sign is worth knowing about.
 */
export async function demandFitCertificate(
  context: SigningContext,
  actor: Actor,
  ceremonyId: string,
  certificate: Uint8Array,
): Promise<void> {
  const { platform, certificates, status } = context;
  const validation = await status.validate(certificate, 'signature');
  const refusal = refusalOf(validation, actor.id, certificates);
  if (!refusal) return;
  await platform.database.transaction((tx) =>
    platform.audit.record(tx, {
      ...signingAct(actor, ceremonyId),
      action: signingActs.refuse,
      subject: actor.id,
      detail: { code: refusal.code, serial: validation.certificate.serial },
    }),
  );
  throw refusal;
}

/** The document with the empty signature in it: the same octets whenever it is asked for the same. */
export async function preparedDocument(
  { platform, timestamps }: SigningContext,
  ceremony: Ceremony,
  certificate: Uint8Array,
  signingTime: Date,
): Promise<{ readonly prepared: PreparedSignature; readonly uploaded: Uint8Array }> {
  const uploaded = await platform.database.query((tx) => readFile(tx, ceremony.id, 'uploaded'));
  const { person } = readCertificate(certificate);
  if (!uploaded || !person) throw signingErrors.SIGNING_CEREMONY_OVER();
  const stamp = {
    page: ceremony.stampPage,
    x: ceremony.stampX,
    y: ceremony.stampY,
    width: ceremony.stampWidth,
    height: ceremony.stampHeight,
  };
  const request = {
    signerName: person.name,
    reason: '本人による電子署名 (Electronic signature of the holder)',
    signingTime,
    certificate,
    ...(timestamps && { extraRoom: TIME_STAMP_OCTETS }),
    appearance: stampOf(stamp, person, signingTime),
  };
  const prepared = await signingDesk.prepare(uploaded, request, ceremony.personId).catch((error: unknown) => {
    throw refusalToSign(error);
  });
  return { prepared, uploaded };
}

/** The octets that the card signs: CAdES attributes that name the document and the certificate. */
export function attributesOf(digest: Uint8Array, certificate: Uint8Array): Uint8Array {
  try {
    return signedAttributes({ digest, certificate });
  } catch (error) {
    if (error instanceof PkiError) {
      throw signingErrors.SIGNING_CERTIFICATE_UNFIT({ privateDetail: error.message });
    }
    throw error;
  }
}

/**
 * The signature certificate of the person's own card: the system has issued it, so nobody need fetch it out of the chip
 * to prepare a document. One that is not in force is answered, too, so that the refusal can say why.
 */
async function ownCertificate({ platform, certificates }: SigningContext, actor: Actor): Promise<Uint8Array> {
  const own = await platform.database.query((tx) => certificates.ofPerson(tx, actor.id));
  const signing = own.filter(({ kind }) => kind === 'signature');
  const one = signing.find(({ state }) => state === 'ACTIVE') ?? signing[0];
  if (!one) throw signingErrors.SIGNING_CERTIFICATE_UNFIT();
  return one.der;
}

/** Prepares the document for this certificate. Repeating it is allowed; only what was prepared last can be completed. */
export async function prepare(
  context: SigningContext,
  actor: Actor,
  id: string,
  given: Uint8Array | undefined,
): Promise<{
  readonly digest: Uint8Array;
  readonly certificate: Uint8Array;
  readonly toBeSigned: Uint8Array;
  readonly statement: Bilingual;
}> {
  const { platform } = context;
  const { database, clock } = platform;
  const ceremony = await database.query((tx) => requireCeremony(tx, id, actor.id));
  demandOpen(ceremony, clock.now());
  const certificate = given ?? (await ownCertificate(context, actor));
  await demandFitCertificate(context, actor, id, certificate);

  const signingTime = new Date(Math.floor(clock.now().getTime() / 1000) * 1000);
  const { prepared } = await preparedDocument(context, ceremony, certificate, signingTime);
  const { digest } = prepared;
  const toBeSigned = attributesOf(digest, certificate);
  const { serial } = readCertificate(certificate);
  await database.transaction(async (tx) => {
    const current = await requireCeremony(tx, id, actor.id, 'lock');
    demandOpen(current, clock.now());
    await context.life.move(tx, current, 'prepare', signingAct(actor, id), {
      changes: { certificate, serial, signingTime, digest },
    });
  });
  return { digest, certificate, toBeSigned, statement: statementOf(ceremony) };
}

/** What is about to be signed, for the agent's window (VER-01). */
function statementOf({ name, pages, sha256 }: Ceremony): Bilingual {
  return {
    ja: `「${name}」（${pages}ページ、SHA-256 ${sha256}）に電子署名します。`,
    en: `Sign "${name}" (${pages} ${pages === 1 ? 'page' : 'pages'}, SHA-256 ${sha256}) electronically.`,
  };
}
