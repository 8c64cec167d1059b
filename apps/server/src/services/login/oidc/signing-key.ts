import { createPublicKey, type KeyObject } from 'node:crypto';
import type { KeyCustody } from '@mibun/pki';
import { ExternalSigningKey } from 'oidc-provider';

const LABEL = 'identity/openid/1';

/** The key that signs ID tokens. It stays in custody like every private key; the provider holds only this handle. */
export async function signingKeyIn(custody: KeyCustody): Promise<ExternalSigningKey> {
  const spki = (await custody.publicKey(LABEL)) ?? (await custody.create(LABEL, 'rsa-2048'));
  return new CustodyKey(custody, createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }));
}

class CustodyKey extends ExternalSigningKey {
  readonly #custody: KeyCustody;
  readonly #publicKey: KeyObject;

  constructor(custody: KeyCustody, publicKey: KeyObject) {
    super();
    this.#custody = custody;
    this.#publicKey = publicKey;
  }

  override get alg(): string {
    return 'RS256';
  }

  override keyObject(): KeyObject {
    return this.#publicKey;
  }

  override sign(data: Uint8Array): Promise<Uint8Array> {
    return this.#custody.sign(LABEL, 'sha256WithRSA', data);
  }
}
