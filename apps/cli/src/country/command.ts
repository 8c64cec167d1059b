import { Command } from 'commander';

export interface CheckCountryOptions {
  readonly json?: boolean;
}

export interface SettleOptions {
  readonly server: string;
  readonly residents: readonly string[];
  readonly staff?: string;
  /** Folders of the operators' keys. */
  readonly operator: readonly string[];
  /** Files with their passphrases, in the same order. */
  readonly passphraseFile: readonly string[];
  readonly reader?: string;
  readonly stdin?: true;
  readonly fromLine?: string;
  readonly endCeremony?: boolean;
  readonly execute?: boolean;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const ABOUT_SETTLING = `
Fills a running system that was started with this folder: residents from files, and the first members of staff. Two
operators whose keys the system knows (MIBUN_CEREMONY_OPERATORS) sign what is shown to them. Without --execute the files
are read and everything that is wrong with them is said. It can be given again: who is there already is known.

  mibun country settle reikoku --residents reikoku/settle/residents.csv
  mibun country settle reikoku --residents all.csv --staff reikoku/settle/staff.yaml --execute \\
    --server https://card.reikoku.example --operator keys/aoki --operator keys/baba

docs/operate/settle.md explains the files.`;

const ABOUT = `
A country is a folder of plain files: names, municipalities, fees, deadlines, words of letters, the face of the card,
numbers in certificates. MIBUN_COUNTRY names the folder; docs/operate/country.md explains each file.`;

/** `mibun country …`: what an operator writes before the first start, and who comes in after it. */
export function countryCommand(): Command {
  return new Command('country')
    .description('the folder that says which country this installation serves')
    .addHelpText('after', ABOUT)
    .addCommand(
      new Command('new')
        .description('write an example with comments into a new or empty folder')
        .argument('<folder>', 'where')
        .action(async (folder: string) => {
          const { writeExample } = await import('./new-run.ts');
          writeExample(folder);
        }),
    )
    .addCommand(settleCommand())
    .addCommand(
      new Command('check')
        .description('say everything that is wrong with a folder, and where')
        .argument('<folder>', 'which')
        .option('--json', 'print the faults, or the names, as one JSON document')
        .action(async (folder: string, options: CheckCountryOptions) => {
          const { checkFolder } = await import('./check-run.ts');
          process.exitCode = checkFolder(folder, options) ? 0 : 1;
        }),
    );
}

function settleCommand(): Command {
  return new Command('settle')
    .description(
      'enter the residents and the first staff of a running system; a dry run unless --execute is given',
    )
    .argument('<folder>', 'of the country that it serves')
    .addHelpText('after', ABOUT_SETTLING)
    .option('--residents <file>', 'people: .csv, .json or .jsonl; once for each file', collect, [])
    .option('--staff <file>', 'the first members of staff, YAML')
    .option('--server <url>', 'the running system', 'http://localhost:8700')
    .option('--operator <folder>', 'the key of an operator who is present; once for each', collect, [])
    .option('--passphrase-file <file>', "that operator's passphrase, if not typed; same order", collect, [])
    .option('--reader <name>', 'of the reader in which cards of first staff are made, if there are several')
    .option('--stdin', 'PINs come from standard input: signature, authentication, registry, text, one a line')
    .option('--from-line <number>', 'go on with a file at this line, where an earlier run has ended')
    .option('--end-ceremony', 'end the ceremony of first staff, for good')
    .option('--execute', 'do it')
    .option('--json', 'print what was done as one JSON document')
    .action(async (folder: string, options: SettleOptions) => {
      const { settle } = await import('./settle-run.ts');
      process.exitCode = (await settle(folder, options)) ? 0 : 1;
    });
}
