import { encodeExtension } from '../certificate/extensions.ts';
import { enumerated, sequence } from '../der/write.ts';
import { OID } from '../oids.ts';
import { REVOCATION_REASONS, type RevocationReason } from './reasons.ts';

function extensionsWith(code: number): Uint8Array {
  return sequence(encodeExtension({ oid: OID.reasonCode, critical: false, value: enumerated(code) }));
}

/** crlEntryExtensions for each reason; none for `unspecified` (RFC 5280 §5.3.1: SHOULD be absent). */
const ENCODED = Object.fromEntries(
  Object.entries(REVOCATION_REASONS).map(([name, code]) => [
    name,
    code === 0 ? new Uint8Array(0) : extensionsWith(code),
  ]),
) as Readonly<Record<RevocationReason, Uint8Array>>;

export function encodeReason(reason: RevocationReason): Uint8Array {
  return ENCODED[reason];
}
