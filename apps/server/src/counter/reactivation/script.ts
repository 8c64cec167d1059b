import { decodeCertificatePresence, encodeCertificatePresence, FILES, publicKeyToSpki } from '@mibun/card';
import { readCertificate } from '@mibun/pki';
import type { CardConnection } from '@mibun/reader';
import { toCertificateText } from '@mibun/rules';
import type { IssuedCertificate } from '../../certificates/index.ts';
import { issuerChannel, secretsOn } from '../chip.ts';
import { actOf, type Context } from '../context.ts';
import { counterErrors } from '../errors.ts';
import type { HolderScreen, RelayScript } from '../relay/index.ts';
import { type Reactivation, type ReactivationChanges, reactivationOfRun } from './store.ts';

export interface ReactivationResult {
  readonly reactivationId: string;
  readonly state: 'COMPLETED';
}

const { jpki } = FILES;

/**
 * What is done with the card (LOS-07): the chip proves by its own keys that it is this card; if wanted, it makes a new
 * signature key beside the dead one, gets a certificate for it, and takes both over in one step; only then is the
 * suspension lifted. Broken off anywhere, it can be run again, and the card is still suspended.
 */
export function reactivationScript(context: Context, begun: Reactivation): RelayScript<ReactivationResult> {
  return async (connection, holder) => {
    await proveChip(context, connection, begun);
    await note(context, begun, 'prove-chip');
    if (begun.wantsSignature) {
      const { serial } = await renewSignature(context, connection, holder, begun);
      await note(context, begun, 'write-signature', { newSerial: serial });
    }
    // Card, both certificates and the visit in one transaction.
    await note(context, begun, 'complete');
    return { reactivationId: begun.id, state: 'COMPLETED' };
  };
}

/** A step, put on record by the run that made it, in the name of the clerk who is at it. */
async function note(
  { platform, reactivations }: Context,
  { id, run }: Reactivation,
  event: 'prove-chip' | 'write-signature' | 'complete',
  changes: Partial<ReactivationChanges> = {},
): Promise<void> {
  await platform.database.transaction(async (tx) => {
    const found = await reactivationOfRun(tx, id, run);
    await reactivations.move(tx, found, event, actOf(found.clerk, 'reactivation', id), { changes });
  });
}

/** Nobody but the chip with these keys can open the channel; the number printed on a card proves nothing. */
async function proveChip(
  context: Context,
  connection: CardConnection,
  { chipSerial }: Reactivation,
): Promise<void> {
  const channel = await issuerChannel(context, connection, chipSerial);
  const chip = await channel.chipState();
  if (chip.chipSerial !== chipSerial || chip.state !== 'active')
    throw counterErrors.REACTIVATION_CHIP_STATE();
}

async function renewSignature(
  context: Context,
  connection: CardConnection,
  holder: HolderScreen,
  reactivation: Reactivation,
): Promise<IssuedCertificate> {
  const written = await alreadyWritten(context, connection, reactivation);
  if (written) return written;
  await holderKnowsPassword(context, connection, holder, reactivation);
  const certificate = await issueForPendingKey(context, connection, reactivation);
  await takeOver(context, connection, reactivation, certificate);
  return certificate;
}

/** What an earlier run has brought into force on the chip: its certificate is still PENDING on the server. */
async function alreadyWritten(
  context: Context,
  connection: CardConnection,
  { chipSerial, cardId }: Reactivation,
): Promise<IssuedCertificate | undefined> {
  const channel = await issuerChannel(context, connection, chipSerial);
  const inForce = Buffer.from(await channel.readBack('jpki', jpki.signatureCertificate));
  const issued = await context.platform.database.query((tx) => context.certificates.ofCard(tx, cardId));
  return issued.find(
    ({ kind, state, der }) => kind === 'signature' && state === 'PENDING' && inForce.equals(der),
  );
}

