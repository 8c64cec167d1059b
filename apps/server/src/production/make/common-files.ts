import { encodeCommonSerial, encodeKeyId, encodeKeyIdRecord, FILES } from '@mibun/card';
import { birthDateKey, codeA, codeB } from '@mibun/rules';
import { isForeign, type Step } from './work.ts';

/** Key id of the issuer, readable without any credential (chip.md §1.2, §2.4, §2.5). */
const ISSUER_KEY_ID = encodeKeyId({ number: '9000020', version: '001' });

/** Serial, municipality and expiry, which anybody may read, and the key ids of the register and common applications. */
export const writeCommon: Step = {
  name: 'write-common',
  async run(work) {
    const { expiry } = await work.card();
    const { code } = work.municipality;
    const serial = encodeCommonSerial({ chipSerial: work.making.chip_serial, municipality: code, expiry });
    const manager = FILES['card-manager'];
    await work.withChip(async (issuer) => {
      await issuer.storeFile('common', FILES.common.serial, serial);
      await issuer.storeFile('common', FILES.common.keyId, encodeKeyIdRecord(ISSUER_KEY_ID));
      await issuer.storeFile('juki', FILES.juki.keyId, encodeKeyIdRecord(ISSUER_KEY_ID));
      await issuer.storeFile('card-manager', manager.issuerId, ISSUER_KEY_ID);
      await issuer.storeFile('card-manager', manager.municipality, Buffer.from(code));
      await issuer.storeFile('card-manager', manager.expiry, Buffer.from(expiry.replaceAll('-', '')));
    });
  },
};

/** The secrets that follow from printed data (CHIP-05). PINs stay unset: only the holder sets them (PIN-03). */
export const setCodes: Step = {
  name: 'set-codes',
  async run(work) {
    const { birthDate } = work.resident;
    const { expiry, securityCode } = await work.card();
    const foreign = isForeign(work.resident);
    const a = Buffer.from(codeA(await work.individualNumber()));
    const b = Buffer.from(codeB({ birthDate, expiry, securityCode, foreign }));
    const birth = Buffer.from(birthDateKey(birthDate, { foreign }));
    await work.withChip(async (issuer) => {
      await issuer.setCredential('text', FILES.text.codeA, a);
      await issuer.setCredential('text', FILES.text.codeB, b);
      await issuer.setCredential('visual', FILES.visual.codeA, a);
      await issuer.setCredential('visual', FILES.visual.codeB, b);
      await issuer.setCredential('visual', FILES.visual.birthDateKey, birth);
    });
  },
};
