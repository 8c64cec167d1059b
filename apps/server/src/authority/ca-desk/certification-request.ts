import { der, keySpecOf, nameText, readName, SIGNATURE_ALGORITHMS, verifySignature } from '@mibun/pki';
import { caDeskErrors } from './errors.ts';

/** What a PKCS #10 request says (RFC 2986), its signature checked with its own key. */
export interface CertificationRequest {
  readonly publicKey: Uint8Array;
  readonly keySpec: 'rsa-2048' | 'ec-p384';
  readonly subject: string;
  /** Attributes of the subject by their short names, as far as a certificate of ours has them. */
  readonly attributes: Readonly<Record<string, string>>;
}

const MAX_OCTETS = 8_192;
const ATTRIBUTES_TAG = 0xa0;

/** PEM or base64 of the DER. Refuses with CA_REQUEST_UNREADABLE, CA_REQUEST_KEY_FOREIGN or CA_REQUEST_UNPROVEN. */
export function readCertificationRequest(text: string): CertificationRequest {
  const parts = takeApart(text);
  const keySpec = keySpecOf(parts.publicKey);
  const algorithm = (['sha256WithRSA', 'sha384WithECDSA'] as const).find((name) =>
    der.equalBytes(SIGNATURE_ALGORITHMS[name].identifier, parts.algorithm),
  );
  if (!keySpec || !algorithm) {
    throw caDeskErrors.CA_REQUEST_KEY_FOREIGN();
  }
  if (!verifySignature(parts.publicKey, algorithm, parts.info, parts.signature)) {
    throw caDeskErrors.CA_REQUEST_UNPROVEN();
  }
  const { publicKey, subject, attributes } = parts;
  return { publicKey, keySpec, subject, attributes };
}

function takeApart(text: string) {
  const base64 = text.replaceAll(/-----[A-Z ]+-----|\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length > MAX_OCTETS * 1.4) {
    throw caDeskErrors.CA_REQUEST_UNREADABLE({ privateDetail: 'no base64' });
  }
  try {
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
    der.assertDer(bytes);
    const request = der.DerReader.sequence(bytes);
    const info = request.next();
    const fields = der.DerReader.sequence(info.raw);
    if (der.readInteger(fields.next()) !== 0n) throw new Error('version');
    const name = readName(fields.next().raw);
    const publicKey = fields.next().raw.slice();
    if (!fields.done && fields.next().tag !== ATTRIBUTES_TAG) throw new Error('attributes');
    fields.end();
    const algorithm = request.next().raw;
    const signature = der.readBitString(request.next());
    request.end();
    return {
      info: info.raw,
      publicKey,
      algorithm,
      signature,
      subject: nameText(name),
      attributes: Object.fromEntries(name.map(({ type, value }) => [type, value])),
    };
  } catch (error) {
    throw caDeskErrors.CA_REQUEST_UNREADABLE({
      privateDetail: error instanceof Error ? error.message : 'unreadable',
    });
  }
}
