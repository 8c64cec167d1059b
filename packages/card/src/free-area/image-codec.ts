import { NO_BYTES } from '../bytes.ts';
import { CardImageError, type FieldReader, type FieldWriter } from '../image/codec.ts';
import { checkKeySet, waitAfter } from '../image/issuer-keys.ts';
import { splitRecords } from '../layout/records.ts';
import { checkInstallation } from './descriptor.ts';
import {
  type FreeApplication,
  type FreeFileLayout,
  type FreeRight,
  KEY_TRIES,
  type PendingLayout,
} from './free-application.ts';

// Codes are positions in these lists: append only.
const RIGHTS: readonly FreeRight[] = ['free', 'pin', 'mutual', 'never'];
const KINDS: readonly FreeFileLayout['kind'][] = ['transparent', 'records'];

export function writeFreeApplication(fields: FieldWriter, application: FreeApplication): void {
  const { keys, credential } = application;
  fields.bytes(application.aid);
  fields.u16(application.layoutVersion);
  fields.u16(application.quota);
  fields.u8(keys.version);
  for (const key of [keys.enc, keys.mac, keys.dek]) fields.bytes(key);
  fields.u8(application.keyTriesLeft);
  fields.u16(application.keyWait);
  fields.u8(application.transportKeys ? 1 : 0);
  fields.list(credential ? [credential] : [], ({ tries, shortest, longest, value, triesLeft }) => {
    for (const number of [tries, shortest, longest, triesLeft, value === undefined ? 0 : 1])
      fields.u8(number);
    fields.bytes(value ?? NO_BYTES);
  });
  fields.list(application.files, (file) => {
    writeFileLayout(fields, file);
    fields.bytes(file.content);
  });
  fields.list(application.pendingLayout ? [application.pendingLayout] : [], (pending) => {
    fields.u16(pending.layoutVersion);
    fields.list(pending.credential ? [pending.credential] : [], ({ tries, shortest, longest }) => {
      for (const number of [tries, shortest, longest]) fields.u8(number);
    });
    fields.list(pending.files, (file) => writeFileLayout(fields, file));
  });
}

function writeFileLayout(fields: FieldWriter, { id, kind, read, write, size }: FreeFileLayout): void {
  fields.u16(id);
  fields.u8(KINDS.indexOf(kind));
  fields.u8(RIGHTS.indexOf(read));
  fields.u8(RIGHTS.indexOf(write));
  fields.u16(size);
}

/** @throws CardImageError when it is not an application that the chip would have installed and written */
export function readFreeApplication(fields: FieldReader): FreeApplication {
  const application = {
    aid: fields.bytes(),
    layoutVersion: fields.u16(),
    quota: fields.u16(),
    keys: { version: fields.u8(), enc: fields.bytes(), mac: fields.bytes(), dek: fields.bytes() },
    keyTriesLeft: fields.u8(),
    keyWait: fields.u16(),
    transportKeys: fields.u8() === 1,
    credential: fields.list(() => readCredential(fields))[0],
    files: fields.list(() => ({ ...readFileLayout(fields), content: fields.bytes() })),
    pendingLayout: fields.list(() => readPendingLayout(fields))[0],
  };
  try {
    check(application);
  } catch (cause) {
    throw new CardImageError('an application in the free area that cannot be there', { cause });
  }
  return application;
}

function check(application: FreeApplication): void {
  const { keys, credential, files, keyTriesLeft, keyWait, pendingLayout } = application;
  checkInstallation(application);
  if (pendingLayout) checkInstallation({ ...application, ...pendingLayout });
  checkKeySet(keys);
  if (keyTriesLeft > KEY_TRIES || keyWait > waitAfter(KEY_TRIES)) {
    throw new RangeError('key counter out of range');
  }
  if (credential && credential.triesLeft > credential.tries) throw new RangeError('PIN counter out of range');
  for (const { kind, content, size } of files) {
    if (content.length > size) throw new RangeError('a file longer than it may be');
    if (kind === 'records') splitRecords(content);
  }
}

function readCredential(fields: FieldReader) {
  const [tries, shortest, longest, triesLeft] = [fields.u8(), fields.u8(), fields.u8(), fields.u8()] as const;
  const isSet = fields.u8() === 1;
  const value = fields.bytes();
  return { tries, shortest, longest, triesLeft, value: isSet ? value : undefined };
}

function readPendingLayout(fields: FieldReader): PendingLayout {
  return {
    layoutVersion: fields.u16(),
    credential: fields.list(() => ({
      tries: fields.u8(),
      shortest: fields.u8(),
      longest: fields.u8(),
    }))[0],
    files: fields.list(() => readFileLayout(fields)),
  };
}

function readFileLayout(fields: FieldReader): FreeFileLayout {
  return {
    id: fields.u16(),
    kind: coded(KINDS, fields.u8()),
    read: coded(RIGHTS, fields.u8()),
    write: coded(RIGHTS, fields.u8()),
    size: fields.u16(),
  };
}

function coded<Value>(values: readonly Value[], code: number): Value {
  const value = values[code];
  if (value === undefined) throw new CardImageError('unknown code');
  return value;
}
