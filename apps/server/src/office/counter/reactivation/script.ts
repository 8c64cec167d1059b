import { decodeCertificatePresence, encodeCertificatePresence, FILES, publicKeyToSpki } from '@mibun/card';
import { readCertificate } from '@mibun/pki';
import { certifiedPerson, type IssuedCertificate } from '../../../authority/certificates/index.ts';
import { secretsOn, secretsToAvoid } from '../chip.ts';
import type { Parts } from '../context.ts';
import { counterErrors } from '../errors.ts';
import type { Run } from '../visit/procedure.ts';
import { reactivationErrors } from './errors.ts';
import type { Reactivation } from './reactivation.ts';

const { jpki } = FILES;

/**
 * What is done with the card (LOS-07): the chip proves by its own keys that it is this card; if wanted, it makes a new
 * signature key beside the dead one, gets a certificate for it, and takes both over in one step; only then is the
 * suspension lifted. Broken off anywhere, it can be run again, and the card is still suspended.
 */
export async function reactivate(parts: Parts, run: Run<Reactivation>): Promise<void> {
  await proveChip(run);
  await run.note('prove-chip');
  if (run.visit.facts.wantsSignature) {
    const { serial } = await renewSignature(parts, run);
    await run.note('write-signature', { facts: { newSerial: serial }, detail: { newSignature: serial } });
  }
  // Card, both certificates and the visit in one transaction.
  const { newSerial } = run.visit.facts;
  await run.note('complete', newSerial === null ? {} : { detail: { newSignature: newSerial } });
}

/** Nobody but the chip with these keys can open the channel; the number printed on a card proves nothing. */
async function proveChip(run: Run<Reactivation>): Promise<void> {
  const { chipSerial, state } = await (await run.channel()).chipState();
  if (chipSerial !== run.visit.chipSerial || state !== 'active')
    throw reactivationErrors.REACTIVATION_CHIP_STATE();
}

async function renewSignature(parts: Parts, run: Run<Reactivation>): Promise<IssuedCertificate> {
  const written = await alreadyWritten(parts, run);
  if (written) return written;
  await holderKnowsPassword(parts, run);
  const certificate = await issueForPendingKey(parts, run);
  await takeOver(parts, run, certificate);
  return certificate;
}

/** What an earlier run has brought into force on the chip: its certificate is still PENDING on the server. */
async function alreadyWritten(
  { certificates, platform }: Parts,
  run: Run<Reactivation>,
): Promise<IssuedCertificate | undefined> {
  const channel = await run.channel();
  const inForce = Buffer.from(await channel.readBack('jpki', jpki.signatureCertificate));
  const issued = await platform.database.query((tx) => certificates.ofCard(tx, run.visit.cardId));
  return issued.find(
    ({ kind, state, der }) => kind === 'signature' && state === 'PENDING' && inForce.equals(der),
  );
}

/** The password that will open the new key: shown to be known, or chosen anew where there is none to show (PIN-07). */
async function holderKnowsPassword(parts: Parts, run: Run<Reactivation>): Promise<void> {
  const { holder } = run;
  const channel = await run.channel();
  if ((await secretsOn(channel)).signature === 'set') return holder.verifyPin('signature');
  const avoid = await secretsToAvoid(parts, run);
  await channel.letHolderSet('signature');
  try {
    await holder.setPins(['signature'], avoid);
  } catch (error) {
    await withdraw(parts, run);
    throw error;
  }
}

/**
 * Whoever finds the card next must not choose its password. When the card is gone already nothing can be taken back, and
 * need not: on a card in operation the right ends with power.
 */
async function withdraw({ platform }: Parts, run: Run<Reactivation>): Promise<void> {
  const { chipSerial } = run.visit;
  try {
    await (await run.channel()).withdrawHolderSet('signature');
  } catch (error) {
    platform.log.warn({ chipSerial, error }, 'the right to set a password was not taken back');
  }
}

/** The key of an earlier run is used again, and the CA then gives the same certificate again (pki.md §3). */
async function issueForPendingKey(parts: Parts, run: Run<Reactivation>): Promise<IssuedCertificate> {
  const { cards, certificates, platform, residents } = parts;
  const { act, visit } = run;
  const { cardId, personId } = visit;
  const channel = await run.channel();
  const { pendingKeys } = await channel.chipState();
  const isPending = pendingKeys.some((key) => key.application === 'jpki' && key.id === jpki.signatureKey);
  const key = isPending
    ? await channel.readPublicKey('jpki', jpki.signatureKey, { pending: true })
    : await channel.generateKeyPair('jpki', jpki.signatureKey, { pending: true });
  const { card, resident } = await platform.database.transaction(async (tx) => ({
    card: await cards.get(tx, cardId),
    resident: await residents.read(tx, personId, act),
  }));
  return certificates.issue({
    kind: 'signature',
    cardId,
    personId,
    publicKey: publicKeyToSpki(key),
    birthDate: resident.birthDate,
    cardExpiry: card.expiry,
    ...certifiedPerson(resident, residents.municipality(resident.municipality)),
    act,
  });
}

/** Writes everything beside what is in force, takes it over in one step, and reads it back. */
async function takeOver(
  { certificates }: Parts,
  run: Run<Reactivation>,
  { der, generation }: IssuedCertificate,
): Promise<void> {
  const channel = await run.channel();
  const pending = { pending: true } as const;
  const ca = certificates.ca('signature', generation).certificate.der;
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
