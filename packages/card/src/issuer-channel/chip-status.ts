import { ascii, concat, readU16 } from '../bytes.ts';
import type { CardImage, ChipState } from '../image/card-image.ts';
import { decodeDigits } from '../layout/fields.ts';
import { malformed } from '../layout/layout-error.ts';
import { encodeTlv, readSequence } from '../layout/tlv.ts';
import type { CardPlace, CardProfile } from '../profiles/card-profile.ts';
import { GENERATION_1 } from '../profiles/generation-1.ts';
import { indexOf } from '../profiles/index.ts';
import { STATE_CODES, stateOfCode } from './chip-states.ts';

/** What the issuer asks of a chip before it goes on with work that was broken off. */
export interface ChipStatus {
  readonly state: ChipState;
  readonly chipSerial: string;
  readonly keyVersion: number;
  readonly issuerTriesLeft: number;
  /** Private keys the chip has. */
  readonly keys: readonly CardPlace[];
  /** Keys and files waiting for ACTIVATE PENDING. */
  readonly pendingKeys: readonly CardPlace[];
  readonly pendingFiles: readonly CardPlace[];
}

const PLACE_LENGTH = 3;

/**
 * READ BACK of object FFFE: `80` state, `81` serial, `82` key version, `83` issuer tries left, and as lists of ap and
 * EF id `84` keys, `85` pending keys, `86` pending files.
 */
export function encodeChipStatus(image: CardImage, profile: CardProfile): Uint8Array {
  return concat(
    encodeTlv(0x80, Uint8Array.of(STATE_CODES[image.state])),
    encodeTlv(0x81, ascii(image.chipSerial)),
    encodeTlv(0x82, Uint8Array.of(image.issuerKeys.version)),
    encodeTlv(0x83, Uint8Array.of(image.issuerTriesLeft)),
    encodeTlv(0x84, encodePlaces(profile, image.keys)),
    encodeTlv(0x85, encodePlaces(profile, image.pendingKeys)),
    encodeTlv(0x86, encodePlaces(profile, image.pendingFiles)),
  );
}

/**
 * @param profile of the chip that answered
 * @throws LayoutError
 */
export function decodeChipStatus(bytes: Uint8Array, profile: CardProfile = GENERATION_1): ChipStatus {
  const tags = [0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86] as const;
  const [state, serial, version, tries, keys, pendingKeys, pendingFiles] = readSequence(bytes, tags);
  return {
    state: stateOfCode(state.value[0]) ?? malformed('unknown chip state'),
    chipSerial: decodeDigits(serial.value, 15),
    keyVersion: version.value[0] ?? malformed('no key version'),
    issuerTriesLeft: tries.value[0] ?? malformed('no counter'),
    keys: decodePlaces(profile, keys.value),
    pendingKeys: decodePlaces(profile, pendingKeys.value),
    pendingFiles: decodePlaces(profile, pendingFiles.value),
  };
}

function encodePlaces(profile: CardProfile, places: readonly CardPlace[]): Uint8Array {
  const { application: byName } = indexOf(profile);
  return Uint8Array.from(
    places.flatMap(({ application, id }) => [byName(application)?.issuerCode ?? 0xff, id >> 8, id & 0xff]),
  );
}

function decodePlaces(profile: CardProfile, bytes: Uint8Array): readonly CardPlace[] {
  if (bytes.length % PLACE_LENGTH !== 0) malformed('not a list of places');
  return Array.from({ length: bytes.length / PLACE_LENGTH }, (_, index) => {
    const offset = index * PLACE_LENGTH;
    const application = indexOf(profile).byIssuerCode(bytes[offset] ?? 0xff)?.name;
    return { application: application ?? malformed('unknown application'), id: readU16(bytes, offset + 1) };
  });
}
