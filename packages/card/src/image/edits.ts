import { NO_BYTES } from '../bytes.ts';
import type { CardImage, StoredCredential, StoredFile, StoredKey } from './card-image.ts';

interface Place {
  readonly application: string;
  readonly id: number;
}

/** Content of a file; a file nobody has written is empty. */
export function fileContent(image: CardImage, place: Place, { pending = false } = {}): Uint8Array {
  const files = pending ? image.pendingFiles : image.files;
  return files.find(isAt(place))?.content ?? NO_BYTES;
}

export function keyAt(image: CardImage, place: Place, { pending = false } = {}): StoredKey | undefined {
  return (pending ? image.pendingKeys : image.keys).find(isAt(place));
}

/** @throws RangeError when the image has no such credential; manufacture gives it all of them */
export function credentialAt(image: CardImage, place: Place): StoredCredential {
  const credential = image.credentials.find(isAt(place));
  if (credential === undefined) throw new RangeError('no such credential in this image');
  return credential;
}

export function withFile(image: CardImage, file: StoredFile, { pending = false } = {}): CardImage {
  return pending
    ? { ...image, pendingFiles: replaced(image.pendingFiles, file) }
    : { ...image, files: replaced(image.files, file) };
}

export function withKey(image: CardImage, key: StoredKey, { pending = false } = {}): CardImage {
  return pending
    ? { ...image, pendingKeys: replaced(image.pendingKeys, key) }
    : { ...image, keys: replaced(image.keys, key) };
}

export function withCredential(image: CardImage, credential: StoredCredential): CardImage {
  return { ...image, credentials: replaced(image.credentials, credential) };
}

export function hasPending(image: CardImage, application: string): boolean {
  return [...image.pendingFiles, ...image.pendingKeys].some((entry) => entry.application === application);
}

/** What was written ahead for the application takes the place of what it had. */
export function activatePending(image: CardImage, application: string): CardImage {
  const files = image.pendingFiles.filter((file) => file.application === application);
  const keys = image.pendingKeys.filter((key) => key.application === application);
  return {
    ...discardPending(image, application),
    files: files.reduce<readonly StoredFile[]>(replaced, image.files),
    keys: keys.reduce<readonly StoredKey[]>(replaced, image.keys),
  };
}

export function discardPending(image: CardImage, application: string): CardImage {
  const others = (entry: Place) => entry.application !== application;
  return {
    ...image,
    pendingFiles: image.pendingFiles.filter(others),
    pendingKeys: image.pendingKeys.filter(others),
  };
}

/** The memory of a terminated chip: nothing of its holder and no key is left, only who made it. */
export function wiped(image: CardImage): CardImage {
  return {
    ...image,
    state: 'terminated',
    stateBeforeLock: undefined,
    issuerKeys: {
      version: image.issuerKeys.version,
      enc: new Uint8Array(image.issuerKeys.enc.length),
      mac: new Uint8Array(image.issuerKeys.mac.length),
      dek: new Uint8Array(image.issuerKeys.dek.length),
    },
    issuerTriesLeft: 0,
    issuerWait: 0,
    files: [],
    keys: [],
    credentials: image.credentials.map((credential) => ({
      ...credential,
      value: undefined,
      triesLeft: 0,
      holderMaySet: false,
    })),
    pendingFiles: [],
    pendingKeys: [],
    freeApplications: [],
  };
}

const isAt =
  (place: Place) =>
  (entry: Place): boolean =>
    entry.application === place.application && entry.id === place.id;

function replaced<Entry extends Place>(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const at = entries.findIndex(isAt(entry));
  return at < 0 ? [...entries, entry] : entries.with(at, entry);
}
