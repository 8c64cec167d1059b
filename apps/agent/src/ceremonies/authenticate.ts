import {
  type AuthenticationStatement,
  authenticationMessage,
  type CardConnection,
  readAuthenticationCertificate,
  signWithAuthentication,
} from '@mibun/reader';
import { presentSecret, type SecretSource } from './present-secret.ts';

/**
 * DER of the certificate for user identification, and the signature as the chip gives it: 256 octets of RSASSA-PKCS1-v1_5
 * with SHA-256, or of a key on P-384 r ‖ s of ECDSA with SHA-384, 96 octets.
 */
export interface Authentication {
  readonly certificate: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Proves who holds the card: signs origin, nonce and statement with the authentication key. The card is reset
 * afterwards (CHIP-08).
 *
 * @throws RangeError for a request that cannot be signed, before the card is touched; CardError
 *
 * @example
 * await authenticate({ connection, pin: '1234', origin: 'https://portal.example', nonce, statement });
 */
export async function authenticate({
  connection,
  pin,
  ...request
}: AuthenticationStatement & {
  readonly connection: CardConnection;
  readonly pin: SecretSource;
}): Promise<Authentication> {
  const message = authenticationMessage(request);
  const certificate = await readAuthenticationCertificate(connection);
  const { result: signature } = await presentSecret(connection, 'authentication', pin, (value) =>
    signWithAuthentication(connection, value, message),
  );
  return { certificate, signature };
}
