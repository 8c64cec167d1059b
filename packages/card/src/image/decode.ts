import type { ApplicationName, FileDefinition } from '../applications/definition.ts';
import { APPLICATION_LIST, applicationOfIssuerCode, findDefinition } from '../applications/index.ts';
import { equalBytes } from '../bytes.ts';
import type { CardImage, StoredCredential, StoredFile, StoredKey } from './card-image.ts';
import { CardImageError, FieldReader } from './codec.ts';
import {
  CHECKSUM_LENGTH,
  checksum,
  INTERFACES,
  MAGIC,
  PROFILES,
  STATES,
  STATES_BEFORE_LOCK,
  VERSION,
} from './format.ts';
import { checkKeySet, ISSUER_TRIES } from './issuer-keys.ts';

const CREDENTIAL_COUNT = APPLICATION_LIST.flatMap(({ files }) => Object.values(files)).filter(
  ({ kind }) => kind === 'credential',
).length;

/** Reads what `encodeImage` wrote. @throws CardImageError when it is damaged, foreign or of another version */
export function decodeImage(bytes: Uint8Array): CardImage {
  const fields = new FieldReader(checkedContent(bytes));
  const image: CardImage = {
    profile: oneOf(PROFILES, fields.u8()),
    interface: oneOf(INTERFACES, fields.u8()),
    chipSerial: Buffer.from(fields.bytes()).toString('latin1'),
    state: oneOf(STATES, fields.u8()),
    stateBeforeLock: oneOf(STATES_BEFORE_LOCK, fields.u8()),
    issuerKeys: { version: fields.u8(), enc: fields.bytes(), mac: fields.bytes(), dek: fields.bytes() },
    issuerTriesLeft: fields.u8(),
    files: fields.list(() => readFile(fields)),
    keys: fields.list(() => readKey(fields)),
    credentials: fields.list(() => readCredential(fields)),
    pendingFiles: fields.list(() => readFile(fields)),
    pendingKeys: fields.list(() => readKey(fields)),
  };
  fields.end();
  checkImage(image);
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

function checkImage(image: CardImage): void {
  if (!/^\d{15}$/.test(image.chipSerial)) throw new CardImageError('chip serial is not 15 digits');
  if (image.issuerTriesLeft > ISSUER_TRIES) throw new CardImageError('issuer counter out of range');
  const places = new Set(image.credentials.map(({ application, id }) => `${application} ${id}`));
  if (places.size !== CREDENTIAL_COUNT || image.credentials.length !== CREDENTIAL_COUNT) {
    throw new CardImageError('not the credentials of this chip');
  }
  try {
    checkKeySet(image.issuerKeys);
  } catch (cause) {
    throw new CardImageError('issuer keys do not fit', { cause });
  }
}

function readFile(fields: FieldReader): StoredFile {
  return { ...readPlace(fields, ['transparent', 'records', 'object']), content: fields.bytes() };
}

function readKey(fields: FieldReader): StoredKey {
  return { ...readPlace(fields, ['key']), privateKey: fields.bytes() };
}

function readCredential(fields: FieldReader): StoredCredential {
  const place = readPlace(fields, ['credential']);
  const isSet = fields.u8() === 1;
  const value = fields.bytes();
  const triesLeft = fields.u8();
  const definition = findDefinition(place.application, place.id);
  if (definition?.kind !== 'credential' || triesLeft > definition.tries) {
    throw new CardImageError('credential counter out of range');
  }
  return { ...place, value: isSet ? value : undefined, triesLeft, holderMaySet: fields.u8() === 1 };
}

function readPlace(
  fields: FieldReader,
  kinds: readonly FileDefinition['kind'][],
): { readonly application: ApplicationName; readonly id: number } {
  const application = applicationOfIssuerCode(fields.u8())?.name;
  const id = fields.u16();
  const definition = application && findDefinition(application, id);
  if (!application || !definition || !kinds.includes(definition.kind)) {
    throw new CardImageError('an entry for a file this chip does not have');
  }
  return { application, id };
}

function oneOf<Value>(values: readonly Value[], index: number): Value {
  if (index >= values.length) throw new CardImageError('unknown code');
  return values[index] as Value;
}
