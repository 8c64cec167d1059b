import { jstDate, type RowSurroundings } from '@mibun/rules';
import {
  type Country,
  checkCountry,
  checkStaffFile,
  type FirstStaff,
  faultLine,
} from '@mibun/server/country';
import { unlockOperator } from '../ca/operator-key.ts';
import { CommandError, print, say } from '../output.ts';
import type { SettleOptions } from './command.ts';
import { type Enter, enterFile, type Tally, words } from './settle/enter.ts';
import { type OpenedSession, Settlement } from './settle/session.ts';
import { nameStaff, type StaffTally } from './settle/staff.ts';

const OPERATORS_NEEDED = 2;

/** `mibun country settle`: looks everything through; with --execute does it. False when a row was refused. */
export async function settle(folder: string, options: SettleOptions): Promise<boolean> {
  const country = soundCountry(folder);
  const staff = options.staff === undefined ? [] : soundStaff(options.staff, country);
  const fromLine = Number(options.fromLine ?? 1);
  if (!Number.isInteger(fromLine) || fromLine < 1)
    throw new CommandError('--from-line is the number of a line');
  if (!options.execute) {
    const files = await enterAll(options.residents, country, fromLine);
    report({ executed: false, files, staff: { named: staff.length, cards: 0 } }, options);
    say('mibun: this was a dry run: the files were read, and nothing was sent; --execute does it');
    return files.every(({ refused }) => refused === 0);
  }
  const { settlement, opened } = await openSession(country, options);
  if (opened.ceremonyEnded && staff.length > 0) {
    throw new CommandError(
      'the ceremony of first staff was ended',
      'leave --staff out; residents can still be entered',
    );
  }
  const enter: Enter = async (rows, { from, to }) => {
    try {
      const { outcomes } = await settlement.residents({ rows: [...rows] });
      return outcomes;
    } catch (error) {
      if (error instanceof CommandError)
        throw new CommandError(`lines ${from} to ${to}: ${error.message}`, goOn(error, from));
      throw error;
    }
  };
  const files = await enterAll(options.residents, country, fromLine, enter);
  const named = await nameStaff(settlement, staff, options);
  if (options.endCeremony) {
    await settlement.end();
    say('mibun: the ceremony of first staff is ended, for good');
  } else if (!opened.ceremonyEnded) {
    say('hint: end the ceremony with --end-ceremony when all of first staff have their cards');
  }
  report({ executed: true, files, staff: named }, options);
  return files.every(({ refused }) => refused === 0);
}

const goOn = ({ hint = '' }: CommandError, line: number): string =>
  `${hint} Who is entered stays so; --from-line ${line} goes on from here.`.trim();

function soundCountry(folder: string): Country {
  const { country, faults } = checkCountry(folder);
  if (country) return country;
  for (const fault of faults) print(faultLine(fault));
  throw new CommandError(`${folder} cannot be used`, 'put it right first: mibun country check');
}

function soundStaff(file: string, { municipalities }: Country): readonly FirstStaff[] {
  const { staff, faults } = checkStaffFile(
    file,
    municipalities.map(({ code }) => code),
  );
  if (staff) return staff;
  for (const fault of faults) print(faultLine(fault));
  throw new CommandError(`${file} cannot be used`, 'docs/operate/settle.md explains it; nothing was sent');
}

async function openSession(country: Country, options: SettleOptions) {
  if (options.operator.length < OPERATORS_NEEDED) {
    throw new CommandError(
      `two operators are needed, ${options.operator.length} given`,
      'each gives --operator FOLDER and types the passphrase; mibun ca operator makes such a key',
    );
  }
  const settlement = new Settlement(options.server);
  const operators = [];
  for (const [index, folder] of options.operator.entries()) {
    operators.push(await unlockOperator(folder, options.passphraseFile[index]));
  }
  const opened = await settlement.open(operators);
  demandSameCountry(country, opened, options.server);
  return { settlement, opened };
}

/** The server must have been started with this folder, or people would be entered into another country. */
function demandSameCountry({ municipalities }: Country, opened: OpenedSession, server: string): void {
  const line = ({ code, name }: OpenedSession['municipalities'][number]) => `${code} ${name.ja} (${name.en})`;
  const [here, there] = [municipalities.map(line), opened.municipalities.map(line)];
  const differing = [
    ...here.filter((one) => !there.includes(one)).map((one) => `${one} is not served there`),
    ...there.filter((one) => !here.includes(one)).map((one) => `${one} is not in this folder`),
  ];
  if (differing.length === 0) return;
  for (const one of differing) print(one);
  throw new CommandError(
    `${server} serves another country than this folder says`,
    'start the server with this folder (MIBUN_COUNTRY), or name its own here; nothing was entered',
  );
}

async function enterAll(
  residents: readonly string[],
  { municipalities }: Country,
  fromLine: number,
  enter?: Enter,
): Promise<readonly Tally[]> {
  const surroundings: RowSurroundings = {
    today: jstDate(new Date()),
    municipalities: new Set(municipalities.map(({ code }) => code)),
  };
  const tallies: Tally[] = [];
  for (const file of residents) {
    const tally = await enterFile(file, surroundings, { enter, fromLine, now: Date.now });
    say(`mibun: ${file}: ${words(tally)}`);
    if (tally.refusedFile)
      say(
        `hint: ${tally.refusedFile} has the line and the reason of each; put them right and give the file again`,
      );
    tallies.push(tally);
  }
  return tallies;
}

interface Report {
  readonly executed: boolean;
  readonly files: readonly Tally[];
  readonly staff: StaffTally;
}

function report({ executed, files, staff }: Report, { json }: SettleOptions): void {
  if (json) {
    print(JSON.stringify({ executed, files, staff }, null, 2));
    return;
  }
  for (const { file, ...counts } of files) print(`${file}  ${words(counts)}`);
  if (staff.named > 0) print(`first staff  ${staff.named} named, ${staff.cards} cards made`);
}
