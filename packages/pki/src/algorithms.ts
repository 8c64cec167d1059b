import { nullValue, oid, sequence } from './der/write.ts';
import { OID } from './oids.ts';

/** The signature algorithms of the two generations (pki.md §1). */
export type SignatureAlgorithm = 'sha256WithRSA' | 'sha384WithECDSA';

/** The key types that CAs and certificate holders may have. */
export type KeySpec = 'rsa-2048' | 'ec-p384';

interface AlgorithmFacts {
  readonly oid: string;
  readonly hash: 'sha256' | 'sha384';
  readonly keySpec: KeySpec;
  /** AlgorithmIdentifier, DER. RSA has NULL parameters (RFC 4055 §5), ECDSA has none (RFC 5758 §3.2). */
  readonly identifier: Uint8Array;
}

export const SIGNATURE_ALGORITHMS: Readonly<Record<SignatureAlgorithm, AlgorithmFacts>> = {
  sha256WithRSA: {
    oid: OID.sha256WithRSAEncryption,
    hash: 'sha256',
    keySpec: 'rsa-2048',
    identifier: sequence(oid(OID.sha256WithRSAEncryption), nullValue()),
  },
  sha384WithECDSA: {
    oid: OID.ecdsaWithSha384,
    hash: 'sha384',
    keySpec: 'ec-p384',
    identifier: sequence(oid(OID.ecdsaWithSha384)),
  },
};

/** As some others write it: RFC 4055 §5 has NULL written, and its absence accepted. */
const RSA_WITHOUT_PARAMETERS = sequence(oid(OID.sha256WithRSAEncryption));

/**
 * Names the algorithm of an AlgorithmIdentifier as it is read; undefined if it is none of ours. ECDSA has no parameters,
 * RSA has NULL or none.
 */
export function signatureAlgorithmOf(identifier: Uint8Array): SignatureAlgorithm | undefined {
  for (const name of ['sha256WithRSA', 'sha384WithECDSA'] as const) {
    if (Buffer.compare(SIGNATURE_ALGORITHMS[name].identifier, identifier) === 0) return name;
  }
  return Buffer.compare(RSA_WITHOUT_PARAMETERS, identifier) === 0 ? 'sha256WithRSA' : undefined;
}

/** The one algorithm that goes with a key type. */
export function algorithmForKey(spec: KeySpec): SignatureAlgorithm {
  return spec === 'rsa-2048' ? 'sha256WithRSA' : 'sha384WithECDSA';
}
