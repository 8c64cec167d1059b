import { setPrintedCodes, writeCommonFiles } from '@mibun/reader';
import { birthDateKey, codeA, codeB } from '@mibun/rules';
import { isForeign, type Step } from './work.ts';

/** Serial, municipality and expiry, which anybody may read, and the key ids of the register and common applications. */
export const writeCommon: Step = {
  name: 'write-common',
  async run(work) {
    const { expiry } = await work.card();
    const card = { chipSerial: work.making.chipSerial, municipality: work.municipality.code, expiry };
    const signer = await work.context.certificates.cardFaceSigner();
    await work.withChip((issuer) => writeCommonFiles(issuer, signer, card));
  },
};

/** The secrets that follow from printed data (CHIP-05). PINs stay unset: only the holder sets them (PIN-03). */
export const setCodes: Step = {
  name: 'set-codes',
  async run(work) {
    const { birthDate } = work.resident;
    const { expiry, securityCode } = await work.card();
    const foreign = isForeign(work.resident);
    const codes = {
      codeA: codeA(await work.individualNumber()),
      codeB: codeB({ birthDate, expiry, securityCode, foreign }),
      birthDateKey: birthDateKey(birthDate, { foreign }),
    };
    await work.withChip((issuer) => setPrintedCodes(issuer, codes));
  },
};
