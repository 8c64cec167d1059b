import { bitString, oid, readOctetString, readWhole, sequence, TAG } from '../../der/index.ts';
import { PkiError } from '../../errors.ts';
import { OID } from '../../oids.ts';
import { rsaSpki } from '../../spki.ts';
import type { CustodyEntryKind } from '../custody.ts';
import type { Connection, Handle } from './cryptoki.ts';
import { damaged, type ObjectStore } from './objects.ts';

/** The private key or the AES key that a label stands for. */
export interface Entry {
  readonly label: string;
  readonly handle: Handle;
  readonly kind: CustodyEntryKind;
  /** CKA_ID, common to all objects of the entry. */
  readonly id: Uint8Array;
}

export const P384_PARAMETERS = oid(OID.secp384r1);
const P384_POINT_OCTETS = 97;

/** All private and secret keys under a label. More than one only while two processes make it at once. */
export function candidates(objects: ObjectStore, { binding }: Connection, label: string): readonly Handle[] {
  return [binding.CKO_PRIVATE_KEY, binding.CKO_SECRET_KEY].flatMap((CLASS) =>
    objects.find({ TOKEN: true, CLASS, LABEL: label }),
  );
}

/** How often a label with several keys is looked at again before it counts as damaged. */
const LOOKS = 6;

/**
 * undefined if the token is in sight and has nothing under the label. Throws `key-damaged`, also for several keys of one
 * name, unless they are two makers at once, one of whom steps back in a moment.
 */
export function findEntry(objects: ObjectStore, connection: Connection, label: string): Entry | undefined {
  for (let look = 0; look < LOOKS; look++) {
    const [handle, ...others] = candidates(objects, connection, label);
    if (!handle) {
      objects.assertInSight();
      return undefined;
    }
    if (others.length === 0) return entryOf(objects, connection, label, handle);
    pause(50);
  }
  throw damaged(label, 'there are several keys of this name in the token');
}

export function entryOf(objects: ObjectStore, connection: Connection, label: string, handle: Handle): Entry {
  return { label, handle, kind: kindOf(objects, connection, label, handle), id: objects.read(handle, 'ID') };
}

/** Nothing else happens in this process meanwhile, and nothing else could. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function kindOf(
  objects: ObjectStore,
  { binding }: Connection,
  label: string,
  handle: Handle,
): CustodyEntryKind {
  const type = objects.readNumber(handle, 'KEY_TYPE');
  if (type === binding.CKK_RSA && objects.read(handle, 'MODULUS').length === 256) return 'rsa-2048';
  if (type === binding.CKK_EC && Buffer.compare(objects.read(handle, 'EC_PARAMS'), P384_PARAMETERS) === 0) {
    return 'ec-p384';
  }
  if (type === binding.CKK_AES) {
    const octets = objects.readNumber(handle, 'VALUE_LEN');
    if (octets === 16) return 'aes-128';
    if (octets === 32) return 'aes-256';
  }
  throw damaged(label, 'the token holds a key of another kind under this name');
}

/** SubjectPublicKeyInfo, DER, from the public object beside a private key. */
export function readPublicKey(objects: ObjectStore, { binding }: Connection, entry: Entry): Uint8Array {
  const [handle] = objects.find({
    TOKEN: true,
    CLASS: binding.CKO_PUBLIC_KEY,
    LABEL: entry.label,
    ID: entry.id,
  });
  if (!handle) throw damaged(entry.label, 'the token holds no public key beside the private one');
  if (entry.kind === 'rsa-2048') {
    return rsaSpki({
      modulus: objects.read(handle, 'MODULUS'),
      exponent: objects.read(handle, 'PUBLIC_EXPONENT'),
    });
  }
  const algorithm = sequence(oid(OID.ecPublicKey), P384_PARAMETERS);
  return sequence(algorithm, bitString(ecPoint(entry.label, objects.read(handle, 'EC_POINT'))));
}

/** PKCS #11 v2.40 §2.3.3 wants an OCTET STRING around the point; some tokens leave it away. */
function ecPoint(label: string, value: Uint8Array): Uint8Array {
  if (value.length === P384_POINT_OCTETS && value[0] === 0x04) return value;
  try {
    const point = readOctetString(readWhole(value, TAG.octetString));
    if (point.length === P384_POINT_OCTETS) return point;
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
  }
  throw damaged(label, 'the token reports no point of P-384');
}
