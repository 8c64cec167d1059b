import { APPLICATION_LIST, FILES } from '../applications/index.ts';
import { ascii, concat, hex } from '../bytes.ts';
import { encodeTlv } from '../layout/tlv.ts';
import type { CardImage, CardInterface, ScpKeySet, StoredCredential, StoredFile } from './card-image.ts';
import { checkKeySet, ISSUER_TRIES } from './issuer-keys.ts';

export interface BlankChip {
  /** 15 digits. */
  readonly chipSerial: string;
  readonly profile: 'generation-1';
  /** Keys of the issuer channel, made for this chip alone; see `diversify`. */
  readonly issuerKeys: ScpKeySet;
  readonly interface?: CardInterface;
}

/** A chip as it leaves the factory: its applications exist, its files are empty, its credentials are unset. */
export function manufacture(blank: BlankChip): CardImage {
  if (!/^\d{15}$/.test(blank.chipSerial)) throw new RangeError('a chip serial is 15 digits');
  checkKeySet(blank.issuerKeys);
  return {
    profile: blank.profile,
    interface: blank.interface ?? 'contact',
    chipSerial: blank.chipSerial,
    state: 'initialised',
    stateBeforeLock: undefined,
    issuerKeys: blank.issuerKeys,
    issuerTriesLeft: ISSUER_TRIES,
    files: [...factoryObjects(blank.chipSerial), ...initialFiles()],
    keys: [],
    credentials: unsetCredentials(),
    pendingFiles: [],
    pendingKeys: [],
  };
}

function factoryObjects(chipSerial: string): readonly StoredFile[] {
  const { cardNumber, recognitionData } = FILES['card-manager'];
  return [
    { application: 'card-manager', id: cardNumber, content: ascii(chipSerial) },
    { application: 'card-manager', id: recognitionData, content: encodeRecognitionData() },
  ];
}

// GlobalPlatform Card Specification 2.3.1 §H.2; secure channel protocol 03 with i = 60.
function encodeRecognitionData(): Uint8Array {
  const globalPlatform = '2A864886FC6B';
  const oid = (arcs: string) => encodeTlv(0x06, hex(globalPlatform + arcs));
  const content = concat(
    oid('01'),
    encodeTlv(0x60, oid('02020301')),
    encodeTlv(0x63, oid('03')),
    encodeTlv(0x64, oid('040360')),
  );
  return encodeTlv(0x66, encodeTlv(0x73, content));
}

function initialFiles(): readonly StoredFile[] {
  return APPLICATION_LIST.flatMap(({ name, files }) =>
    Object.values(files).flatMap((file) =>
      file.kind === 'transparent' && file.initial
        ? [{ application: name, id: file.id, content: file.initial }]
        : [],
    ),
  );
}

function unsetCredentials(): readonly StoredCredential[] {
  return APPLICATION_LIST.flatMap(({ name, files }) =>
    Object.values(files)
      .filter((file) => file.kind === 'credential')
      .map((file) => ({
        application: name,
        id: file.id,
        value: undefined,
        triesLeft: 0,
        holderMaySet: false,
      })),
  );
}
