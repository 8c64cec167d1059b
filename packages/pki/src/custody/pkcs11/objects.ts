import type { Template } from 'pkcs11js';
import { PkiError } from '../../errors.ts';
import type { Binding, Connection, Handle } from './cryptoki.ts';

/** Named attributes, as PKCS #11 writes them without `CKA_`. */
export type Attributes = Readonly<Partial<Record<AttributeName, number | boolean | string | Uint8Array>>>;
export type AttributeName = {
  [K in keyof Binding]: K extends `CKA_${infer Name}` ? Name : never;
}[keyof Binding];

/** Marks a token as seen and used by this custody; see {@link ObjectStore.assertInSight}. */
const MARK = 'mibun#custody';
const MOST = 1000;

/** Finding, reading, making and destroying objects in one session. */
export class ObjectStore {
  readonly #connection: Connection;
  #marked: boolean;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#marked = this.#seesMark();
  }

  template(attributes: Attributes): Template {
    const { binding } = this.#connection;
    return Object.entries(attributes).map(([name, value]) => ({
      type: binding[`CKA_${name as AttributeName}`],
      value: value instanceof Uint8Array ? Buffer.from(value) : value,
    }));
  }

  find(attributes: Attributes): readonly Handle[] {
    const { library, session } = this.#connection;
    library.C_FindObjectsInit(session, this.template(attributes));
    const found: Handle[] = [];
    for (;;) {
      const some = library.C_FindObjects(session, MOST);
      found.push(...some);
      if (some.length < MOST) break;
    }
    library.C_FindObjectsFinal(session);
    return found;
  }

  read(object: Handle, name: AttributeName): Buffer {
    const { binding, library, session } = this.#connection;
    const [attribute] = library.C_GetAttributeValue(session, object, [{ type: binding[`CKA_${name}`] }]);
    return attribute?.value ? Buffer.from(attribute.value as Buffer) : Buffer.alloc(0);
  }

  readNumber(object: Handle, name: AttributeName): number {
    const octets = this.read(object, name);
    // CK_ULONG in the machine's own length and order
    if (octets.length === 8) return Number(octets.readBigUInt64LE());
    return octets.length === 4 ? octets.readUInt32LE() : -1;
  }

  readFlag(object: Handle, name: AttributeName): boolean {
    return this.read(object, name)[0] === 1;
  }

  destroy(object: Handle): void {
    this.#connection.library.C_DestroyObject(this.#connection.session, object);
  }

  /** Before something is made: from now on the token has the mark. */
  setMark(): void {
    if (this.#seesMark()) return;
    const { binding, library, session } = this.#connection;
    const mark = {
      CLASS: binding.CKO_DATA,
      TOKEN: true,
      PRIVATE: false,
      LABEL: MARK,
      VALUE: Buffer.from([1]),
    };
    library.C_CreateObject(session, this.template(mark));
    this.#marked = true;
  }

  /**
   * Before anybody is told that something is not there. A library whose token has gone may find nothing without an
   * error (SoftHSM does, also after the token is back), and a caller would make a second key. So the mark must be in
   * sight, unless this session has found a token that nobody has used yet. Throws like a token that is away.
   */
  assertInSight(): void {
    const { library, slot } = this.#connection;
    library.C_GetTokenInfo(slot);
    if (this.#marked && !this.#seesMark()) throw new Error('CKR_TOKEN_NOT_PRESENT');
  }

  #seesMark(): boolean {
    return this.find({ CLASS: this.#connection.binding.CKO_DATA, TOKEN: true, LABEL: MARK }).length > 0;
  }
}

/** A buffer with an address even when it is empty: bindings pass NULL otherwise, which libraries refuse. */
export function withAddress(octets: Uint8Array): Buffer {
  const copy = Buffer.alloc(octets.length + 1);
  copy.set(octets);
  return copy.subarray(0, octets.length);
}

export function damaged(label: string, why: string): PkiError {
  return new PkiError('key-damaged', `${label}: ${why}`);
}
