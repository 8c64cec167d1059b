import { createHash } from 'node:crypto';
import { signedAttributes } from '@mibun/pki/cms';
import { SIGNED_DIGESTS } from '@mibun/protocol';
import {
  type CardConnection,
  readSignatureCertificate,
  signingDigestOfCard,
  signWithSignature,
} from '@mibun/reader';
import { presentSecret, type SecretSource } from './present-secret.ts';

/**
 * DER of the certificate for the bearer's signature, and the signature as the chip gives it: 256 octets of
 * RSASSA-PKCS1-v1_5 with SHA-256, or of a key on P-384 r ‖ s of ECDSA with SHA-384, 96 octets.
 */
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

/** The document was prepared for another kind of key: the digest of a signature follows from the key. */
export class OtherDigest extends Error {
  override readonly name = 'OtherDigest';
}

const LENGTHS: readonly number[] = Object.values(SIGNED_DIGESTS);

/**
 * Signs a document of which the holder has seen the digest. What the card signs is made here, from that digest and the
 * card's own certificate (CAdES attributes, RFC 5652 §5.4): nobody who asks can have anything else signed under its name.
 * The password is asked once and presented for each of the two steps; the card is reset after each (CHIP-08).
 *
 * @throws RangeError for what is no digest; OtherDigest, before the password is asked; CardError, OtherCertificate,
 * UnusableCertificate. Nothing has been signed then
 */
export async function sign({
  connection,
  password,
  digest,
  certificateSha256,
}: {
  readonly connection: CardConnection;
  readonly password: SecretSource;
  /** Of the document as it is signed: 32 octets of SHA-256 for an RSA key, 48 of SHA-384 for one on P-384. */
  readonly digest: Uint8Array;
  /** Hex, when the document was prepared for one certificate. */
  readonly certificateSha256?: string;
}): Promise<Signed> {
  if (!LENGTHS.includes(digest.length)) {
    throw new RangeError('a digest that is signed has 32 octets (SHA-256) or 48 (SHA-384)');
  }
  const wanted = await signingDigestOfCard(connection);
  if (digest.length !== wanted.octets) {
    throw new OtherDigest(`the card signs ${wanted.name}, ${wanted.octets} octets, not ${digest.length}`);
  }
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
    // The chip says one kind of key, and its certificate another.
    if ((cause as { readonly code?: unknown }).code === 'digest-mismatch') {
      throw new OtherDigest('the digest is not that of the key in the certificate', { cause });
    }
    throw new UnusableCertificate('no attributes can be made for the certificate in the card', { cause });
  }
}
