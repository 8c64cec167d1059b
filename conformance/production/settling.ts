import { mkdirSync, writeFileSync } from 'node:fs';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { MIBUN_MAIN } from '../harness/mibun.ts';
import { type ProgramResult, runProgram } from '../harness/programs.ts';
import { startProgram } from '../harness/running-program.ts';
import type { Installation } from './installation.ts';
import { type Blank, type Plastic, Slot } from './plastic.ts';

type Secrets = Readonly<Record<'signature' | 'authentication' | 'registry' | 'text', string>>;

export interface StaffMember {
  readonly key: 'clerk' | 'supervisor' | 'screener' | 'maker';
  readonly portrait: { readonly file: string; readonly age: number; readonly sex: '1' | '2' };
  readonly secrets: Secrets;
}

/** In the order of reikoku/settle/staff.yaml; each knows the secrets of their own card. */
export const STAFF: readonly StaffMember[] = [
  { key: 'clerk', portrait: { file: 'hana', age: 46, sex: '2' }, secrets: secretsOf('HANA7531', '7531') },
  {
    key: 'supervisor',
    portrait: { file: 'isamu', age: 55, sex: '1' },
    secrets: secretsOf('ISAMU8642', '8642'),
  },
  { key: 'screener', portrait: { file: 'aki', age: 36, sex: '1' }, secrets: secretsOf('AKI9713', '9713') },
  { key: 'maker', portrait: { file: 'haru', age: 38, sex: '2' }, secrets: secretsOf('HARU6824', '6824') },
];

function secretsOf(signature: string, pin: string): Secrets {
  return { signature, authentication: pin, registry: pin, text: pin };
}

export interface Settling {
  readonly result: ProgramResult;
  /** By member of staff: the plastic that was made for them. */
  readonly cards: ReadonlyMap<StaffMember['key'], Blank>;
}

/** The photos of the list, drawn. */
export async function drawPhotos({ country }: Installation): Promise<void> {
  mkdirSync(`${country}/settle/photos`, { recursive: true });
  for (const { portrait } of STAFF) {
    const { file, age, sex } = portrait;
    const jpeg = await portraitJpeg(drawPortrait({ seed: file, age, sex }));
    writeFileSync(`${country}/settle/photos/${file}.jpg`, jpeg);
  }
}

const commandOf = ({ country, room }: Installation, more: readonly string[]) => [
  ...[MIBUN_MAIN, 'country', 'settle', country, '--server', room.origin, '--json'],
  ...more,
];

/** One `mibun country settle` without anybody at the reader. */
export function settle(installation: Installation, ...more: readonly string[]): Promise<ProgramResult> {
  const { surroundings } = installation.room;
  return runProgram(process.execPath, commandOf(installation, more), surroundings);
}

/** Whose blank does not lie well: it loses contact while it is written, and goes on where it was. */
const BADLY_LAID: StaffMember['key'] = 'supervisor';
/** In the middle of what the issuer writes. */
const LOST_AFTER = 40;

/** The whole ceremony: both operators, everybody of the list at the reader one after the other, with a blank and their secrets. */
export async function settleWithCards(
  installation: Installation,
  plastic: Plastic,
  ...more: readonly string[]
): Promise<Settling> {
  const { room } = installation;
  const slot = new Slot(room.factory.ports[0]);
  const cards = new Map<StaffMember['key'], Blank>();
  const typed = STAFF.flatMap(({ secrets }) => Object.values(secrets)).join('\n');
  const command = startProgram(
    process.execPath,
    commandOf(installation, ['--execute', '--stdin', '--reader', room.factory.names[0] ?? '', ...more]),
    { PATH: process.env.PATH, ...room.surroundings },
    `${typed}\n`,
  );
  let prompts = 0;
  // Only when it has seen the reader empty is the next card the next one, and not the one that was there.
  const whenAsked = () => command.said(new RegExp(`(?:put a card into the reader[^]*){${++prompts}}`));
  try {
    for (const [index, { key }] of STAFF.entries()) {
      if (index > 0) {
        await command.said(new RegExp(`(?:take the card out of the reader[^]*){${index}}`));
        await slot.empty();
      }
      const blank = await plastic.blank();
      cards.set(key, blank);
      await whenAsked();
      if (key === BADLY_LAID) {
        await slot.putUntil(blank, LOST_AFTER);
        await command.said(/The connection to the card was lost on the way\. What was done is recorded/);
        await whenAsked();
      }
      await slot.put(blank);
    }
    const status = Number(await command.ended);
    const { stdout, stderr } = command;
    return { result: { status, output: stdout, everything: `${stdout}\n${stderr}` }, cards };
  } finally {
    await slot.empty();
    await command.stop();
  }
}
