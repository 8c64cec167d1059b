// A process that holds a card of a tray and does risky things with it until it is killed. Each act is announced before it
// begins ("> act") and reported when the card has answered ("<"), by writes that a kill cannot take back.
// Few imports: it is started a thousand times.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import type { ScpKeySet } from '@mibun/card';
import { diversify, FILES } from '@mibun/card';
import { CardError } from '../../packages/reader/src/card-error.ts';
import {
  type ApplicationChannel,
  openApplicationChannel,
} from '../../packages/reader/src/free-area/application-channel.ts';
import { type IssuerChannel, openIssuerChannel } from '../../packages/reader/src/issuer.ts';
import { changePin, verifyPin } from '../../packages/reader/src/pin.ts';
import { CardTray, type InsertedCard } from '../../packages/reader/src/tray/card-tray.ts';
import {
  type Act,
  type CardFacts,
  CODES,
  certificateOf,
  chanceFrom,
  fileOf,
  GUEST,
  LIBRARY_LAYOUTS,
  NOTE,
  nextAct,
  noteOf,
  PIN_VALUES,
  statesDuring,
} from './tearing-acts.ts';

/** What the parent gives in a file outside the tray; bytes are hexadecimal. */
export interface TearingJob {
  readonly directory: string;
  readonly trayKey: string;
  readonly serial: string;
  readonly issuerKeys: readonly [HexKeySet, HexKeySet];
  /** PKCS#8 of the keys that the chip "makes". */
  readonly pool: readonly string[];
}

export interface HexKeySet {
  readonly version: number;
  readonly enc: string;
  readonly mac: string;
  readonly dek: string;
}

const bytes = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, 'hex'));

export const keySetOf = ({ version, enc, mac, dek }: HexKeySet): ScpKeySet => ({
  version,
  enc: bytes(enc),
  mac: bytes(mac),
  dek: bytes(dek),
});

/** Keys of the library for its application on this card. */
export const libraryKeysOf = ({ trayKey, serial }: TearingJob): ScpKeySet =>
  diversify(bytes(trayKey), serial, 2);

/** Opens the tray of a job; `makes` says which key of the pool the chip makes next. */
export function trayOf(job: TearingJob, makes: { pair: number }): CardTray {
  return CardTray.open({
    directory: job.directory,
    key: bytes(job.trayKey),
    surroundings: { random: randomBytes, generateKey: () => bytes(job.pool[makes.pair] ?? '') },
  });
}

async function goOnForEver(job: TearingJob, facts: CardFacts, seed: number): Promise<never> {
  const makes = { pair: 0 };
  const card = trayOf(job, makes).insert(job.serial);
  const chance = chanceFrom(seed);
  writeSync(1, 'ready\n');
  for (let now = facts; ; ) {
    const act = nextAct(now, chance);
    writeSync(1, `> ${JSON.stringify(act)}\n`);
    if (act.kind === 'new-certificate') makes.pair = act.pair;
    await perform(card, act, now, job);
    writeSync(1, '<\n');
    now = statesDuring(act, now).at(-1) ?? now;
  }
}

async function perform(card: InsertedCard, act: Act, facts: CardFacts, job: TearingJob): Promise<void> {
  const channel = (): Promise<IssuerChannel> =>
    openIssuerChannel(card, keySetOf(job.issuerKeys[facts.issuerKeys]), randomBytes);
  const library = (): Promise<ApplicationChannel> =>
    openApplicationChannel(card, LIBRARY_LAYOUTS[0].aid, libraryKeysOf(job), randomBytes);
  const otherLayout = LIBRARY_LAYOUTS[facts.layout === 0 ? 1 : 0];
  switch (act.kind) {
    case 'wrong-pin': {
      const wrong = act.credential === 'signature' ? 'WRONG0000' : '0000';
      return expectRefusal(verifyPin(card, act.credential, wrong), ['wrong-pin', 'pin-blocked']);
    }
    case 'right-pin':
      return verifyPin(card, act.credential, PIN_VALUES[act.credential][facts.pins[act.credential]]);
    case 'change-pin': {
      const now = facts.pins[act.credential];
      const [first, second] = PIN_VALUES[act.credential];
      return changePin(card, act.credential, now === 0 ? first : second, now === 0 ? second : first);
    }
    case 'unblock':
      return (await channel()).unblock(act.credential);
    case 'write-file':
      return (await channel()).storeFile('text', FILES.text.attributes, fileOf(act.version));
    case 'new-certificate': {
      const issuer = await channel();
      await issuer.generateKeyPair('jpki', FILES.jpki.authenticationKey, { pending: true });
      const certificate = certificateOf(act.pair);
      await issuer.storeFile('jpki', FILES.jpki.authenticationCertificate, certificate, { pending: true });
      return issuer.activatePending('jpki');
    }
    case 'set-code': {
      const value = Buffer.from(facts.code === 0 ? CODES[1] : CODES[0]);
      return (await channel()).setCredential('text', FILES.text.codeB, value);
    }
    case 'put-keys':
      return (await channel()).putKeys(keySetOf(job.issuerKeys[facts.issuerKeys === 0 ? 1 : 0]));
    case 'wrong-issuer':
      return wrongIssuer(card);
    case 'write-note':
      return (await library()).files.update(NOTE, 0, noteOf(act.version));
    case 'propose-layout':
      return (await channel()).updateApplication(otherLayout);
    case 'confirm-layout':
      return (await library()).confirmLayout(otherLayout);
    case 'install-guest':
      return (await channel()).installApplication(GUEST, libraryKeysOf(job));
    case 'remove-guest':
      return (await channel()).removeApplication(GUEST.aid);
  }
}

/** INITIALIZE UPDATE, then a cryptogram that is made up. */
async function wrongIssuer(card: InsertedCard): Promise<void> {
  await card.reset();
  await card.transmit(Uint8Array.of(0x80, 0x50, 0x00, 0x00, 0x08, ...randomBytes(8), 0x00));
  const answer = await card.transmit(Uint8Array.of(0x84, 0x82, 0x33, 0x00, 0x10, ...randomBytes(16)));
  if (answer[0] === 0x90) throw new Error('a made-up cryptogram opened the channel');
}

async function expectRefusal(work: Promise<void>, codes: readonly string[]): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof CardError && codes.includes(error.code)) return;
    throw error;
  }
  throw new Error('a wrong PIN was accepted');
}

if (import.meta.main) {
  const [jobFile = '', facts = '', seed = ''] = process.argv.slice(2);
  await goOnForEver(JSON.parse(readFileSync(jobFile, 'utf8')), JSON.parse(facts), Number(seed));
}
