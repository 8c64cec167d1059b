import { DerReader, readOid, readText } from '../der/read.ts';
import { TAG } from '../der/tags.ts';

const TEXTS: ReadonlySet<number> = new Set([
  TAG.utf8String,
  TAG.printableString,
  TAG.teletexString,
  TAG.ia5String,
  TAG.bmpString,
]);

/** RFC 5280 §7.1: letters of either case and blanks of any number are the same, in whichever string type they stand. */
export function comparable(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** A DN as a list of its RDNs, each in a form that is the same for names that are equal (RFC 5280 §7.1). */
export function comparableName(der: Uint8Array): readonly string[] {
  const rdns: string[] = [];
  const list = DerReader.sequence(der);
  while (!list.done) {
    const attributes = [...list.enter(TAG.set)].map((node) => {
      const fields = DerReader.inside(node);
      const type = readOid(fields.next());
      const value = fields.next();
      const text = TEXTS.has(value.tag)
        ? comparable(readText(value))
        : Buffer.from(value.raw).toString('hex');
      return `${type}=${JSON.stringify(text)}`;
    });
    rdns.push(attributes.toSorted().join('+'));
  }
  return rdns;
}

/** Whether two DNs are equal. */
export function sameName(left: Uint8Array, right: Uint8Array): boolean {
  const [one, other] = [comparableName(left), comparableName(right)];
  return one.length === other.length && isWithin(one, other);
}

/** Whether a name lies in the subtree of another: it begins with all of its RDNs. */
export function isWithin(name: readonly string[], subtree: readonly string[]): boolean {
  return subtree.every((rdn, index) => rdn === name[index]);
}
