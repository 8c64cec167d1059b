import type { KeyCustody, KeySpec } from '@mibun/pki';

/** The key behind a label, made if it is not there yet: a crash after its making leaves it to the next attempt. */
export async function ensureKey(custody: KeyCustody, label: string, spec: KeySpec): Promise<Uint8Array> {
  return (await custody.publicKey(label)) ?? custody.create(label, spec);
}

export async function ensureSecret(custody: KeyCustody, label: string): Promise<void> {
  if (!(await custody.has(label))) await custody.createSecret(label);
}
