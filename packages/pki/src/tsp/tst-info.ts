import { readExtensions } from '../certificate/extensions.ts';
import { readGeneralNames } from '../certificate/general-names.ts';
import { DerReader, readFlag, readInteger, readOid, readSmallInteger } from '../der/read.ts';
import { contextTag, primitiveContextTag, TAG } from '../der/tags.ts';
import { boolean, explicit, implicit, integer, integerContent, oid, sequence } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';
import { encodeImprint, type MessageImprint, readImprint } from './imprint.ts';
import { readStampTime, stampTime } from './time.ts';

/** What a time stamp says (RFC 3161 §2.4.2). */
export interface TstInfo {
  readonly policy: string;
  readonly imprint: MessageImprint;
  /** Positive, at most 20 octets, unique for the authority for ever. */
  readonly serial: bigint;
  readonly time: Date;
  /** How far the true time may be from `time`, in milliseconds; undefined: nothing is said. */
  readonly accuracyMs?: number;
  /** Whether any two stamps of this authority can be ordered by their times alone. */
  readonly ordering: boolean;
  readonly nonce?: bigint;
  /** Subject of the authority's certificate, DER Name. */
  readonly authority?: Uint8Array;
}

/** Accuracy ::= SEQUENCE { seconds, millis [0] (1..999), micros [1] }. */
function encodeAccuracy(milliseconds: number): Uint8Array {
  const seconds = Math.floor(milliseconds / 1000);
  const millis = milliseconds % 1000;
  return sequence(
    ...(seconds > 0 ? [integer(seconds)] : []),
    ...(millis > 0 ? [implicit(0, integerContent(millis))] : []),
  );
}

function readAccuracy(reader: DerReader): number {
  const seconds = reader.optional(TAG.integer);
  const millis = reader.optional(primitiveContextTag(0));
  const micros = reader.optional(primitiveContextTag(1));
  reader.end();
  const part = (node: typeof millis): number => (node ? readSmallInteger(node, node.tag) : 0);
  const whole = [seconds ? readSmallInteger(seconds) : 0, part(millis), part(micros)] as const;
  if (whole[0] < 0 || whole.slice(1).some((value) => value < 0 || value > 999)) {
    throw new PkiError('der-value', 'accuracy out of range');
  }
  // A microsecond begun is a millisecond: an accuracy is never made better than it was told.
  return whole[0] * 1000 + whole[1] + (whole[2] > 0 ? 1 : 0);
}

/** TSTInfo, DER. `accuracyMs` is a whole number. */
export function encodeTstInfo(info: TstInfo): Uint8Array {
  const { policy, imprint, serial, time, accuracyMs, ordering, nonce, authority } = info;
  return sequence(
    integer(1),
    oid(policy),
    encodeImprint(imprint),
    integer(serial),
    stampTime(time),
    ...(accuracyMs === undefined ? [] : [encodeAccuracy(accuracyMs)]),
    ...(ordering ? [boolean(true)] : []),
    ...(nonce === undefined ? [] : [integer(nonce)]),
    // tsa [0] GeneralName, directoryName [4]; CHOICE types are tagged explicitly (X.680 §31.2.7)
    ...(authority ? [explicit(0, explicit(4, authority))] : []),
  );
}

/** Reads a TSTInfo of any authority. Throws `tsp-malformed`, `tsp-version`, `tsp-algorithm`. */
export function readTstInfo(der: Uint8Array): TstInfo {
  return reading('tsp-malformed', 'TSTInfo', () => {
    const reader = DerReader.sequence(der);
    if (readSmallInteger(reader.next()) !== 1) throw new PkiError('tsp-version', 'version is not 1');
    const policy = readOid(reader.next());
    const imprint = readImprint(reader.next(TAG.sequence));
    const serial = readInteger(reader.next(), 21);
    const time = readStampTime(reader.next());
    const accuracy = reader.peek() === TAG.sequence ? reader.enter() : undefined;
    const accuracyMs = accuracy && readAccuracy(accuracy);
    const flag = reader.optional(TAG.boolean);
    const nonce = reader.optional(TAG.integer);
    const name = reader.explicit(0);
    if (name) readGeneralNames(name.raw);
    const authority = name?.tag === contextTag(4) ? name.content : undefined;
    const extensions = reader.enterContext(1);
    // Nothing is known of any extension, so a critical one makes the whole thing unknown.
    const critical = extensions && readExtensions(extensions).find((one) => one.critical);
    if (critical) throw new PkiError('tsp-malformed', `critical extension ${critical.oid}`);
    reader.end();
    return {
      policy,
      imprint,
      serial,
      time,
      ...(accuracyMs !== undefined && { accuracyMs }),
      ordering: readFlag(flag),
      ...(nonce && { nonce: readInteger(nonce) }),
      ...(authority && { authority }),
    };
  });
}
