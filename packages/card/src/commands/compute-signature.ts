import type { CommandApdu } from '../apdu.ts';
import type { KeyFile } from '../applications/definition.ts';
import { type SigningKey, signDigest, signPkcs1, signPss } from '../crypto/rsa.ts';
import { sha256 } from '../crypto/sha256.ts';
import { keyAt } from '../image/edits.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import { type Command, requireLe } from './command.ts';
import { referencedFile, selectFile } from './file-reference.ts';

interface Scheme {
  readonly shortest: number;
  readonly longest: number;
  readonly sign: (key: SigningKey, data: Uint8Array, random: (length: number) => Uint8Array) => Uint8Array;
}

const HASH = { shortest: 32, longest: 32 };
const MESSAGE = { shortest: 1, longest: 255 };
// [U] in chip.md §4.6: as long as the hash, which is also what PKCS#1 recommends.
const SALT_LENGTH = 32;

/** What P1 asks for (chip.md §4.6). */
const SCHEMES: Readonly<Record<number, Scheme>> = {
  // PKCS#1 v1.5 type 1 leaves 245 of 256 bytes; the card does not look at what is inside.
  0: { shortest: 1, longest: 245, sign: signPkcs1 },
  1: { ...MESSAGE, sign: (key, message) => signPkcs1(key, sha256(message)) },
  2: { ...HASH, sign: signDigest },
  3: { ...MESSAGE, sign: (key, message) => signDigest(key, sha256(message)) },
  4: { ...HASH, sign: (key, digest, random) => signPss(key, digest, random(SALT_LENGTH)) },
  5: { ...MESSAGE, sign: (key, message, random) => signPss(key, sha256(message), random(SALT_LENGTH)) },
};

const SIGNATURE_LENGTH = 256;
const DEFAULT_KEY = 0x00;

/** COMPUTE DIGITAL SIGNATURE `80 2A`; several signatures may follow one VERIFY (chip.md §4.6). */
export const computeSignature: Command = (machine, command) => {
  const scheme = SCHEMES[command.p1] ?? refuse(SW.wrongParameters);
  const file = referencedKey(machine, command);
  if (!file.signs) refuse(SW.conditionsOfUse);
  if (file.onlyWhenActive && machine.image.state !== 'active') refuse(SW.conditionsOfUse);
  machine.requireAccess(file.use);
  const stored = keyAt(machine.image, { application: machine.application.name, id: file.id });
  if (!stored) return refuse(SW.referenceNotFound);
  const { data } = command;
  if (data.length < scheme.shortest || data.length > scheme.longest) refuse(SW.wrongLength);
  if (requireLe(command) < SIGNATURE_LENGTH) refuse(SW.wrongLength);
  return scheme.sign(machine.signingKey(stored), data, (length) => machine.random(length));
};

function referencedKey(machine: Machine, { p2 }: CommandApdu): KeyFile {
  const { defaultKey } = machine.application;
  const file =
    p2 === DEFAULT_KEY
      ? selectFile(machine, defaultKey ?? refuse(SW.referenceNotFound))
      : referencedFile(machine, p2);
  return file.kind === 'key' ? file : refuse(SW.referenceNotFound);
}
