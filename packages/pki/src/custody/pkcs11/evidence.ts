import type { KeyEvidence } from '../custody.ts';
import type { Connection } from './cryptoki.ts';
import type { Entry } from './entries.ts';
import type { AttributeName, ObjectStore } from './objects.ts';

const FLAGS = [
  'TOKEN',
  'PRIVATE',
  'LOCAL',
  'SENSITIVE',
  'ALWAYS_SENSITIVE',
  'EXTRACTABLE',
  'NEVER_EXTRACTABLE',
  'MODIFIABLE',
  'SIGN',
  'DECRYPT',
  'UNWRAP',
  'DERIVE',
] as const satisfies readonly AttributeName[];

/** Reads back what the token says of a private key and of itself. */
export function readEvidence(
  objects: ObjectStore,
  { library, slot }: Connection,
  { label, kind, handle, id }: Entry,
): KeyEvidence {
  const flags = Object.fromEntries(FLAGS.map((name) => [name, objects.readFlag(handle, name)]));
  const token = library.C_GetTokenInfo(slot);
  const module = library.C_GetInfo();
  const version = ({ major, minor }: { major: number; minor: number }) => `${major}.${minor}`;
  return {
    label,
    kind,
    madeInside: flags.LOCAL === true,
    neverLeaves: flags.ALWAYS_SENSITIVE === true && flags.NEVER_EXTRACTABLE === true,
    place: {
      custody: 'PKCS #11',
      token: token.label.trim(),
      manufacturer: token.manufacturerID.trim(),
      model: token.model.trim(),
      serialNumber: token.serialNumber.trim(),
      firmware: version(token.firmwareVersion),
      library: `${module.libraryDescription.trim()} ${version(module.libraryVersion)}`,
      cryptoki: version(module.cryptokiVersion),
    },
    attributes: { ID: Buffer.from(id).toString('hex'), ...flags },
  };
}
