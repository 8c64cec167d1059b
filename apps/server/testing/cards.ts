import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { KeySpec } from '@mibun/card';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { addDays, jstDate, makeApplicationId, type PlainDate } from '@mibun/rules';
import type { IssuedCertificate } from '../src/authority/certificates/index.ts';
import type { Application, ApplicationCause } from '../src/issuance/applications/index.ts';
import type { Act } from '../src/platform/index.ts';
import { issueRequest } from './certificates.ts';
import { TOWNS } from './people.ts';
import { staff } from './staff.ts';
import type { World } from './world.ts';

/** Who hands cards over. */
export const clerkAt = (office: string): Act => ({
  actor: staff('clerk', 'person-clerk', '窓口 一郎', office),
  purpose: 'hand-over',
});
/** A card takes two persons (§9): whoever approves the application does not make it. */
export const SCREENER: Act = {
  actor: staff('card-operator', 'person-screener', '審査 次郎'),
  purpose: 'screening',
};
export const MAKER: Act = {
  actor: staff('card-operator', 'person-operator', '製造 太郎'),
  purpose: 'production',
};

/** A certificate, and the key that a chip would have beside it. */
export interface HeldPair {
  readonly certificate: Uint8Array;
  readonly key: KeyObject;
}

interface CertifiedPair extends HeldPair {
  readonly issued: IssuedCertificate;
}

/** A card as its holder has it: what the chip would sign with, and its certificates. */
export interface HeldCard {
  readonly personId: string;
  readonly cardId: string;
  readonly authentication: HeldPair;
  readonly signature: HeldPair;
}

type Part<K extends keyof World> = Pick<World, K>;
let serials = 0;

/** A pair of keys with its certificate; it is in force when its card is. */
export async function certify(
  { certificates }: Part<'certificates'>,
  kind: 'authentication' | 'signature',
  { cardId, personId }: { readonly cardId: string; readonly personId: string },
  keys: KeySpec = 'rsa-2048',
): Promise<CertifiedPair> {
  const { publicKey, privateKey } =
    keys === 'rsa-2048'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  const issued = await certificates.issue(
    issueRequest(kind, cardId, { personId, publicKey: spki, act: MAKER }),
  );
  return { certificate: issued.der, key: privateKey, issued };
}

/** A card of somebody who is in the registry, without a chip. `until`: how far its life has come. */
export async function cardOf(
  world: Part<'cards' | 'certificates' | 'inTransaction' | 'platform'>,
  personId: string,
  {
    until = 'ACTIVE',
    keys,
    expiry,
    municipality = TOWNS[0].code,
  }: {
    readonly until?: 'AT_OFFICE' | 'ACTIVE' | undefined;
    readonly keys?: KeySpec | undefined;
    readonly expiry?: PlainDate | undefined;
    readonly municipality?: string;
  } = {},
): Promise<HeldCard & Record<'authentication' | 'signature', CertifiedPair>> {
  const { cards, inTransaction, platform } = world;
  const today = jstDate(platform.clock.now());
  const serial = ++serials;
  const { cardId } = await inTransaction((tx) =>
    cards.create(
      tx,
      {
        chipSerial: String(serial).padStart(15, '0'),
        personId,
        application: `application-${serial}`,
        municipality,
        issueDate: today,
        expiry: expiry ?? addDays(today, 3_000),
        securityCode: '1234',
        photo: 'photo',
      },
      MAKER,
    ),
  );
  const authentication = await certify(world, 'authentication', { cardId, personId }, keys);
  const signature = await certify(world, 'signature', { cardId, personId }, keys);
  const clerk = clerkAt(municipality);
  await inTransaction(async (tx) => {
    await cards.receive(tx, cardId, clerk);
    if (until === 'AT_OFFICE') return;
    await cards.beginActivation(tx, cardId, clerk);
    await cards.confirmActivation(tx, cardId, clerk);
  });
  return { personId, cardId, authentication, signature };
}

/** From the desk of an office through screening. */
export async function approvedApplication(
  { applications, inTransaction, platform }: Part<'applications' | 'inTransaction' | 'platform'>,
  personId: string,
  {
    cause = 'first',
    contactEmail,
    desk = clerkAt(TOWNS[0].code),
    number,
    screening = SCREENER,
    wantsAuthentication = true,
    wantsSignature = true,
  }: {
    /** Tells applications apart. */
    readonly number: number | string;
    readonly cause?: ApplicationCause;
    readonly contactEmail?: string;
    readonly desk?: Act;
    readonly screening?: Act;
    readonly wantsAuthentication?: boolean;
    readonly wantsSignature?: boolean;
  },
): Promise<Application> {
  const applicationId = makeApplicationId(String(number).padStart(21, '7'));
  const photo = await portraitJpeg(drawPortrait({ seed: personId, age: 30, sex: '2', nationality: 'JPN' }));
  const received = await inTransaction(async (tx) => {
    await applications.registerForms(tx, [{ applicationId, personId, cause }]);
    const input = {
      applicationId,
      photo,
      wantsSignature,
      wantsAuthentication,
      ...(contactEmail && { contactEmail }),
    };
    return applications.applyAtDesk(tx, input, { ...desk, purpose: 'application' });
  });
  await platform.jobs.settled();
  return inTransaction(async (tx) => {
    const { version } = await applications.get(tx, received.id);
    return applications.approve(tx, received.id, version, screening);
  });
}
