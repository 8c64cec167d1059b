import { generateKeyPair, randomInt, randomUUID } from 'node:crypto';
import { existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { type CardInterface, PROFILES, profileNamed } from '@mibun/card';
import { substitutesIn } from '@mibun/documents';
import type { ProfileId } from '@mibun/pki';
import { checkCredentialFormat, jstDate } from '@mibun/rules';
import {
  generationOf,
  HANAKO,
  individualNumberOf,
  isForeign,
  openersOf,
  personaliseTestCard,
  planTestCard,
  randomResident,
  TEST_PINS,
  type TestCardPlan,
  type TestResident,
} from '@mibun/test-card';
import { CommandError, print, say } from '../output.ts';
import { readText } from '../text-input.ts';
import { type CardBox, openOrMakeCardBox } from './card-box.ts';
import type { CardOptions } from './options.ts';
import { pinsOf } from './pin-kinds.ts';
import { RESIDENT_EXAMPLE, RESIDENT_SCHEMA, readResident } from './resident-file.ts';
import { sayWhatIsSubstituted } from './substitutes.ts';

export interface NewOptions extends CardOptions {
  readonly resident?: string;
  readonly random?: true;
  readonly count?: string;
  readonly profile?: string;
  readonly certificates?: string;
  readonly interface?: string;
  readonly pin?: string;
  readonly password?: string;
  readonly photo?: string;
  /** File for what opens the cards; it must not be there. */
  readonly credentials?: string;
  readonly example?: true;
  readonly schema?: true;
}

/** `mibun card new`: makes cards and prints what opens them; nobody else will be told. */
export async function newCards(options: NewOptions): Promise<void> {
  if (options.example) return print(JSON.stringify(RESIDENT_EXAMPLE, undefined, 2));
  if (options.schema) return print(JSON.stringify(RESIDENT_SCHEMA, undefined, 2));
  const wanted = checked(options);
  if (wanted.photo !== undefined) await requirePicture(wanted.photo, options.photo ?? '');
  const credentials = options.credentials === undefined ? undefined : newFile(options.credentials);
  const box = await openOrMakeCardBox(options.cards, {
    ...(wanted.certificates && { certificateProfile: wanted.certificates }),
    ...(wanted.profile && { generation: generationOf(wanted.profile) }),
  });
  if (box.newKeyFile !== undefined) {
    say(`mibun: made ${options.cards} with authorities of its own, which nobody else trusts`);
    say(`mibun: its key is ${box.newKeyFile}; keep it apart from the folder: both together open every card`);
  }
  for (let made = 1; made <= wanted.count; made++) {
    if (wanted.count > 1) progress(made, wanted.count);
    const plan = await planFor(box, wanted);
    await fillKeys(box, plan);
    await makeCard(box, plan);
    report(plan, options, credentials);
  }
  if (wanted.count > 1) progress(undefined, wanted.count);
}

interface Wanted {
  readonly count: number;
  readonly profile: string | undefined;
  readonly certificates: ProfileId | undefined;
  readonly interface: CardInterface;
  readonly pins: Readonly<Record<'signature' | 'authentication' | 'registry' | 'text', string>>;
  readonly photo: Uint8Array | undefined;
  readonly resident: Partial<TestResident> | undefined;
}

function checked(options: NewOptions): Wanted {
  const { resident, count = '1', certificates, pin, password, photo } = options;
  if (resident !== undefined && options.random) {
    throw new CommandError('--resident and --random exclude each other', 'leave one of them out');
  }
  if (!/^[1-9][0-9]{0,3}$/.test(count)) throw new CommandError('--count is a number from 1 to 9999');
  if (certificates !== undefined && certificates !== 'mibun' && certificates !== 'jpki-compatible') {
    throw new CommandError(
      `there are no ${certificates} certificates`,
      '--certificates is mibun or jpki-compatible',
    );
  }
  const profile = options.profile;
  const profiles = PROFILES.map(({ name }) => name);
  if (profile !== undefined && !profiles.includes(profile)) {
    throw new CommandError(`there is no profile ${profile}`, `--profile is ${profiles.join(' or ')}`);
  }
  const contacts = options.interface ?? 'contact';
  if (contacts !== 'contact' && contacts !== 'contactless') {
    throw new CommandError(`there is no interface ${contacts}`, '--interface is contact or contactless');
  }
  const fourDigits = pin === undefined ? {} : { authentication: pin, registry: pin, text: pin };
  const pins = { ...TEST_PINS, ...fourDigits, ...(password !== undefined && { signature: password }) };
  return {
    count: Number(count),
    profile,
    certificates,
    interface: contacts,
    pins: { ...pins, authentication: good('authentication', pins), signature: good('signature', pins) },
    photo: photo === undefined ? undefined : readFile(photo),
    resident:
      resident === undefined ? undefined : readResident(readText(resident), resident, jstDate(new Date())),
  };
}

function good(kind: 'authentication' | 'signature', pins: Wanted['pins']): string {
  const checkedPin = checkCredentialFormat(kind, pins[kind]);
  if (checkedPin.ok) return checkedPin.value;
  throw new CommandError(`--${kind === 'signature' ? 'password' : 'pin'}: ${checkedPin.en}`);
}

function readFile(path: string): Buffer {
  if (!existsSync(path)) throw new CommandError(`there is no ${path}`);
  return readFileSync(path);
}

async function planFor(box: CardBox, wanted: Wanted): Promise<TestCardPlan> {
  for (;;) {
    const seed = randomUUID();
    const someone = randomResident(seed, { on: jstDate(new Date()) });
    const lot = String(randomInt(1e10)).padStart(10, '0');
    const drawn = { individualNumber: individualNumberOf(`9${lot}`) };
    const plan = await planTestCard({
      seed,
      resident: wanted.resident === undefined ? someone : { ...HANAKO, ...drawn, ...wanted.resident },
      authorities: box.authorities,
      profile: wanted.profile ?? `generation-${box.generation}`,
      interface: wanted.interface,
      pins: wanted.pins,
      photo: wanted.photo,
    });
    if (box.tray.placeOf(plan.chipSerial) !== undefined) continue;
    // Of somebody who was made up nobody expects a certain picture.
    if (wanted.resident) sayWhatIsSubstituted(substitutesIn([plan.resident.name, plan.resident.address]));
    return plan;
  }
}

/** Keys of the chip itself: text, session keys, card face, common application. */
const OWN_KEYS = 4;

/** Keys in all threads at once, off the chip's way: they take nearly all of the time. */
async function fillKeys(box: CardBox, { certificates, profile }: TestCardPlan): Promise<void> {
  if (generationOf(profile) === 2) return;
  const generate = promisify(generateKeyPair);
  const lacking = certificates.length + OWN_KEYS - box.readyKeys.length;
  const made = await Promise.all(
    Array.from({ length: lacking }, () =>
      generate('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { format: 'der', type: 'spki' },
        privateKeyEncoding: { format: 'der', type: 'pkcs8' },
      }),
    ),
  );
  box.readyKeys.push(...made.map(({ privateKey }) => new Uint8Array(privateKey)));
}

