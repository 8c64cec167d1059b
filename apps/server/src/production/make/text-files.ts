import {
  type Attributes,
  encodeAttributes,
  encodeNumberFile,
  encodeSessionKeyFile,
  encodeSignedCardKey,
  encodeTextApInfo,
  encodeTextSignatureFile,
  FILES,
  signedCardKeyPayload,
  textSignaturePayload,
} from '@mibun/card';
import type { Resident } from '../../residents/index.ts';
import { cvCertificateFor, TEXT_KEY_ID } from './issuer-signature.ts';
import type { Step } from './work.ts';

/** The four attributes as the chip has them. */
export function attributesOf({ name, address, birthDate, sex }: Resident): Attributes {
  return { name, address, birthDate, sex };
}

/** The text application: number, attributes, the issuer's signatures over them and over the chip's own key. */
export const writeText: Step = {
  name: 'write-text',
  async run(work) {
    const signer = await work.context.certificates.cardFaceSigner();
    const numberFile = encodeNumberFile(await work.individualNumber());
    const attributesFile = encodeAttributes(attributesOf(work.resident));
    const files = { numberFile, attributesFile };
    const signature = await signer.sign(textSignaturePayload(files));
    const cvCertificate = await cvCertificateFor(signer, TEXT_KEY_ID);
    const { text } = FILES;
    await work.withChip(async (issuer) => {
      const publicKey = await issuer.readPublicKey('text', text.cardKey);
      const keySignature = await signer.sign(signedCardKeyPayload(publicKey));
      await issuer.storeFile('text', text.number, numberFile);
      await issuer.storeFile('text', text.attributes, attributesFile);
      await issuer.storeFile(
        'text',
        text.signature,
        encodeTextSignatureFile({ ...files, sign: () => signature }),
      );
      await issuer.storeFile('text', text.cvCertificate, cvCertificate);
      await issuer.storeFile('text', text.apInfo, encodeTextApInfo({ keyId: TEXT_KEY_ID }));
      await issuer.storeFile('text', text.sessionKey, encodeSessionKeyFile(publicKey));
      const signedKey = encodeSignedCardKey({ publicKey, sign: () => keySignature });
      await issuer.storeFile('text', text.signedCardKey, signedKey);
    });
  },
};
