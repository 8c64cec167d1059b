import { ascii, concat, hex } from '../bytes.ts';
import { encodeTlv } from '../layout/tlv.ts';
import type { CardInterface, CardProfile } from '../profiles/card-profile.ts';
import { indexOf, profileNamed } from '../profiles/index.ts';
import type { CardImage, ScpKeySet, StoredCredential, StoredFile } from './card-image.ts';
import { checkKeySet, ISSUER_TRIES } from './issuer-keys.ts';

export interface BlankChip {
  /** 15 digits. */
  readonly chipSerial: string;
  /** The name of a shipped profile, or a profile. */
  readonly profile: string | CardProfile;
  /** Keys of the issuer channel, made for this chip alone; see `diversify`. */
  readonly issuerKeys: ScpKeySet;
  readonly interface?: CardInterface;
}

/** A chip as it leaves the factory: its applications exist, its files are empty, its credentials are unset. */
export function manufacture(blank: BlankChip): CardImage {
  if (!/^\d{15}$/.test(blank.chipSerial)) throw new RangeError('a chip serial is 15 digits');
  checkKeySet(blank.issuerKeys);
  const profile = typeof blank.profile === 'string' ? profileNamed(blank.profile) : blank.profile;
  return {
    profile: profile.name,
    interface: blank.interface ?? 'contact',
    chipSerial: blank.chipSerial,
    state: 'initialised',
    stateBeforeLock: undefined,
    issuerKeys: blank.issuerKeys,
    issuerTriesLeft: ISSUER_TRIES,
    issuerWait: 0,
    files: [...factoryObjects(profile, blank.chipSerial), ...initialFiles(profile)],
    keys: [],
    credentials: unsetCredentials(profile),
    pendingFiles: [],
    pendingKeys: [],
    freeApplications: [],
  };
}

function factoryObjects(profile: CardProfile, chipSerial: string): readonly StoredFile[] {
  const { cardNumber, recognitionData } = profile.factoryObjects;
  const application = indexOf(profile).manager.name;
  return [
    { application, id: cardNumber, content: ascii(chipSerial) },
    { application, id: recognitionData, content: encodeRecognitionData() },
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

function initialFiles(profile: CardProfile): readonly StoredFile[] {
  return indexOf(profile).places.flatMap(({ application, id, definition }) =>
    definition.kind === 'transparent' && definition.initial
      ? [{ application, id, content: definition.initial }]
      : [],
  );
}

function unsetCredentials(profile: CardProfile): readonly StoredCredential[] {
  return indexOf(profile)
    .places.filter(({ definition }) => definition.kind === 'credential')
    .map(({ application, id }) => ({ application, id, value: undefined, triesLeft: 0, holderMaySet: false }));
}
