import { createHash } from 'node:crypto';
import { signedAttributes } from '@mibun/pki/cms';
import { type CardConnection, readSignatureCertificate, signWithSignature } from '@mibun/reader';
import { presentSecret, type SecretSource } from './present-secret.ts';

/** DER of the certificate for the bearer's signature, and 256 bytes of RSASSA-PKCS1-v1_5 with SHA-256. */
export interface Signed {
  readonly certificate: Uint8Array;
  readonly signature: Uint8Array;
}

/** The document was prepared for a certificate that is not in this card. */
export class OtherCertificate extends Error {
  override readonly name = 'OtherCertificate';
}

/** What the card keeps as its certificate is none, or is of a key with which no document of this digest is signed. */
export class UnusableCertificate extends Error {
  override readonly name = 'UnusableCertificate';
}

/**
 * Signs a document of which the holder has seen the digest. What the card signs is made here, from that digest and the
 * card's own certificate (CAdES attributes, RFC 5652 §5.4): nobody who asks can have anything else signed under its name.
 * The password is asked once and presented for each of the two steps; the card is reset after each (CHIP-08).
 *
 * @throws CardError, OtherCertificate, UnusableCertificate; nothing has been signed then
 */
export async function sign({
  connection,
  password,
  digest,
  certificateSha256,
}: {
  readonly connection: CardConnection;
  readonly password: SecretSource;
  /** SHA-256 of the document as it is signed, 32 octets. */
  readonly digest: Uint8Array;
  /** Hex, when the document was prepared for one certificate. */
  readonly certificateSha256?: string;
}): Promise<Signed> {
  if (digest.length !== 32) throw new RangeError('a SHA-256 digest has 32 octets');
  const { value, result: certificate } = await presentSecret(connection, 'signature', password, (typed) =>
    readSignatureCertificate(connection, typed),
  );
  const own = createHash('sha256').update(certificate).digest('hex');
  if (certificateSha256 !== undefined && certificateSha256 !== own) throw new OtherCertificate();
  const octets = attributesOf(digest, certificate);
  const signature = await signWithSignature(connection, value, octets);
  return { certificate, signature };
}

function attributesOf(digest: Uint8Array, certificate: Uint8Array): Uint8Array {
  try {
    return signedAttributes({ digest, certificate });
  } catch (cause) {
    throw new UnusableCertificate('no attributes can be made for the certificate in the card', { cause });
  }
}
