import { Command } from 'commander';

export interface CheckCountryOptions {
  readonly json?: boolean;
}

const ABOUT = `
A country is a folder of plain files: names, municipalities, fees, deadlines, words of letters, the face of the card,
numbers in certificates. MIBUN_COUNTRY names the folder; docs/operate/country.md explains each file.`;

/** `mibun country …`: what an operator writes before the first start. */
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
