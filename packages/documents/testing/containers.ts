// Signatures whose containers are made by hand, part by part.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { der, OID } from '@mibun/pki';
import { inspectPdfSignatures } from '../src/pades/inspect.ts';
import { prepareSignature } from '../src/pades/prepare.ts';
import type { PdfSignature } from '../src/pades/types.ts';
import { tablePdf } from './sample-pdf.ts';
import { SIGNING_TIME, throwAwaySigner } from './throw-away-signer.ts';

export const CITY = throwAwaySigner('rsa');

export type MakeContainer = (content: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** The one signature of a PDF whose container somebody else has made. */
export async function signedBy(make: MakeContainer, behind = ''): Promise<PdfSignature> {
  const prepared = prepareSignature(tablePdf(), {
    signerName: 'a',
    reason: 'b',
    signingTime: SIGNING_TIME,
    certificate: CITY.certificate,
    extraRoom: 8_000,
  });
  const [, start, end] = prepared.byteRange;
  const pdf = Buffer.from(prepared.pdf);
  const container = await make(Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)]));
  pdf.write(`${Buffer.from(container).toString('hex')}${behind}`, start + 1, 'latin1');
  const { signatures, problems } = inspectPdfSignatures(pdf);
  assert.deepEqual(problems, []);
  assert.equal(signatures.length, 1);
  return signatures[0] as PdfSignature;
}

export function sound(signature: PdfSignature, certificate: Uint8Array): void {
  assert.deepEqual(signature.problems, []);
  assert.ok(signature.intact && signature.signatureValid);
  assert.deepEqual(Buffer.from(signature.signerCertificate ?? []), Buffer.from(certificate));
}

export async function problemsOf(make: MakeContainer, behind?: string): Promise<readonly string[]> {
  const signature = await signedBy(make, behind);
  assert.equal(signature.signatureValid, signature.problems.length === 0);
  return signature.problems.map(({ code }) => code);
}

/** A container by hand, its parts changed before what they go into is made. */
export function own(
  change: Partial<{
    readonly attributes: (set: readonly Uint8Array[]) => readonly Uint8Array[];
    readonly signer: (elements: readonly Uint8Array[]) => readonly Uint8Array[];
    readonly data: (elements: readonly Uint8Array[]) => readonly Uint8Array[];
  }> = {},
): MakeContainer {
  return (content) => {
    const { certificate } = CITY;
    const attribute = (type: string, value: Uint8Array) => der.sequence(der.oid(type), der.setOf(value));
    const hash = createHash('sha256').update(certificate).digest();
    const attributes = der.element(
      der.TAG.set,
      ...(change.attributes ?? same)([
        attribute(OID.contentType, der.oid(OID.data)),
        attribute(OID.messageDigest, der.octetString(createHash('sha256').update(content).digest())),
        attribute(OID.signingCertificateV2, der.sequence(der.sequence(der.sequence(der.octetString(hash))))),
      ]),
    );
    const tbs = [...new der.DerReader(certificate).enter().enter()];
    const sha256 = der.sequence(der.oid(OID.sha256));
    const signer = der.sequence(
      ...(change.signer ?? same)([
        der.integer(1),
        der.sequence(tbs[3]?.raw ?? new Uint8Array(), tbs[1]?.raw ?? new Uint8Array()),
        sha256,
        der.retag(der.contextTag(0), attributes),
        der.sequence(der.oid(OID.rsaEncryption), der.nullValue()),
        der.octetString(CITY.sign(attributes)),
      ]),
    );
    const data = der.sequence(
      ...(change.data ?? same)([
        der.integer(1),
        der.setOf(sha256),
        der.sequence(der.oid(OID.data)),
        der.explicit(0, certificate),
        der.setOf(signer),
      ]),
    );
    return der.sequence(der.oid('1.2.840.113549.1.7.2'), der.explicit(0, data));
  };
}

export const same = (elements: readonly Uint8Array[]): readonly Uint8Array[] => elements;
export const at =
  (place: number, change: (element: Uint8Array) => Uint8Array | readonly Uint8Array[]) =>
  (elements: readonly Uint8Array[]): readonly Uint8Array[] => {
    const changed = change(elements[place] ?? new Uint8Array());
    return elements.toSpliced(place, 1, ...(changed instanceof Uint8Array ? [changed] : changed));
  };
export const END = Uint8Array.of(0, 0);

/** The same in BER: no length told of anything, each OCTET STRING in two pieces; certificates and attributes as they are. */
export function withoutLengths(element: Uint8Array, depth = 0): Uint8Array {
  const node = der.readElement(element);
  if (node.tag === der.TAG.octetString) {
    const half = node.content.length >> 1;
    const pieces = [node.content.subarray(0, half), node.content.subarray(half)];
    return Buffer.concat([Uint8Array.of(0x24, 0x80), ...pieces.map((piece) => der.octetString(piece)), END]);
  }
  const kept = depth > 2 && node.tag === der.contextTag(0);
  if ((node.tag & 0x20) === 0 || kept) return element;
  const inner = [...der.DerReader.inside(node)].map(({ raw }) => withoutLengths(raw, depth + 1));
  return Buffer.concat([Uint8Array.of(node.tag, 0x80), ...inner, END]);
}
