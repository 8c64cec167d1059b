import { type CardImage, type CardInterface, profileNamed } from '@mibun/card';
import { type ChipPictures, chipPictures } from '@mibun/documents';
import type { ProfileId } from '@mibun/pki';
import { createRandom, drawPortrait, portraitJpeg } from '@mibun/portraits';
import type { CertificateKind, GivenCredentials } from '@mibun/reader';
import {
  ageOn,
  birthDateKey,
  type CredentialKind,
  cardExpiry,
  codeA,
  codeB,
  jstDate,
  mayHold,
  needsPhoto,
  type PlainDate,
} from '@mibun/rules';
import { sharedTestAuthorities, type TestAuthorities } from './authorities.ts';
import { HANAKO, isForeign, type TestResident } from './resident.ts';

/** Everything that may be said about a test card; nothing has to be. */
export interface TestCardOptions {
  /** Decides serial, security code and the numbers of the certificates. Default 'test-card'. */
  readonly seed?: string | undefined;
  /** What differs from {@link HANAKO}; see `randomResident` for one of another kind. */
  readonly resident?: Partial<TestResident> | undefined;
  /** Default: a hierarchy that all cards of this process share. */
  readonly authorities?: TestAuthorities | undefined;
  /** Layout of the certificates of the default authorities. Default 'mibun'. */
  readonly certificateProfile?: ProfileId | undefined;
  /** Default 'generation-1'. */
  readonly profile?: CardImage['profile'] | undefined;
  /** Default 'contact'. */
  readonly interface?: CardInterface | undefined;
  /** When the card is made. Default: now. */
  readonly at?: Date | undefined;
  /** Default: from the seed. */
  readonly chipSerial?: string | undefined;
  /** Default: ten years, five for minors, the end of the stay (VAL-02 to VAL-05). */
  readonly expiry?: PlainDate | undefined;
  /** JPEG or PNG. Default: a drawn portrait at the holder's age; 'none' also where the holder is under one (AGE-03). */
  readonly photo?: Uint8Array | 'none' | undefined;
  /** Default: those that the holder's age allows (AGE-01). */
  readonly certificates?: readonly CertificateKind[] | undefined;
  /** What differs from {@link TEST_PINS}. */
  readonly pins?: Partial<Readonly<Record<CredentialKind, string>>> | undefined;
  /** 'personalised' is a card before hand-over: no PIN is set, no JPKI key signs. Default 'active'. */
  readonly state?: 'active' | 'personalised' | undefined;
}

/** PINs of every test card that does not say otherwise. */
export const TEST_PINS: Readonly<Record<CredentialKind, string>> = {
  signature: 'MIBUN2026',
  authentication: '2580',
  registry: '3691',
  text: '4702',
};

/** Every secret of a card. A PIN that nobody has set yet (no certificate, not handed over) stands here all the same. */
export interface TestCredentials extends Readonly<Record<CredentialKind, string>> {
  readonly codeA: string;
  readonly codeB: string;
  readonly birthDateKey: string;
}

/** A card decided to the last byte, except for keys and signatures. */
export interface TestCardPlan {
  readonly chipSerial: string;
  readonly profile: CardImage['profile'];
  readonly interface: CardInterface;
  readonly at: Date;
  readonly resident: TestResident;
  readonly authorities: TestAuthorities;
  readonly certificates: readonly CertificateKind[];
  readonly expiry: PlainDate;
  readonly securityCode: string;
  readonly credentials: TestCredentials;
  /** As printed, JPEG; undefined on a card without photo. */
  readonly photo: Uint8Array | undefined;
  readonly pictures: ChipPictures;
  readonly state: 'active' | 'personalised';
  readonly seed: string;
}

/** Decides a card. */
export async function planTestCard(options: TestCardOptions = {}): Promise<TestCardPlan> {
  const { seed = 'test-card', profile = 'generation-1', state = 'active' } = options;
  const at = wholeSecond(options.at ?? new Date());
  const today = jstDate(at);
  const resident: TestResident = { ...HANAKO, ...options.resident };
  const { birthDate, stayUntil } = resident;
  const foreign = isForeign(resident);
  const random = createRandom(`test-card/card/${seed}`);
  const digits = (count: number) => Array.from({ length: count }, () => random.int(0, 9)).join('');
  const drawn = { chipSerial: `9${digits(14)}`, securityCode: digits(4) };
  const { chipSerial = drawn.chipSerial } = options;
  const { securityCode } = drawn;
  const expiry =
    options.expiry ??
    cardExpiry({ birthDate, issueDate: today, ...(stayUntil !== undefined && { stayUntil }) });
  const allowed = (kind: CertificateKind) => mayHold(kind, { birthDate, on: today, ward: false }).ok;
  const photo = await photoOf(resident, options.photo, today);
  return {
    chipSerial,
    profile,
    interface: options.interface ?? 'contact',
    at,
    resident,
    authorities:
      options.authorities ??
      (await sharedTestAuthorities(options.certificateProfile ?? 'mibun', generationOf(profile), at)),
    certificates: options.certificates ?? (['authentication', 'signature'] as const).filter(allowed),
    expiry,
    securityCode,
    credentials: {
      ...pinsOf(profile, { ...TEST_PINS, ...options.pins }),
      codeA: codeA(resident.individualNumber),
      codeB: codeB({ birthDate, expiry, securityCode, foreign }),
      birthDateKey: birthDateKey(birthDate, { foreign }),
    },
    photo,
    pictures: await chipPictures(resident, securityCode, photo),
    state,
    seed,
  };
}

/** What opens every file of a planned card: its credentials, as far as they are set. */
export function openersOf({ credentials, certificates, state }: TestCardPlan): GivenCredentials {
  const { signature, text, ...printed } = credentials;
  return {
    ...printed,
    ...(state === 'active' && { text }),
    ...(state === 'active' && certificates.includes('signature') && { signature }),
  };
}

/** Which generation of CAs signs for the keys of a card (pki.md §1). */
export const generationOf = (profile: string): 1 | 2 =>
  profileNamed(profile).certificates.key === 'rsa-2048' ? 1 : 2;

/** Where a card keeps several secrets as one, the authentication PIN is that one. */
function pinsOf(profile: string, pins: typeof TEST_PINS): typeof TEST_PINS {
  const { roles } = profileNamed(profile);
  const one = (kind: 'registry' | 'text') =>
    roles[kind]?.[0].application === roles.authentication?.[0].application &&
    roles[kind]?.[0].id === roles.authentication?.[0].id;
  return {
    ...pins,
    registry: one('registry') ? pins.authentication : pins.registry,
    text: one('text') ? pins.authentication : pins.text,
  };
}

async function photoOf(
  resident: TestResident,
  given: TestCardOptions['photo'],
  on: PlainDate,
): Promise<Uint8Array | undefined> {
  if (given === 'none') return undefined;
  if (given !== undefined) return given;
  if (!needsPhoto(resident.birthDate, on)) return undefined;
  const { birthDate, sex, nationality, individualNumber } = resident;
  return portraitJpeg(drawPortrait({ seed: individualNumber, age: ageOn(birthDate, on), sex, nationality }));
}

/** X.509 times have no fractions of a second. */
const wholeSecond = (instant: Date): Date => new Date(Math.floor(instant.getTime() / 1000) * 1000);
