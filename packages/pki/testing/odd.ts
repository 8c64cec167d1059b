import { encodeExtension } from '../src/certificate/extensions.ts';
import { DerReader } from '../src/der/read.ts';
import { TAG } from '../src/der/tags.ts';
import { element, explicit, implicit, oid, sequence } from '../src/der/write.ts';
import { OID } from '../src/oids.ts';
import { edit } from './edit.ts';
import { issue, requestFor, testCa } from './fixtures.ts';

export const ca = await testCa('signature');
export const sound = await issue(ca, requestFor(ca, 'signature'));
export const time = (tag: number, text: string) => element(tag, new TextEncoder().encode(text));
export const raw = (...octets: number[]) => Uint8Array.from(octets);
export const NOTHING: readonly Uint8Array[] = [];

/** Places in a TBSCertificate of version 3. */
export const TBS = {
  version: 0,
  serial: 1,
  algorithm: 2,
  issuer: 3,
  validity: 4,
  subject: 5,
  key: 6,
  extensions: 7,
};

export const tbs = (
  place: number,
  change: (raw: Uint8Array) => Uint8Array | readonly Uint8Array[],
  ...below: number[]
) => edit(sound, [0, place, ...below], change);

export const without = (der: Uint8Array, place: number) => edit(der, [0, place], () => NOTHING);

/** The certificate with one more extension, or another value of one that is there. */
export function withExtension(id: string, value: Uint8Array, critical = false): Uint8Array {
  return tbs(
    TBS.extensions,
    (list) => {
      const others = [...DerReader.sequence(list)].filter(
        (node) => !Buffer.from(node.raw).includes(Buffer.from(oid(id))),
      );
      return sequence(...others.map((node) => node.raw), encodeExtension({ oid: id, critical, value }));
    },
    0,
  );
}

export const url = (text: string) => implicit(6, new TextEncoder().encode(text));
export const name = (...rdns: Uint8Array[]) => sequence(...rdns);
export const pair = (type: string, value: Uint8Array) => sequence(oid(type), value);
export const cn = (value: Uint8Array) => name(element(TAG.set, pair(OID.commonName, value)));
export const point = (...parts: Uint8Array[]) => sequence(sequence(...parts));
export const fullName = explicit(0, explicit(0, url('http://a/')));
export const policy = (...parts: Uint8Array[]) => sequence(oid('1.2.3'), ...parts);
