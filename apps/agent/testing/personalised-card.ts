import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CardTray, type TrayPlace } from '@mibun/reader';
import { plainDate } from '@mibun/rules';
import {
  HANAKO,
  personaliseTestCard,
  planTestCard,
  sharedKeys,
  TEST_PINS,
  testIssuerKeys,
} from '@mibun/test-card';

export const PINS = TEST_PINS;

/** The issuer's keys of a card of this file's making. */
export const issuerKeysOf = testIssuerKeys;

/** A tray in a folder of its own; `remove()` deletes it. */
export function temporaryTray(): { readonly tray: CardTray; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'mibun-agent-'));
  const tray = CardTray.open({
    directory,
    key: randomBytes(32),
    surroundings: { random: randomBytes, generateKey: sharedKeys() },
  });
  return { tray, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

export interface CardPlan {
  readonly chipSerial: string;
  readonly label: string;
  readonly place: TrayPlace;
  /** Without PINs it is a card before hand-over: personalised, not active. */
  readonly pins?: boolean;
}

/** Makes a card over the issuer channel, as production and hand-over do, and puts it at its place. */
export async function personalise(tray: CardTray, { chipSerial, label, place, pins }: CardPlan) {
  const issuerKeys = issuerKeysOf(chipSerial);
  const plan = await planTestCard({
    chipSerial,
    seed: chipSerial,
    at: new Date('2026-11-22T00:00:00Z'),
    expiry: plainDate('2036-02-17'),
    resident: { municipality: { ...HANAKO.municipality, code: '99101' } },
    photo: 'none',
    state: pins === false ? 'personalised' : 'active',
  });
  tray.manufacture({ chipSerial, issuerKeys, label });
  const card = tray.insert(chipSerial);
  const certificates = await personaliseTestCard(card, issuerKeys, plan);
  await card.close();
  tray.move(chipSerial, place);
  return certificates;
}