/** The password that will open the new key: shown to be known, or chosen anew where there is none to show (PIN-07). */
async function holderKnowsPassword(
  context: Context,
  connection: CardConnection,
  holder: HolderScreen,
  reactivation: Reactivation,
): Promise<void> {
  const { chipSerial, cardId, personId, clerk, id } = reactivation;
  const channel = await issuerChannel(context, connection, chipSerial);
  if ((await secretsOn(channel)).signature === 'set') return holder.verifyPin('signature');
  const avoid = await context.platform.database.transaction(async (tx) => {
    const { securityCode } = await context.cards.get(tx, cardId);
    const { birthDate } = await context.residents.read(tx, personId, actOf(clerk, 'reactivation', id));
    return { securityCode, birthDate };
  });
  await channel.letHolderSet('signature');
  try {
    await holder.setPins(['signature'], avoid);
  } catch (error) {
    await withdraw(context, connection, chipSerial);
    throw error;
  }
}

/**
 * Whoever finds the card next must not choose its password. When the card is gone already nothing can be taken back, and
 * need not: on a card in operation the right ends with power.
 */
async function withdraw(context: Context, connection: CardConnection, chipSerial: string): Promise<void> {
  try {
    await (await issuerChannel(context, connection, chipSerial)).withdrawHolderSet('signature');
  } catch (error) {
    context.platform.log.warn({ chipSerial, error }, 'the right to set a password was not taken back');
  }
}

/** The key of an earlier run is used again, and the CA then gives the same certificate again (pki.md §3). */
async function issueForPendingKey(
  context: Context,
  connection: CardConnection,
  { chipSerial, cardId, personId, clerk, id }: Reactivation,
): Promise<IssuedCertificate> {
  const { cards, certificates, platform, residents } = context;
  const channel = await issuerChannel(context, connection, chipSerial);
  const { pendingKeys } = await channel.chipState();
  const isPending = pendingKeys.some((key) => key.application === 'jpki' && key.id === jpki.signatureKey);
  const key = isPending
    ? await channel.readPublicKey('jpki', jpki.signatureKey, { pending: true })
    : await channel.generateKeyPair('jpki', jpki.signatureKey, { pending: true });
  const act = actOf(clerk, 'reactivation', id);
  const { card, resident } = await platform.database.transaction(async (tx) => ({
    card: await cards.get(tx, cardId),
    resident: await residents.read(tx, personId, act),
  }));
  const name = toCertificateText(resident.name);
  const address = toCertificateText(resident.address);
  const municipality = residents.municipality(resident.municipality);
  return certificates.issue({
    kind: 'signature',
    cardId,
    personId,
    publicKey: publicKeyToSpki(key),
    birthDate: resident.birthDate,
    cardExpiry: card.expiry,
    person: {
      name: name.text,
      nameFlags: name.flags,
      sex: resident.sex,
      birthDate: resident.birthDate,
      address: address.text,
      addressFlags: address.flags,
    },
    prefecture: municipality.prefecture.ja,
    municipality: municipality.name.ja,
    act,
  });
}

/** Writes everything beside what is in force, takes it over in one step, and reads it back. */
async function takeOver(
  context: Context,
  connection: CardConnection,
  { chipSerial }: Reactivation,
  { der, generation }: IssuedCertificate,
): Promise<void> {
  const channel = await issuerChannel(context, connection, chipSerial);
  const pending = { pending: true } as const;
  const ca = context.certificates.ca('signature', generation).certificate.der;
  const present = decodeCertificatePresence(await channel.readBack('jpki', jpki.certificatePresence));
  const presence = encodeCertificatePresence({ ...present, signature: true });
  await channel.storeFile('jpki', jpki.signatureCertificate, der, pending);
  await channel.storeFile('jpki', jpki.signatureCa, ca, pending);
  await channel.storeFile('jpki', jpki.certificatePresence, presence, pending);
  await channel.activatePending('jpki');
  const readBack = Buffer.from(await channel.readBack('jpki', jpki.signatureCertificate));
  const key = publicKeyToSpki(await channel.readPublicKey('jpki', jpki.signatureKey));
  if (!readBack.equals(der) || !Buffer.from(readCertificate(der).spki).equals(key)) {
    throw counterErrors.CHIP_READ_BACK_DIFFERS();
  }
}
