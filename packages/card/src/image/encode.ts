import { APPLICATIONS } from '../applications/index.ts';
import { ascii, concat, NO_BYTES } from '../bytes.ts';
import type { CardImage, StoredFile, StoredKey } from './card-image.ts';
import { FieldWriter } from './codec.ts';
import { checksum, INTERFACES, MAGIC, PROFILES, STATES, STATES_BEFORE_LOCK, VERSION } from './format.ts';

/** The memory of a chip as bytes, with a version and a checksum. It holds keys and PINs in the clear. */
export function encodeImage(image: CardImage): Uint8Array {
  const fields = new FieldWriter();
  fields.u8(PROFILES.indexOf(image.profile));
  fields.u8(INTERFACES.indexOf(image.interface));
  fields.bytes(ascii(image.chipSerial));
  fields.u8(STATES.indexOf(image.state));
  fields.u8(STATES_BEFORE_LOCK.indexOf(image.stateBeforeLock));
  fields.u8(image.issuerKeys.version);
  for (const key of [image.issuerKeys.enc, image.issuerKeys.mac, image.issuerKeys.dek]) fields.bytes(key);
  fields.u8(image.issuerTriesLeft);

  const writePlace = ({ application, id }: Pick<StoredFile, 'application' | 'id'>) => {
    fields.u8(APPLICATIONS[application].issuerCode);
    fields.u16(id);
  };
  const writeFile = (file: StoredFile) => {
    writePlace(file);
    fields.bytes(file.content);
  };
  const writeKey = (key: StoredKey) => {
    writePlace(key);
    fields.bytes(key.privateKey);
  };
  fields.list(image.files, writeFile);
  fields.list(image.keys, writeKey);
  fields.list(image.credentials, (credential) => {
    writePlace(credential);
    fields.u8(credential.value === undefined ? 0 : 1);
    fields.bytes(credential.value ?? NO_BYTES);
    fields.u8(credential.triesLeft);
    fields.u8(credential.holderMaySet ? 1 : 0);
  });
  fields.list(image.pendingFiles, writeFile);
  fields.list(image.pendingKeys, writeKey);

  const content = concat(MAGIC, Uint8Array.of(VERSION), fields.finish());
  return concat(content, checksum(content));
}
