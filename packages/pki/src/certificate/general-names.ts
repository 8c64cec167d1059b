import { decodeOid } from '../der/oid.ts';
import { type DerElement, DerReader, onlyElement, readAscii, readOid, readText } from '../der/read.ts';
import { contextTag, primitiveContextTag } from '../der/tags.ts';
import { asciiContent, explicit, implicit } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { encodeName, type NameAttribute, nameText, readName } from '../names.ts';
import type { OtherName } from '../person.ts';

/** GeneralName choices this system looks at (RFC 5280 §4.2.1.6). Others are counted, not read. */
export interface GeneralNames {
  readonly otherNames: readonly OtherName[];
  readonly emails: readonly string[];
  readonly urls: readonly string[];
  readonly directoryNames: readonly string[];
  readonly count: number;
  /** Each as it stands, DER. */
  readonly encoded: readonly Uint8Array[];
}

export function uriName(url: string): Uint8Array {
  return implicit(6, asciiContent(url));
}

/** directoryName is EXPLICIT, as Name is a CHOICE. */
export function directoryName(name: readonly NameAttribute[]): Uint8Array {
  return explicit(4, encodeName(name));
}

function readOtherName(node: DerElement): OtherName {
  const reader = DerReader.inside(node);
  const oid = readOid(reader.next());
  const value = reader.next(contextTag(0));
  reader.end();
  const inner = onlyElement(value.bytes, value.contentStart, value.end);
  return {
    oid,
    value: inner.tag === 0x0c || inner.tag === 0x13 || inner.tag === 0x16 ? readText(inner) : '',
  };
}

/** What each choice of GeneralName holds is checked, also where nothing here is made of it. */
function assertGeneralName(node: DerElement): void {
  switch (node.tag) {
    case primitiveContextTag(2): // dNSName
      readAscii(node.content);
      return;
    case contextTag(3): // x400Address and ediPartyName: nobody has them
    case contextTag(5):
      return;
    case primitiveContextTag(7): // iPAddress, or an address and its mask in name constraints
      if (![4, 16, 8, 32].includes(node.content.length)) throw new PkiError('der-value', 'no IP address');
      return;
    case primitiveContextTag(8): // registeredID
      decodeOid(node.bytes, node.contentStart, node.end);
      return;
    default:
      throw new PkiError('der-tag', `tag ${node.tag} where a GeneralName belongs`);
  }
}

/** Reads the elements of a GeneralNames. */
export function readGeneralNames(content: Uint8Array): GeneralNames {
  const otherNames: OtherName[] = [];
  const emails: string[] = [];
  const urls: string[] = [];
  const directoryNames: string[] = [];
  const encoded: Uint8Array[] = [];
  const names = new DerReader(content);
  while (!names.done) {
    const node = names.next();
    encoded.push(node.raw);
    if (node.tag === contextTag(0)) otherNames.push(readOtherName(node));
    else if (node.tag === primitiveContextTag(1)) emails.push(readAscii(node.content));
    else if (node.tag === primitiveContextTag(6)) urls.push(readAscii(node.content));
    else if (node.tag === contextTag(4)) directoryNames.push(nameText(readName(node.content)));
    else assertGeneralName(node);
  }
  return { otherNames, emails, urls, directoryNames, count: encoded.length, encoded };
}
