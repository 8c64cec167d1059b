import { type DerElement, DerReader, readAscii, readElement, readOid, readText } from '../der/read.ts';
import { contextTag, primitiveContextTag } from '../der/tags.ts';
import { asciiContent, explicit, implicit } from '../der/write.ts';
import { encodeName, type NameAttribute, nameText, readName } from '../names.ts';
import type { OtherName } from '../person.ts';

/** GeneralName choices this system looks at (RFC 5280 §4.2.1.6). Others are counted, not read. */
export interface GeneralNames {
  readonly otherNames: readonly OtherName[];
  readonly emails: readonly string[];
  readonly urls: readonly string[];
  readonly directoryNames: readonly string[];
  readonly count: number;
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
  const inner = readElement(value.bytes, value.contentStart, value.end);
  return {
    oid,
    value: inner.tag === 0x0c || inner.tag === 0x13 || inner.tag === 0x16 ? readText(inner) : '',
  };
}

/** Reads the elements of a GeneralNames. */
export function readGeneralNames(content: Uint8Array): GeneralNames {
  const otherNames: OtherName[] = [];
  const emails: string[] = [];
  const urls: string[] = [];
  const directoryNames: string[] = [];
  let count = 0;
  const names = new DerReader(content);
  while (!names.done) {
    const node = names.next();
    count++;
    if (node.tag === contextTag(0)) otherNames.push(readOtherName(node));
    else if (node.tag === primitiveContextTag(1)) emails.push(readAscii(node.content));
    else if (node.tag === primitiveContextTag(6)) urls.push(readAscii(node.content));
    else if (node.tag === contextTag(4)) directoryNames.push(nameText(readName(node.content)));
  }
  return { otherNames, emails, urls, directoryNames, count };
}
