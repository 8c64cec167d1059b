import type { CardProfile } from '@mibun/card';
import { CardError, cardProfile, type GivenCredentials, readEveryFile, triesLeft } from '@mibun/reader';
import { normaliseCredential } from '@mibun/rules';
import { type FileCheck, type Verification, verifyFiles } from '@mibun/test-card';
import { CommandError, print, say } from '../output.ts';
import { readText } from '../text-input.ts';
import { type CardBox, openCardBox } from './card-box.ts';
import { factsOf } from './decode.ts';
import { type OpenedCard, withCard } from './find-card.ts';
import type { WhereOptions } from './options.ts';
import { mayTry } from './pin-change.ts';
import { PIN_KINDS, pinsOf } from './pin-kinds.ts';
import { saveCard } from './save-card.ts';

export interface ShowOptions extends WhereOptions {
  readonly pin?: string;
  readonly password?: string;
  readonly codeA?: string;
  readonly codeB?: string;
  readonly birthDate?: string;
  readonly credentials?: string;
  readonly save?: string;
  readonly lastTry?: true;
}

/** `mibun card show`: every file that the given credentials open, decoded and verified; no other try is spent. */
export async function showCard(wanted: string | undefined, options: ShowOptions): Promise<void> {
  await withCard(options, wanted, async (card) => {
    const given = credentialsOf(options, card.serial);
    const profile = await cardProfile(card.connection);
    const tries = await triesOf(card);
    for (const kind of ['text', 'signature'] as const) {
      const left = tries[kind];
      if (given[kind] !== undefined && left !== undefined) mayTry(kind, left, options.lastTry === true);
    }
    const found = await readEveryFile(card.connection, given);
    const box = card.box ?? boxOfFolder(options.cards);
    const verification: Verification = box
      ? verifyFiles(found, { certificates: box.certificates, profile: box.profile, at: new Date() })
      : {
          ok: true,
          files: found.map((file) => ({ ...file, ok: undefined, detail: 'no authorities to check with' })),
        };
    const saved =
      options.save === undefined ? [] : await saveCard(options.save, verification.files, given, profile);
    if (options.json) return print(JSON.stringify(asJson(card, tries, verification, saved)));
    printCard(card, profile, tries, verification);
    if (options.save === undefined) {
      say('hint: --save FOLDER writes every file, the certificates, the photo and both faces');
      return;
    }
    say(`mibun: wrote ${saved.length} files to ${options.save}`);
    if (!saved.some((file) => file.endsWith('faces.pdf')))
      say('hint: --code-b or --pin opens what the faces show');
    else if (given.codeB === undefined) say('hint: without --code-b the security code is drawn as 0000');
  });
}

type Tries = Readonly<Record<string, number>>;

async function triesOf({ connection }: OpenedCard): Promise<Tries> {
  const tries: Record<string, number> = {};
  for (const kind of PIN_KINDS) {
    try {
      tries[kind] = await triesLeft(connection, kind);
    } catch (error) {
      // Another make of card may lack an application.
      if (!(error instanceof CardError) || error.code !== 'application-not-found') throw error;
    }
  }
  return tries;
}

function credentialsOf(options: ShowOptions, serial: string | undefined): GivenCredentials {
  const fromFile = options.credentials === undefined ? {} : readCredentials(options.credentials, serial);
  return {
    ...fromFile,
    ...(options.pin !== undefined && { text: normaliseCredential('text', options.pin) }),
    ...(options.password !== undefined && { signature: normaliseCredential('signature', options.password) }),
    ...(options.codeA !== undefined && { codeA: options.codeA }),
    ...(options.codeB !== undefined && { codeB: options.codeB }),
    ...(options.birthDate !== undefined && { birthDateKey: options.birthDate }),
  };
}

/** What `mibun card new --json` printed: one card a line. */
function readCredentials(file: string, serial: string | undefined): GivenCredentials {
  const cards = readText(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): { readonly card?: string; readonly credentials?: Readonly<Record<string, string>> } => {
      try {
        return JSON.parse(line);
      } catch {
        throw new CommandError(
          `${file} holds no credentials`,
          'it has one JSON object a line, with card and credentials',
        );
      }
    });
  const found = cards.find(({ card }) => serial === undefined || card === serial)?.credentials;
  if (found === undefined) throw new CommandError(`${file} says nothing about card ${serial}`);
  const { signature, text, codeA, codeB, birthDateKey } = found;
  return { signature, text, codeA, codeB, birthDateKey };
}

/** A card in a reader is checked against the folder's authorities, where there is a folder. */
function boxOfFolder(folder: string): CardBox | undefined {
  try {
    return openCardBox(folder);
  } catch {
    return undefined;
  }
}

function asJson(card: OpenedCard, tries: Tries, { ok, files }: Verification, saved: readonly string[]) {
  return {
    card: card.serial ?? card.name,
    triesLeft: tries,
    ok,
    files: files.map((file) => ({
      application: file.application,
      file: file.id.toString(16).padStart(4, '0'),
      name: file.name,
      state: file.state,
      bytes: file.bytes.length,
      verified: file.ok ?? null,
      detail: file.detail,
      says: factsOf(file) ?? null,
    })),
    ...(saved.length > 0 && { saved }),
  };
}

function printCard(
  { name }: OpenedCard,
  profile: CardProfile,
  tries: Tries,
  { ok, files }: Verification,
): void {
  print(`  ${name}`);
  const left = pinsOf(profile)
    .filter(({ kind }) => tries[kind] !== undefined)
    .map(({ kind, alsoFor }) => `${alsoFor.length === 0 ? kind : 'PIN'} ${tries[kind]}`);
  print(`  tries left: ${left.join(' · ')}`);
  let application = '';
  for (const file of files) {
    if (file.application !== application) {
      application = file.application;
      print(`\n  ${application}`);
    }
    print(`    ${file.id.toString(16).padStart(4, '0').toUpperCase()}  ${row(file)}`);
    for (const [fact, value] of Object.entries(factsOf(file) ?? {}))
      print(`                 ${fact}: ${value}`);
  }
  print('');
  print(ok ? '  nothing that was read is wrong' : '  SOMETHING IS WRONG: see the files marked !');
}

function row({ content, state, bytes, ok, detail }: FileCheck): string {
  const size = (state === 'read' ? String(bytes.length) : state).padStart(6);
  const mark = ok === undefined ? ' ' : ok ? '+' : '!';
  return `${size} ${mark} ${content}${ok === undefined ? '' : `: ${detail}`}`;
}
