import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, sign } from 'node:crypto';
import { der, signedAttributes } from '@mibun/pki';
import { embedSignature } from '../src/pades/embed.ts';
import { prepareSignature } from '../src/pades/prepare.ts';
import type { SignatureRequest } from '../src/pades/types.ts';

/** A self-signed certificate and its key, for tests. */
export interface ThrowAwaySigner {
  readonly certificate: Uint8Array;
  readonly sign: (data: Uint8Array) => Uint8Array;
}

export const SIGNING_TIME = new Date('2026-11-22T01:02:03Z');

const UTF8_NAME = (cn: string): Uint8Array =>
  der.sequence(
    der.setOf(der.sequence(der.oid('2.5.4.10'), der.utf8('MIBUN'))),
    der.setOf(der.sequence(der.oid('2.5.4.3'), der.utf8(cn))),
  );

const FAMILY = {
  rsa: { digest: 'sha256', oid: '1.2.840.113549.1.1.11' },
  ec: { digest: 'sha384', oid: '1.2.840.10045.4.3.3' },
} as const;

/** Makes a signer with RSA-2048 or P-384. */
export function throwAwaySigner(family: 'rsa' | 'ec' = 'rsa', commonName = 'Mihon City'): ThrowAwaySigner {
  const { publicKey, privateKey } = newKey(family);
  const { digest, oid } = FAMILY[family];
  const algorithm = der.sequence(der.oid(oid), ...(family === 'rsa' ? [der.nullValue()] : []));
  const name = UTF8_NAME(commonName);
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(0x0123456789),
    algorithm,
    name,
    der.sequence(der.time(new Date('2026-01-01T00:00:00Z')), der.time(new Date('2036-01-01T00:00:00Z'))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const certificate = der.sequence(tbs, algorithm, der.bitString(sign(digest, tbs, privateKey)));
  return { certificate, sign: (data) => sign(digest, data, privateKey) };
}

function newKey(family: 'rsa' | 'ec'): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return family === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
}

/** Prepares, signs and embeds in one step. */
export function signPdf(
  pdf: Uint8Array,
  signer: ThrowAwaySigner,
  extra: Partial<SignatureRequest> = {},
): Uint8Array {
  const { certificate } = signer;
  const prepared = prepareSignature(pdf, {
    signerName: '見本市長',
    reason: '住民票の写し',
    location: 'Mihon',
    signingTime: SIGNING_TIME,
    certificate,
    ...extra,
  });
  const attributes = signedAttributes({ digest: prepared.digest, certificate });
  const signature = signer.sign(attributes);
  return embedSignature(prepared, { certificate, chain: [], signature, signedAttributes: attributes });
}
