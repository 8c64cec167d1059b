import type { KeyCustody } from '@mibun/pki';

export const PAIRWISE_KEY = 'pairwise-ids';

/**
 * 43 characters, base64url: HMAC of service and person with a key that never leaves custody. Nobody can go from one
 * service's id to another's, or back to the person (LNK-02).
 */
export async function pairwiseIdOf(custody: KeyCustody, personId: string, service: string): Promise<string> {
  // JSON keeps the two apart whatever characters they have.
  const code = await custody.mac(PAIRWISE_KEY, new TextEncoder().encode(JSON.stringify([service, personId])));
  return Buffer.from(code).toString('base64url');
}
