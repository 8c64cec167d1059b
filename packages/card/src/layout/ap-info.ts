import { concat, hex } from '../bytes.ts';
import { decodeDigits, encodeDigits, ofLength } from './fields.ts';
import { encodeTlv, padWithFiller, readSequence, readTagged } from './tlv.ts';

const TEXT_VERSION = hex('01030E01');
const VISUAL_VERSION = hex('06030E01');
// Go myna reads exactly 256 bytes in one READ (chip.md §2.2).
const TEXT_FILE_LENGTH = 256;

const filler = (length: number) => new Uint8Array(length).fill(0xff);

/** Text EF 0005: `FF40 82 009F {DF41 version, DF42 key id, DF43 opaque}`, filled up to 256 bytes. */
export function encodeTextApInfo({
  keyId,
  version = TEXT_VERSION,
  opaque = filler(32),
}: {
  readonly keyId: Uint8Array;
  readonly version?: Uint8Array;
  readonly opaque?: Uint8Array;
}): Uint8Array {
  const rest = concat(ofLength(opaque, 32, 'the opaque part'), filler(96));
  // Real cards write both long lengths in two bytes although one would do.
  const value = concat(...versionAndKey(0xdf41, version, keyId), encodeTlv(0xdf43, rest, '82'));
  return padWithFiller(encodeTlv(0xff40, value, '82'), TEXT_FILE_LENGTH);
}

/** @throws LayoutError */
export function decodeTextApInfo(bytes: Uint8Array): {
  readonly version: Uint8Array;
  readonly keyId: Uint8Array;
  readonly opaque: Uint8Array;
} {
  const [version, keyId, opaque] = readSequence(readTagged(bytes, 0xff40).value, [0xdf41, 0xdf42, 0xdf43]);
  return { version: version.value, keyId: keyId.value, opaque: opaque.value.slice(0, 32) };
}

/** Card-face EF 0003: `FF30 {DF31 version, DF32 key id, DF33 00, DF34 municipality, DF35 key id + 256 bytes}`. */
export function encodeVisualApInfo({
  keyId,
  municipality,
  opaqueKeyId,
  version = VISUAL_VERSION,
  opaque = filler(256),
}: {
  readonly keyId: Uint8Array;
  /** Five digits. */
  readonly municipality: string;
  readonly opaqueKeyId: Uint8Array;
  readonly version?: Uint8Array;
  readonly opaque?: Uint8Array;
}): Uint8Array {
  const tail = concat(ofLength(opaqueKeyId, 16, 'a key id'), ofLength(opaque, 256, 'the opaque part'));
  const value = concat(
    ...versionAndKey(0xdf31, version, keyId),
    encodeTlv(0xdf33, hex('00')),
    encodeTlv(0xdf34, encodeDigits(municipality, 5)),
    encodeTlv(0xdf35, tail),
  );
  return encodeTlv(0xff30, value);
}

/** @throws LayoutError */
export function decodeVisualApInfo(bytes: Uint8Array): {
  readonly version: Uint8Array;
  readonly keyId: Uint8Array;
  readonly municipality: string;
  readonly opaqueKeyId: Uint8Array;
  readonly opaque: Uint8Array;
} {
  const tags = [0xdf31, 0xdf32, 0xdf33, 0xdf34, 0xdf35] as const;
  const [version, keyId, , municipality, tail] = readSequence(readTagged(bytes, 0xff30).value, tags);
  return {
    version: version.value,
    keyId: keyId.value,
    municipality: decodeDigits(municipality.value, 5),
    opaqueKeyId: tail.value.slice(0, 16),
    opaque: tail.value.slice(16),
  };
}

function versionAndKey(
  tag: number,
  version: Uint8Array,
  keyId: Uint8Array,
): readonly [Uint8Array, Uint8Array] {
  return [
    encodeTlv(tag, ofLength(version, 4, 'the version')),
    encodeTlv(tag + 1, ofLength(keyId, 16, 'a key id')),
  ];
}
