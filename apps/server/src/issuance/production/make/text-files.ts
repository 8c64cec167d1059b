import type { Attributes } from '@mibun/card';
import { writeTextFiles } from '@mibun/reader';
import type { Resident } from '../../../registry/residents/index.ts';
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
    const individualNumber = await work.individualNumber();
    const attributes = attributesOf(work.resident);
    await work.withChip((issuer) => writeTextFiles(issuer, signer, { individualNumber, attributes }));
  },
};
