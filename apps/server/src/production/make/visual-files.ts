import {
  ageRecordPayload,
  encodeAgeRecord,
  encodeFace,
  encodeNumberImage,
  encodeVisualApInfo,
  FILES,
  faceSignaturePayload,
  numberImagePayload,
} from '@mibun/card';
import { digitsToPng1bit } from '@mibun/documents';
import { cvCertificateFor, municipalityKeyId, OPAQUE_KEY_ID, VISUAL_KEY_ID } from './issuer-signature.ts';
import { facePictures } from './pictures.ts';
import type { Step } from './work.ts';

/** The card-face application: what is printed, as pictures, bound to the chip's own key by the issuer's signature. */
export const writeVisual: Step = {
  name: 'write-visual',
  async run(work) {
    const { resident, municipality } = work;
    const signer = await work.context.certificates.cardFaceSigner();
    const card = await work.card();
    const pictures = await facePictures(resident, card.securityCode, await work.photo());
    const numberPng = digitsToPng1bit(await work.individualNumber());
    const cvCertificate = await cvCertificateFor(signer, municipalityKeyId(municipality.code));
    const { visual } = FILES;
    await work.withChip(async (issuer) => {
      const publicKey = await issuer.readPublicKey('visual', visual.cardKey);
      const age = { birthDate: resident.birthDate, publicKey };
      const face = { ...age, ...pictures, sex: resident.sex, expiry: card.expiry };
      const number = { png: numberPng, publicKey };
      const ageSignature = await signer.sign(ageRecordPayload(age));
      const faceSignature = await signer.signDigestInfo(faceSignaturePayload(face));
      const numberSignature = await signer.sign(numberImagePayload(number));

      await issuer.storeFile(
        'visual',
        visual.ageRecord,
        encodeAgeRecord({ ...age, sign: () => ageSignature }),
      );
      const faceFile = encodeFace({ ...face, signDigestInfo: () => faceSignature });
      await issuer.storeFile('visual', visual.face, faceFile);
      const numberFile = encodeNumberImage({ ...number, sign: () => numberSignature });
      await issuer.storeFile('visual', visual.numberImage, numberFile);
      const apInfo = encodeVisualApInfo({
        keyId: VISUAL_KEY_ID,
        municipality: municipality.code,
        opaqueKeyId: OPAQUE_KEY_ID,
      });
      await issuer.storeFile('visual', visual.apInfo, apInfo);
      await issuer.storeFile('visual', visual.cvCertificate, cvCertificate);
    });
  },
};
