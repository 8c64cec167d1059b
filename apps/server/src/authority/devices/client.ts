import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { keyThumbprint, signRequest } from '../../platform/index.ts';

/**
 * The device's side: a key of its own, and the header fields that sign a request with it.
 *
 * @example
 * const kiosk = new DeviceClient('https://mibun.example');
 * await fetch(url, { method: 'POST', body, headers: { ...kiosk.sign('POST', '/api/devices/key', { body }), … } });
 */
export class DeviceClient {
  readonly publicKey: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };
  readonly keyId: string;
  readonly #origin: string;
  readonly #key: KeyObject;

  constructor(origin: string) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#origin = origin;
    this.#key = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.publicKey = { kty: 'EC', crv: 'P-256', x, y };
    this.keyId = keyThumbprint(this.publicKey);
  }

  /** `token`: the session's, sent as bearer; the answer holds that field, too. */
  sign(
    method: string,
    path: string,
    options: {
      readonly body?: string | Uint8Array;
      readonly token?: string;
      readonly created?: Date;
      readonly nonce?: string;
    } = {},
  ): Readonly<Record<string, string>> {
    const { token, body } = options;
    const authorization = token === undefined ? undefined : `Bearer ${token}`;
    const signed = signRequest({
      method,
      url: new URL(path, this.#origin).href,
      tag: 'mibun-device',
      created: options.created ?? new Date(),
      nonce: options.nonce ?? randomBytes(16).toString('base64url'),
      keyId: this.keyId,
      key: this.#key,
      ...(body !== undefined && { body: typeof body === 'string' ? Buffer.from(body) : body }),
      ...(authorization && { authorization }),
    });
    return { ...signed, ...(authorization && { authorization }) };
  }
}
