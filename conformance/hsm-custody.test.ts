import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { type KeyCustody, pkcs11Custody } from '@mibun/pki';
import { testCustodyBehaviour } from '@mibun/pki/testing/custody-behaviour';
import { startSoftHsm } from './harness/softhsm.ts';

// Key custody in a PKCS #11 token does what key custody in files does. Debian package: softhsm2.

const hsm = startSoftHsm();
const opened: KeyCustody[] = [];
let count = 0;

testCustodyBehaviour('PKCS #11 custody', async () => {
  const { token, pinFile } = await hsm.makeToken(`token ${++count}`);
  const view = () => {
    const random = (length: number) => randomBytes(length);
    const custody = pkcs11Custody({ module: hsm.module, token, pinFile, random });
    opened.push(custody);
    return custody;
  };
  return { custody: view(), again: view };
});

after(async () => {
  for (const custody of opened) await custody.close();
  hsm.stop();
});
