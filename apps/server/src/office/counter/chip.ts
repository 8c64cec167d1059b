import { type ApplicationName, FILES } from '@mibun/card';
import {
  type CardConnection,
  type CredentialKind,
  type IssuerChannel,
  openIssuerChannel,
  TrayError,
} from '@mibun/reader';
import type { BirthDate } from '@mibun/rules';
import type { Card } from '../../issuance/cards/index.ts';
import type { Act } from '../../platform/index.ts';
import { officeOf, type Parts } from './context.ts';

/** Where each secret lies; the registry PIN is kept twice (chip.md §2.5). */
const PLACES: Readonly<
  Record<CredentialKind, readonly { readonly application: ApplicationName; readonly id: number }[]>
> = {
  signature: [{ application: 'jpki', id: FILES.jpki.signaturePassword }],
  authentication: [{ application: 'jpki', id: FILES.jpki.authenticationPin }],
  registry: [
    { application: 'common', id: FILES.common.pin },
    { application: 'juki', id: FILES.juki.pin },
  ],
  text: [{ application: 'text', id: FILES.text.pin }],
};

/** The issuer's channel into a card; it proves that this chip holds the keys of this serial. */
export async function issuerChannel(
  { cards, platform }: Parts,
  connection: CardConnection,
  chipSerial: string,
): Promise<IssuerChannel> {
  return openIssuerChannel(connection, await cards.chipKeys(chipSerial), platform.random.bytes);
}

/** How far a secret has come: `open` when the holder has been let to set it and has not done so yet. */
export async function secretsOn(
  channel: IssuerChannel,
): Promise<Readonly<Record<CredentialKind, 'unset' | 'open' | 'set' | 'blocked'>>> {
  const states = await channel.credentialStates();
  const of = (kind: CredentialKind) => {
    const found = PLACES[kind].map((place) =>
      states.find(({ application, id }) => application === place.application && id === place.id),
    );
    if (found.some((one) => one?.holderMaySet)) return 'open';
    if (found.some((one) => one?.state !== 'set' && one?.state !== 'blocked')) return 'unset';
    return found.some((one) => one?.state === 'blocked') ? 'blocked' : 'set';
  };
  return {
    signature: of('signature'),
    authentication: of('authentication'),
    registry: of('registry'),
    text: of('text'),
  };
}

/** Makes every secret unset again, with whatever the holder was let to do: the remains of a visit that was given up. */
export async function clearSecrets(channel: IssuerChannel): Promise<void> {
  for (const { application, id } of Object.values(PLACES).flat()) {
    await channel.setCredential(application, id, new Uint8Array());
  }
}

/** What a new secret may not be (PIN-02). The Individual Number is not among it: it would leave the vault for this. */
export async function secretsToAvoid(
  { cards, platform, residents }: Parts,
  {
    act,
    visit: { cardId, personId },
  }: { readonly act: Act; readonly visit: Pick<Card, 'cardId' | 'personId'> },
): Promise<{ readonly birthDate: BirthDate; readonly securityCode: string }> {
  return platform.database.transaction(async (tx) => {
    const { securityCode } = await cards.get(tx, cardId);
    const { birthDate } = await residents.read(tx, personId, act);
    return { birthDate, securityCode };
  });
}

/** `undefined`: the card is not where the server can read it (real plastic, or it lies elsewhere). */
export async function withCardAtOffice<T>(
  { tray }: Parts,
  { chipSerial, municipality }: Pick<Card, 'chipSerial' | 'municipality'>,
  work: (connection: CardConnection) => Promise<T>,
): Promise<T | undefined> {
  if (tray.placeOf(chipSerial) !== officeOf(municipality)) return undefined;
  let connection: CardConnection;
  try {
    connection = await tray.insert(chipSerial);
  } catch (error) {
    if (error instanceof TrayError && error.code !== 'card-in-use') return undefined;
    throw error;
  }
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}
