import { type CardConnection, readSignatureCertificate, signWithSignature } from '@mibun/reader';
import { presentSecret, type SecretSource } from './present-secret.ts';

/** DER of the certificate for the bearer's signature, and 256 bytes of RSASSA-PKCS1-v1_5 with SHA-256. */
export interface Signed {
  readonly certificate: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Signs bytes with the signature key. Which bytes depends on the certificate (CAdES names the signer's certificate in
 * what is signed), and the chip shows that certificate only for the password, so `toBeSigned` may be a function of it.
 * The password is asked once and presented for each of the two steps; the card is reset after each (CHIP-08).
 *
 * @throws CardError; whatever `toBeSigned` rejects with, in which case nothing has been signed
 */
export async function sign({
  connection,
  password,
  toBeSigned,
}: {
  readonly connection: CardConnection;
  readonly password: SecretSource;
  readonly toBeSigned: Uint8Array | ((certificate: Uint8Array) => Promise<Uint8Array>);
}): Promise<Signed> {
  const { value, result: certificate } = await presentSecret(connection, 'signature', password, (typed) =>
    readSignatureCertificate(connection, typed),
  );
  const bytes = typeof toBeSigned === 'function' ? await toBeSigned(certificate) : toBeSigned;
  const signature = await signWithSignature(connection, value, bytes);
  return { certificate, signature };
}
