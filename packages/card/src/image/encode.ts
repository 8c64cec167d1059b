import { ascii, concat, NO_BYTES } from '../bytes.ts';
import { writeFreeApplication } from '../free-area/image-codec.ts';
import type { CardProfile } from '../profiles/card-profile.ts';
import { indexOf, PROFILES, profileNamed } from '../profiles/index.ts';
import type { CardImage, StoredFile, StoredKey } from './card-image.ts';
import { FieldWriter } from './codec.ts';
import { checksum, INTERFACES, MAGIC, STATES, STATES_BEFORE_LOCK, VERSION } from './format.ts';

/** The memory of a chip as bytes, with a version and a checksum. It holds keys and PINs in the clear. */
export function encodeImage(image: CardImage, profiles: readonly CardProfile[] = PROFILES): Uint8Array {
  const index = indexOf(profileNamed(image.profile, profiles));
  const fields = new FieldWriter();
  fields.bytes(ascii(image.profile));
  fields.u8(INTERFACES.indexOf(image.interface));
  fields.bytes(ascii(image.chipSerial));
  fields.u8(STATES.indexOf(image.state));
  fields.u8(STATES_BEFORE_LOCK.indexOf(image.stateBeforeLock));
  fields.u8(image.issuerKeys.version);
  for (const key of [image.issuerKeys.enc, image.issuerKeys.mac, image.issuerKeys.dek]) fields.bytes(key);
  fields.u8(image.issuerTriesLeft);
  fields.u16(image.issuerWait);

  const writePlace = ({ application, id }: Pick<StoredFile, 'application' | 'id'>) => {
    fields.u8(index.application(application)?.issuerCode ?? unknownApplication(application));
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
  fields.list(image.freeApplications, (application) => writeFreeApplication(fields, application));

  const content = concat(MAGIC, Uint8Array.of(VERSION), fields.finish());
  return concat(content, checksum(content));
}

function unknownApplication(name: string): never {
  throw new RangeError(`the profile of this image has no application ${name}`);
}
