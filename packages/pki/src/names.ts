import { backward } from './der/backward.ts';
import { type DerElement, DerReader, readOid, readText } from './der/read.ts';
import { TAG } from './der/tags.ts';
import { compareBytes, printable } from './der/write.ts';
import { PkiError } from './errors.ts';
import { OID } from './oids.ts';

/** The attribute types written in names, with the short text they are known by. */
export const ATTRIBUTE_TYPES = {
  C: OID.country,
  L: OID.locality,
  ST: OID.stateOrProvince,
  O: OID.organization,
  OU: OID.organizationalUnit,
  CN: OID.commonName,
  T: OID.title,
  serialNumber: OID.serialNumber,
  emailAddress: OID.emailAddress,
} as const;

export type AttributeType = keyof typeof ATTRIBUTE_TYPES;

/** One attribute to be written: each becomes a relative distinguished name of its own. */
export interface NameAttribute {
  readonly type: AttributeType;
  readonly value: string;
}

/** One attribute as read: a short type if it is a known one, else the dotted OID. */
export interface ReadAttribute {
  readonly type: string;
  readonly value: string;
}

/**
 * A distinguished name. Values are UTF8String, except the country and serial number, which X.520 makes
 * PrintableString (RFC 5280 §4.1.2.4, Appendix A.1).
 */
export function encodeName(attributes: readonly NameAttribute[]): Uint8Array {
  return backward((writer) => {
    const end = writer.mark();
    for (const { type, value } of attributes.toReversed()) {
      const attribute = writer.mark();
      if (type === 'C' || type === 'serialNumber') writer.octets(printable(value));
      else writer.utf8(value);
      writer.oid(ATTRIBUTE_TYPES[type]);
      writer.close(TAG.sequence, attribute);
      writer.close(TAG.set, attribute);
    }
    writer.close(TAG.sequence, end);
  });
}

const SHORT_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries(ATTRIBUTE_TYPES).map(([short, dotted]) => [dotted, short]),
);

/** Reads a distinguished name; attributes in their order, those of a multi-valued RDN one by one. */
export function readName(der: Uint8Array): readonly ReadAttribute[] {
  const attributes: ReadAttribute[] = [];
  const rdns = DerReader.sequence(der);
  while (!rdns.done) {
    const set = rdns.enter(TAG.set);
    let before: DerElement | undefined;
    do {
      const node = set.next(TAG.sequence);
      // X.690 §11.6: a SET OF in its one order; so nothing stands in it twice
      if (before && compareBytes(before.raw, node.raw) >= 0)
        throw new PkiError('der-value', 'RDN not in order');
      before = node;
      const pair = DerReader.inside(node);
      const type = readOid(pair.next());
      const value = readText(pair.next());
      pair.end();
      attributes.push({ type: SHORT_TYPES.get(type) ?? type, value });
    } while (!set.done);
  }
  return attributes;
}

/** A name as one line, in the order it is encoded; `\` before what would be misread (RFC 4514 §2.4). */
export function nameText(attributes: readonly ReadAttribute[]): string {
  return attributes.map(({ type, value }) => `${type}=${value.replace(/[\\,+"<>;=]/g, '\\$&')}`).join(', ');
}
