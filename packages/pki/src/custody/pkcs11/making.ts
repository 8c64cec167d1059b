import { PkiError } from '../../errors.ts';
import type { Connection, Handle } from './cryptoki.ts';
import { candidates, type Entry, entryOf, P384_PARAMETERS, pause } from './entries.ts';
import type { Attributes, ObjectStore } from './objects.ts';
import type { TokenCalls } from './protocol.ts';

/** How often two processes that make the same label at once step back for each other before one gives up. */
const ROUNDS = 6;

const exists = (label: string) => new PkiError('key-exists', `${label} exists and is never overwritten`);

/** Private keys and secrets alike: they stay in the token and nobody changes them. */
const KEPT: Attributes = { TOKEN: true, PRIVATE: true, SENSITIVE: true, MODIFIABLE: false };

/**
 * PKCS #11 has no unique labels. So whoever makes a key opens the token anew and looks again: who sees another key beside
 * the own one destroys the own, waits a random moment and starts over. Of two makers at most one then finds itself alone,
 * as one of them looks after the other has made. That holds where a key is in sight of everybody once it is made; a token
 * of several machines that shows it later could end with two keys under a label, which is refused as damaged from then
 * on. A key whose `id` is already there was made by an earlier attempt of this very question whose answer was lost.
 */
function makeOnce(
  objects: ObjectStore,
  connection: Connection,
  question: { readonly label: string; readonly id: Uint8Array },
  make: () => void,
  unmake: () => void,
): Entry {
  const { label, id } = question;
  const seen = () => candidates(objects, connection, label);
  const isOwn = (handle: Handle) => Buffer.compare(objects.read(handle, 'ID'), id) === 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = seen();
    if (before.length === 0) {
      objects.assertInSight();
      objects.setMark();
      make();
    } else if (!before.some(isOwn)) {
      throw exists(label);
    }
    connection.renew();
    const [own, ...others] = seen();
    if (own && others.length === 0 && isOwn(own)) return entryOf(objects, connection, label, own);
    unmake();
    pause(10 + Math.floor(Math.random() * 90));
  }
  throw exists(label);
}

function destroyAll(objects: ObjectStore, handles: readonly Handle[]): void {
  for (const handle of handles) objects.destroy(handle);
}

export function makeKeyPair(
  objects: ObjectStore,
  connection: Connection,
  { label, spec, id: hexId }: Parameters<TokenCalls['create']>[0],
): Entry {
  const { binding, library } = connection;
  const id = Buffer.from(hexId, 'hex');
  const common = { LABEL: label, ID: id };
  const parameters: Attributes =
    spec === 'rsa-2048'
      ? { MODULUS_BITS: 2048, PUBLIC_EXPONENT: Buffer.from([1, 0, 1]) }
      : { EC_PARAMS: P384_PARAMETERS };
  const publicKey = {
    ...common,
    ...parameters,
    TOKEN: true,
    PRIVATE: false,
    VERIFY: true,
    MODIFIABLE: false,
  };
  const privateKey = { ...KEPT, ...common, EXTRACTABLE: false, SIGN: true, ...NO_OTHER_USE };
  const mechanism = spec === 'rsa-2048' ? binding.CKM_RSA_PKCS_KEY_PAIR_GEN : binding.CKM_EC_KEY_PAIR_GEN;
  return makeOnce(
    objects,
    connection,
    { label, id },
    () =>
      library.C_GenerateKeyPair(
        connection.session,
        { mechanism },
        objects.template(publicKey),
        objects.template(privateKey),
      ),
    () => {
      destroyAll(objects, objects.find({ CLASS: binding.CKO_PRIVATE_KEY, LABEL: label, ID: id }));
      destroyAll(objects, objects.find({ CLASS: binding.CKO_PUBLIC_KEY, LABEL: label, ID: id }));
    },
  );
}

/** A CA key signs and does nothing else. */
const NO_OTHER_USE: Attributes = { DECRYPT: false, UNWRAP: false, DERIVE: false };

/**
 * A secret is the AES key of its label, and beside it one key for each use: tokens need not agree on how to derive one
 * from another. The AES key comes last, so that what is there is whole.
 */
export function makeSecret(
  objects: ObjectStore,
  connection: Connection,
  { label, bytes, extractable, id: hexId }: Parameters<TokenCalls['createSecret']>[0],
): Entry {
  const { binding, library } = connection;
  const id = Buffer.from(hexId, 'hex');
  const CLASS = binding.CKO_SECRET_KEY;
  const generate = (mechanism: number, attributes: Attributes) => {
    const template = { CLASS, ...KEPT, ID: id, ...attributes };
    library.C_GenerateKey(connection.session, { mechanism }, objects.template(template));
  };
  const found = (name: string) => objects.find({ TOKEN: true, CLASS, LABEL: name, ID: id });
  const names = { main: label, mac: `${label}#mac`, seal: `${label}#seal` };
  return makeOnce(
    objects,
    connection,
    { label, id },
    () => {
      if (found(names.mac).length === 0) {
        const KEY_TYPE = binding.CKK_GENERIC_SECRET;
        generate(binding.CKM_GENERIC_SECRET_KEY_GEN, {
          LABEL: names.mac,
          KEY_TYPE,
          VALUE_LEN: 32,
          EXTRACTABLE: false,
          SIGN: true,
        });
      }
      if (found(names.seal).length === 0) {
        generate(binding.CKM_AES_KEY_GEN, {
          LABEL: names.seal,
          VALUE_LEN: 32,
          EXTRACTABLE: false,
          ENCRYPT: true,
          DECRYPT: true,
        });
      }
      generate(binding.CKM_AES_KEY_GEN, {
        LABEL: label,
        VALUE_LEN: bytes,
        EXTRACTABLE: extractable,
        ENCRYPT: false,
        DECRYPT: false,
      });
    },
    () => {
      for (const name of [names.main, names.seal, names.mac]) destroyAll(objects, found(name));
    },
  );
}
