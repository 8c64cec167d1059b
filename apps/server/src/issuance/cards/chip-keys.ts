import { diversify, type ScpKeySet } from '@mibun/card';
import type { KeyCustody } from '@mibun/pki';

const MASTER_KEY = 'chip-master';

/** The issuer-channel keys of a chip, diversified from the master key by its serial; nothing per chip is stored. */
export function chipKeysFrom(custody: KeyCustody): (chipSerial: string) => Promise<ScpKeySet> {
  let master: Promise<Uint8Array> | undefined;
  async function openMaster(): Promise<Uint8Array> {
    if (!(await custody.has(MASTER_KEY)))
      await custody.createSecret(MASTER_KEY, { bytes: 32, extractable: true });
    return custody.unwrapSecret(MASTER_KEY);
  }
  return async (chipSerial) => {
    master ??= openMaster();
    return diversify(await master, chipSerial);
  };
}
