import {
  type Attributes,
  encodeAttributes,
  encodeKeyId,
  encodeNumberFile,
  encodeSessionKeyFile,
  encodeSignedCardKey,
  encodeTextApInfo,
  encodeTextSignatureFile,
  FILES,
  signedCardKeyPayload,
  textSignaturePayload,
} from '@mibun/card';
import type { IssuerChannel } from '../issuer.ts';
import { cvCertificateFor, type FileSigner, recordKeySpec } from './file-signer.ts';
import { has, storeAs } from './places.ts';

// chip.md §2.2, with the 9 of this hierarchy (§2.7).
const TEXT_KEY_ID = encodeKeyId({ number: '9000034', version: '001' });

/** Writes number and attributes as text, with the issuer's signatures over them and over the chip's own key. */
export async function writeTextFiles(
  issuer: IssuerChannel,
  signer: FileSigner,
  holder: { readonly individualNumber: string; readonly attributes: Attributes },
): Promise<void> {
  const numberFile = encodeNumberFile(holder.individualNumber);
  const attributesFile = encodeAttributes(holder.attributes);
  const files = { numberFile, attributesFile };
  const algorithm = recordKeySpec(issuer, signer);
  const signature = await signer.sign(textSignaturePayload(files, algorithm));
  await storeAs(issuer, 'number', numberFile);
  await storeAs(issuer, 'attributes', attributesFile);
  const signatureFile = encodeTextSignatureFile({ ...files, algorithm, sign: () => signature });
  await storeAs(issuer, 'text-signature', signatureFile);
  await storeAs(issuer, 'text-cv-certificate', await cvCertificateFor(signer, TEXT_KEY_ID));
  if (has(issuer, 'text', FILES.text.apInfo)) await writeTextKeys(issuer, signer);
}

/** What only the text application of generation 1 has; its keys must be there already. */
async function writeTextKeys(issuer: IssuerChannel, signer: FileSigner): Promise<void> {
  const { text } = FILES;
  const publicKey = await issuer.readPublicKey('text', text.cardKey);
  const keySignature = await signer.sign(signedCardKeyPayload(publicKey));
  const signedKey = encodeSignedCardKey({ publicKey, sign: () => keySignature });
  const deliveryKey = await issuer.readPublicKey('text', text.deliveryKey);
  await issuer.storeFile('text', text.apInfo, encodeTextApInfo({ keyId: TEXT_KEY_ID }));
  await issuer.storeFile('text', text.sessionKey, encodeSessionKeyFile(deliveryKey));
  await issuer.storeFile('text', text.signedCardKey, signedKey);
}
