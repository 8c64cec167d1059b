import {
  type CommonSerial,
  encodeCommonSerial,
  encodeKeyId,
  encodeKeyIdRecord,
  FILES,
  withoutOuterHeader,
} from '@mibun/card';
import type { IssuerChannel } from '../issuer.ts';
import { cvCertificateFor, type FileSigner, recordKeySpec } from './file-signer.ts';
import { has, setAs, storeAs } from './places.ts';

/** Key id of the issuer, readable without any credential (chip.md §1.2, §2.4, §2.5). */
const ISSUER_KEY_ID = encodeKeyId({ number: '9000020', version: '001' });
/** Names the card-face CA's key in the card manager's chain, which ends there (chip.md §1.2: 00F7, 00F8, no 7F21). */
const INTERMEDIATE_KEY_ID = encodeKeyId({ number: '9000021', version: '001' });

/**
 * Writes serial, municipality and expiry, which anybody may read, the issuer's key ids, and the certificate of its key:
 * each where this card has it.
 */
export async function writeCommonFiles(
  issuer: IssuerChannel,
  signer: FileSigner,
  card: CommonSerial,
): Promise<void> {
  recordKeySpec(issuer, signer);
  const { 'card-manager': manager, common, juki } = FILES;
  const intermediate = await cvCertificateFor(signer, INTERMEDIATE_KEY_ID);
  await storeAs(issuer, 'card-serial', encodeCommonSerial(card));
  for (const [application, id, bytes] of [
    ['common', common.keyId, encodeKeyIdRecord(ISSUER_KEY_ID)],
    ['juki', juki.keyId, encodeKeyIdRecord(ISSUER_KEY_ID)],
    ['card-manager', manager.issuerId, ISSUER_KEY_ID],
    ['card-manager', manager.municipality, Buffer.from(card.municipality)],
    ['card-manager', manager.expiry, Buffer.from(card.expiry.replaceAll('-', ''))],
    ['card-manager', manager.intermediateKeyId, INTERMEDIATE_KEY_ID],
    ['card-manager', manager.intermediateCertificate, withoutOuterHeader(intermediate)],
  ] as const) {
    if (has(issuer, application, id)) await issuer.storeFile(application, id, bytes);
  }
}

/** The secrets that follow from printed data (CHIP-05, chip.md §3.1). */
export interface PrintedCodes {
  readonly codeA: string;
  readonly codeB: string;
  readonly birthDateKey: string;
}

/** Sets what printed data opens. PINs stay unset: only the holder sets them (PIN-03). */
export async function setPrintedCodes(issuer: IssuerChannel, codes: PrintedCodes): Promise<void> {
  const { text } = FILES;
  const [a, b] = [Buffer.from(codes.codeA), Buffer.from(codes.codeB)];
  if (has(issuer, 'text', text.codeA)) await issuer.setCredential('text', text.codeA, a);
  await setAs(issuer, 'text-code-b', b);
  await setAs(issuer, 'face-code-a', a);
  await setAs(issuer, 'face-code-b', b);
  await setAs(issuer, 'birth-date', Buffer.from(codes.birthDateKey));
}
