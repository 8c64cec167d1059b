import { randomBytes } from 'node:crypto';
import { type CardImage, Chip, diversify, manufacture, type ScpKeySet } from '@mibun/card';
import { type CardConnection, type CertificateKind, connectInProcess } from '@mibun/reader';
import { certificatesOf, type TestAuthorities } from './authorities.ts';
import { type MakeKey, newKey } from './keys.ts';
import { personaliseTestCard } from './personalise.ts';
import {
  openersOf,
  planTestCard,
  type TestCardOptions,
  type TestCardPlan,
  type TestCredentials,
} from './plan.ts';
import type { TestResident } from './resident.ts';
import { readAndVerify, type Verification } from './verify.ts';

/** A card in this process, powered and connected. */
export interface TestCard {
  /** The whole memory of the chip as it is now. */
  readonly image: CardImage;
  readonly chip: Chip;
  readonly connection: CardConnection;
  readonly resident: TestResident;
  readonly credentials: TestCredentials;
  /** DER; a kind is missing where the holder may not have it. */
  readonly certificates: Readonly<Partial<Record<CertificateKind, Uint8Array>>>;
  readonly authorities: TestAuthorities;
  /** Open the issuer's channel: `openIssuerChannel(card.connection, card.issuerKeys, random)`. */
  readonly issuerKeys: ScpKeySet;
  readonly plan: TestCardPlan;
  /** Reads the whole card with its own credentials and checks every signature up to its authorities. */
  verify(): Promise<Verification>;
}

// Anybody may know the issuer's keys of a test card.
const MASTER = new Uint8Array(32).fill(0x11);

/** The issuer's keys of a test card that was made without others. */
export const testIssuerKeys = (chipSerial: string): ScpKeySet => diversify(MASTER, chipSerial);

/**
 * Makes a complete card: personalised, handed over, with certificates of throw-away authorities.
 * @param options.makeKey where the chip gets its six keys, which is what takes the time; see `sharedKeys`
 * @example
 * const card = await makeTestCard();
 * const signature = await signWithAuthentication(card.connection, card.credentials.authentication, message);
 */
export async function makeTestCard(
  options: TestCardOptions & { readonly makeKey?: MakeKey | undefined } = {},
): Promise<TestCard> {
  const plan = await planTestCard(options);
  const issuerKeys = testIssuerKeys(plan.chipSerial);
  const { chipSerial, profile } = plan;
  const memory = { image: manufacture({ chipSerial, profile, issuerKeys, interface: plan.interface }) };
  const chip = new Chip(memory.image, {
    random: (length) => randomBytes(length),
    generateKey: options.makeKey ?? newKey,
    save: (image) => {
      memory.image = image;
    },
  });
  const connection = connectInProcess(chip);
  const certificates = await personaliseTestCard(connection, issuerKeys, plan);
  const { resident, credentials, authorities, at } = plan;
  return {
    get image() {
      return memory.image;
    },
    chip,
    connection,
    resident,
    credentials,
    certificates,
    authorities,
    issuerKeys,
    plan,
    verify: () =>
      readAndVerify(connection, openersOf(plan), {
        certificates: certificatesOf(authorities),
        profile: authorities.profile,
        at,
      }),
  };
}
