import type { FileDefinition } from '../applications/definition.ts';
import { equalBytes } from '../bytes.ts';
import { takenBytes } from '../free-area/free-application.ts';
import { readFreeApplication } from '../free-area/image-codec.ts';
import type { CardPlace, CardProfile } from '../profiles/card-profile.ts';
import { indexOf, PROFILES, type ProfileIndex } from '../profiles/index.ts';
import type { CardImage, StoredCredential, StoredFile, StoredKey } from './card-image.ts';
import { CardImageError, FieldReader } from './codec.ts';
import {
  CHECKSUM_LENGTH,
  checksum,
  INTERFACES,
  MAGIC,
  STATES,
  STATES_BEFORE_LOCK,
  VERSION,
} from './format.ts';
import { checkKeySet, ISSUER_TRIES, waitAfter } from './issuer-keys.ts';

/** Reads what `encodeImage` wrote. @throws CardImageError when it is damaged, foreign or of another version */
export function decodeImage(bytes: Uint8Array, profiles: readonly CardProfile[] = PROFILES): CardImage {
  const fields = new FieldReader(checkedContent(bytes));
  const name = Buffer.from(fields.bytes()).toString('latin1');
  const profile = profiles.find((candidate) => candidate.name === name);
  if (!profile) throw new CardImageError('an image of an unknown card profile');
  const index = indexOf(profile);
  const image: CardImage = {
    profile: name,
    interface: oneOf(INTERFACES, fields.u8()),
    chipSerial: Buffer.from(fields.bytes()).toString('latin1'),
    state: oneOf(STATES, fields.u8()),
    stateBeforeLock: oneOf(STATES_BEFORE_LOCK, fields.u8()),
    issuerKeys: { version: fields.u8(), enc: fields.bytes(), mac: fields.bytes(), dek: fields.bytes() },
    issuerTriesLeft: fields.u8(),
    issuerWait: fields.u16(),
    files: fields.list(() => readFile(index, fields)),
    keys: fields.list(() => readKey(index, fields)),
    credentials: fields.list(() => readCredential(index, fields)),
    pendingFiles: fields.list(() => readFile(index, fields)),
    pendingKeys: fields.list(() => readKey(index, fields)),
    freeApplications: fields.list(() => readFreeApplication(fields)),
  };
  fields.end();
  if (takenBytes(image.freeApplications) > profile.freeArea) {
    throw new CardImageError('more in the free area than it holds');
  }
  checkImage(index, image);
  return image;
}

function checkedContent(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - CHECKSUM_LENGTH;
  if (end <= MAGIC.length || !equalBytes(bytes.slice(0, MAGIC.length), MAGIC)) {
    throw new CardImageError('not the image of a chip');
  }
  if (bytes[MAGIC.length] !== VERSION) throw new CardImageError('unknown version of the image');
  if (!equalBytes(checksum(bytes.slice(0, end)), bytes.slice(end)))
    throw new CardImageError('wrong checksum');
  return bytes.slice(MAGIC.length + 1, end);
}

function checkImage(index: ProfileIndex, image: CardImage): void {
  if (!/^\d{15}$/.test(image.chipSerial)) throw new CardImageError('chip serial is not 15 digits');
  if (image.issuerTriesLeft > ISSUER_TRIES) throw new CardImageError('issuer counter out of range');
  if (image.issuerWait > waitAfter(ISSUER_TRIES)) throw new CardImageError('issuer wait out of range');
  const count = index.places.filter(({ definition }) => definition.kind === 'credential').length;
  const places = new Set(image.credentials.map(({ application, id }) => `${application} ${id}`));
  if (places.size !== count || image.credentials.length !== count) {
    throw new CardImageError('not the credentials of this chip');
  }
  try {
    checkKeySet(image.issuerKeys);
  } catch (cause) {
    throw new CardImageError('issuer keys do not fit', { cause });
  }
}

function readFile(index: ProfileIndex, fields: FieldReader): StoredFile {
  return { ...readPlace(index, fields, ['transparent', 'records', 'object']), content: fields.bytes() };
}

function readKey(index: ProfileIndex, fields: FieldReader): StoredKey {
  return { ...readPlace(index, fields, ['key']), privateKey: fields.bytes() };
}

function readCredential(index: ProfileIndex, fields: FieldReader): StoredCredential {
  const place = readPlace(index, fields, ['credential']);
  const isSet = fields.u8() === 1;
  const value = fields.bytes();
  const triesLeft = fields.u8();
  const definition = index.file(place.application, place.id);
  if (definition?.kind !== 'credential' || triesLeft > definition.tries) {
    throw new CardImageError('credential counter out of range');
  }
  return { ...place, value: isSet ? value : undefined, triesLeft, holderMaySet: fields.u8() === 1 };
}

function readPlace(
  index: ProfileIndex,
  fields: FieldReader,
  kinds: readonly FileDefinition['kind'][],
): CardPlace {
  const application = index.byIssuerCode(fields.u8())?.name;
  const id = fields.u16();
  const definition = application !== undefined && index.file(application, id);
  if (!application || !definition || !kinds.includes(definition.kind)) {
    throw new CardImageError('an entry for a file this chip does not have');
  }
  return { application, id };
}

function oneOf<Value>(values: readonly Value[], index: number): Value {
  if (index >= values.length) throw new CardImageError('unknown code');
  return values[index] as Value;
}
