import { chipPictures, digitsToPng1bit } from '@mibun/documents';
import { writeVisualFiles } from '@mibun/reader';
import type { Step } from './work.ts';

/** The card-face application: what is printed, as pictures, bound to the chip's own key by the issuer's signature. */
export const writeVisual: Step = {
  name: 'write-visual',
  async run(work) {
    const { resident, municipality } = work;
    const signer = await work.context.certificates.cardFaceSigner();
    const card = await work.card();
    const printed = {
      ...(await chipPictures(resident, card.securityCode, await work.photo(), work.context.fonts)),
      numberPng: digitsToPng1bit(await work.individualNumber()),
      birthDate: resident.birthDate,
      sex: resident.sex,
      expiry: card.expiry,
      municipality: municipality.code,
    };
    await work.withChip((issuer) => writeVisualFiles(issuer, signer, printed));
  },
};
