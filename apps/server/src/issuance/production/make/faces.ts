import { createHash } from 'node:crypto';
import { type CardFaces, cardFaces, photoForPrint, renderFacePng } from '@mibun/documents';
import { jstDate } from '@mibun/rules';
import type { Card } from '../../cards/index.ts';
import { updateMaking } from '../store.ts';
import { isForeign, type Step, type Work } from './work.ts';

const DPI = 600;

/** Both faces from registry, record and photo. Without `individualNumber` the back does not show it. */
export async function drawFaces(work: Work, card: Card, individualNumber?: string): Promise<CardFaces> {
  const { context, resident, municipality } = work;
  const issued = await context.platform.database.query((tx) => context.certificates.ofCard(tx, card.cardId));
  const certificateExpiry = issued.map(({ notAfter }) => jstDate(notAfter)).sort()[0];
  const photo = await work.photo();
  return cardFaces({
    face: context.face,
    ...(context.fonts && { fonts: context.fonts }),
    name: resident.name,
    ...(resident.formerSurname && { formerSurname: resident.formerSurname }),
    ...(resident.commonName && { commonName: resident.commonName }),
    address: resident.address,
    birthDate: resident.birthDate,
    nationality: isForeign(resident) ? 'foreign' : 'japanese',
    sex: resident.sex === '1' ? 'male' : 'female',
    ...(photo && {
      photo: `data:image/jpeg;base64,${Buffer.from(await photoForPrint(photo)).toString('base64')}`,
    }),
    cardExpiry: card.expiry,
    ...(certificateExpiry && { certificateExpiry }),
    securityCode: card.securityCode,
    issuer: `${municipality.name.ja}長`,
    individualNumber: individualNumber ?? '0'.repeat(12),
    maskNumber: individualNumber === undefined,
  });
}

/** Says whether two drawings are the same. Over faces without the number, so that it does not follow from it. */
export function printDigest({ frontSvg, backSvg }: CardFaces): string {
  return createHash('sha256').update(frontSvg).update('\0').update(backSvg).digest('hex');
}

/**
 * Both faces as pictures of 600 dpi. The number is in the vault alone (G7), so the picture of the back that is kept
 * does not show it; the printer's file is drawn when it is fetched (print.ts).
 */
export const renderFaces: Step = {
  name: 'render-faces',
  async run(work) {
    const { blobs, clock, database } = work.context.platform;
    const card = await work.card();
    const faces = await drawFaces(work, card);
    const [front, back] = [await renderFacePng(faces.frontSvg, DPI), await renderFacePng(faces.backSvg, DPI)];
    await database.transaction(async (tx) => {
      await work.context.cards.setFaces(tx, card.cardId, {
        front: await blobs.put(tx, front, 'image/png'),
        back: await blobs.put(tx, back, 'image/png'),
      });
      const digest = printDigest(faces);
      await updateMaking(tx, work.making.makingId, { printDigest: digest }, clock.now());
    });
  },
};
