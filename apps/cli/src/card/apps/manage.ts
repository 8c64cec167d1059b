import { randomBytes } from 'node:crypto';
import type { FreeApplicationStatus, PublicFreeApplication, ScpKeySet } from '@mibun/card';
import {
  type ApplicationChannel,
  type IssuerChannel,
  listFreeApplications,
  openApplicationChannel,
  openIssuerChannel,
  takeOverApplication,
} from '@mibun/reader';
import { CommandError, print, say } from '../../output.ts';
import { readText } from '../../text-input.ts';
import { type OpenedCard, withCard } from '../find-card.ts';
import type { CardOptions, WhereOptions } from '../options.ts';
import { aidOf, DESCRIPTION_EXAMPLE, readDescription } from './description.ts';

export const random = (length: number): Uint8Array => randomBytes(length);
export const aidText = (aid: Uint8Array): string => Buffer.from(aid).toString('hex').toUpperCase();

/** `mibun card apps list`: what is in the free area; of one's own cards also how full it is. */
export async function listApps(wanted: string | undefined, options: WhereOptions): Promise<void> {
  await withCard(options, wanted, async (card) => {
    const apps: readonly (PublicFreeApplication & Partial<FreeApplicationStatus>)[] = card.box
      ? await withIssuer(card, (issuer) => issuer.listApplications())
      : await listFreeApplications(card.connection);
    const rows = apps.map(({ aid, ...rest }) => ({ aid: aidText(aid), ...rest }));
    if (options.json) {
      print(JSON.stringify({ card: card.serial ?? card.name, applications: rows }));
      return;
    }
    if (rows.length === 0)
      say('mibun: the free area is empty; mibun card apps install puts an application there');
    for (const row of rows) {
      const { state, usedBytes, quota, pendingLayoutVersion: pending } = row;
      const filled = state === undefined ? '' : `  ${state}, ${usedBytes} of ${quota} bytes`;
      const waiting = pending === undefined ? '' : `; layout ${pending} waits for the body (apps confirm)`;
      print(`${row.aid}  layout ${row.layoutVersion}${filled}${waiting}`);
    }
  });
}

/** `mibun card apps install`: the issuer loads it, and the body takes it over with keys of its own. */
export async function installApp(
  wanted: string | undefined,
  file: string | undefined,
  options: CardOptions & { readonly example?: true },
): Promise<void> {
  if (options.example) {
    print(JSON.stringify(DESCRIPTION_EXAMPLE, undefined, 2));
    return;
  }
  if (wanted === undefined || file === undefined) {
    throw new CommandError('which card, and which description?', 'mibun card apps install CARD FILE');
  }
  const installation = readDescription(readText(file), file);
  await withCard(options, wanted, async (card) => {
    const transportKeys = { version: 1, enc: random(32), mac: random(32), dek: random(32) };
    await withIssuer(card, (issuer) => issuer.installApplication(installation, transportKeys));
    const own = bodyKeys(card, installation.aid);
    await takeOverApplication(card.connection, installation.aid, transportKeys, own, random);
    tell(options, card, aidText(installation.aid), 'installed');
  });
}

/** `mibun card apps update`: the issuer proposes another layout; it changes nothing until the body confirms it. */
export async function updateApp(wanted: string, file: string, options: CardOptions): Promise<void> {
  const layout = readDescription(readText(file), file);
  await withCard(options, wanted, async (card) => {
    await withIssuer(card, (issuer) => issuer.updateApplication(layout));
    const aid = aidText(layout.aid);
    tell(options, card, aid, 'proposed', `waiting with layout ${layout.layoutVersion}`);
    if (!options.json) say(`hint: the body confirms it with mibun card apps confirm ${card.serial} ${file}`);
  });
}

/** `mibun card apps confirm`: the body agrees to the layout that it has seen, and to no other. */
export async function confirmApp(wanted: string, file: string, options: CardOptions): Promise<void> {
  const layout = readDescription(readText(file), file);
  await withCard(options, wanted, async (card) => {
    await withBody(card, layout.aid, (body) => body.confirmLayout(layout));
    tell(options, card, aidText(layout.aid), 'confirmed', `changed to layout ${layout.layoutVersion}`);
  });
}

/** `mibun card apps refuse`: the body refuses the layout that waits; nothing changes. */
export async function refuseApp(wanted: string, aid: string, options: CardOptions): Promise<void> {
  await withCard(options, wanted, async (card) => {
    await withBody(card, aidOf(aid), (body) => body.refuseLayout());
    tell(options, card, aidText(aidOf(aid)), 'refused', 'left as it was');
  });
}

/** `mibun card apps remove`: with everything in it. */
export async function removeApp(wanted: string, aid: string, options: CardOptions): Promise<void> {
  await withCard(options, wanted, async (card) => {
    await withIssuer(card, (issuer) => issuer.removeApplication(aidOf(aid)));
    tell(options, card, aidText(aidOf(aid)), 'removed');
  });
}

/** The keys of the body that an application of these cards belongs to: ours for all of them. */
export function bodyKeys({ box, serial }: OpenedCard, aid: Uint8Array): ScpKeySet {
  if (box === undefined || serial === undefined) {
    throw new CommandError('the keys of this card are with its issuer', 'use a card of your own');
  }
  return box.applicationKeys(serial, aid);
}

/** Says what was done to an application. @param key of the JSON answer @param words of the sentence */
export function tell(options: CardOptions, card: OpenedCard, aid: string, key: string, words = key): void {
  if (options.json) print(JSON.stringify({ card: card.serial, aid, [key]: true }));
  else say(`mibun: ${aid} is ${words} on ${card.name}`);
}

/** The channel of the body that the application belongs to, for the time of `use`. */
export async function withBody<T>(
  card: OpenedCard,
  aid: Uint8Array,
  use: (body: ApplicationChannel) => Promise<T>,
): Promise<T> {
  const body = await openApplicationChannel(card.connection, aid, bodyKeys(card, aid), random);
  try {
    return await use(body);
  } finally {
    await body.close();
  }
}

async function withIssuer<T>(card: OpenedCard, use: (issuer: IssuerChannel) => Promise<T>): Promise<T> {
  const { box, serial, connection } = card;
  if (box === undefined || serial === undefined) {
    throw new CommandError('only the issuer of this card can do that', 'use a card of your own');
  }
  const issuer = await openIssuerChannel(connection, box.issuerKeys(serial), random);
  try {
    return await use(issuer);
  } finally {
    await issuer.close();
  }
}