async function makeCard(box: CardBox, plan: TestCardPlan): Promise<void> {
  const { chipSerial, resident, profile } = plan;
  const issuerKeys = box.issuerKeys(chipSerial);
  box.tray.manufacture({ chipSerial, issuerKeys, profile, interface: plan.interface, label: resident.name });
  try {
    const card = box.tray.insert(chipSerial);
    try {
      await personaliseTestCard(card, issuerKeys, plan);
    } finally {
      await card.close();
    }
    box.tray.move(chipSerial, 'wallet');
  } catch (error) {
    // Half a card helps nobody.
    box.tray.destroy(chipSerial);
    throw error;
  }
}

/** What opens a card: for its owner alone, whatever the umask. @throws CommandError when the file is there */
function newFile(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new CommandError(`${path} is there already`, 'name another file; nothing is written over');
  }
}

/** @throws CommandError before anything is made */
async function requirePicture(photo: Uint8Array, path: string): Promise<void> {
  const { default: sharp } = await import('sharp');
  try {
    await sharp(photo).raw().toBuffer();
  } catch {
    throw new CommandError(`${path} is not a picture that can be read`, '--photo takes a JPEG or a PNG');
  }
}

function report(plan: TestCardPlan, { json, cards, count }: NewOptions, file: number | undefined): void {
  const { chipSerial, resident, expiry, credentials, certificates } = plan;
  const profile = profileNamed(plan.profile);
  const { roles } = profile;
  const { signature, authentication, registry, text, codeA, codeB, birthDateKey } = {
    ...credentials,
    ...(!certificates.includes('signature') && { signature: undefined }),
    // Nothing on a card of generation 2 opens by these.
    ...(!roles['face-code-a'] && { codeA: undefined }),
    ...(!roles['birth-date'] && { birthDateKey: undefined }),
  };
  const opens = { signature, authentication, registry, text, codeA, codeB, birthDateKey };
  const line = JSON.stringify({ card: chipSerial, expiry, resident, certificates, credentials: opens });
  if (file !== undefined) writeSync(file, `${line}\n`);
  if (json) {
    print(line);
    return;
  }
  const origin = isForeign(resident) ? `, ${resident.nationality}` : '';
  print('');
  print(`  card        ${chipSerial}, valid until ${expiry}`);
  print(`  holder      ${resident.name}, born ${resident.birthDate}${origin}`);
  print(`              ${resident.address}`);
  const pins = pinsOf(profile).filter(({ kind }) => kind !== 'signature');
  const uses = pins.map(({ kind, alsoFor }) => `${credentials[kind]} ${[kind, ...alsoFor].join(', ')}`);
  print(`  PIN         ${uses.join(' · ')}`);
  print(`  password    ${signature ?? 'none: no signature certificate under 15'}`);
  const known = [
    ...(codeA === undefined ? [] : [`number (code A) ${codeA}`]),
    `code B ${codeB}`,
    ...(birthDateKey === undefined ? [] : [`birth date ${birthDateKey}`]),
  ];
  print(`  printed     ${known.join(' · ')}`);
  if (count !== undefined) return;
  const folder = cards === 'data/my-cards' ? '' : ` --cards ${cards}`;
  const open = Object.keys(openersOf(plan)).includes('text') ? ` --pin ${text}` : '';
  print('');
  say(`hint: mibun card show ${chipSerial.slice(-4)}${open} --code-b ${codeB}${folder}`);
}

/** One line that is written over, where somebody watches. */
function progress(number: number | undefined, count: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(number === undefined ? '\r\u001b[K' : `\r\u001b[Kmaking card ${number} of ${count}`);
}
