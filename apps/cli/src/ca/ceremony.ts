import { Command } from 'commander';

export interface CeremonyOptions {
  readonly out: string;
  /** Folders of the operators' keys. */
  readonly operator: readonly string[];
  /** Files with their passphrases, in the same order. */
  readonly passphraseFile: readonly string[];
  readonly execute?: boolean;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function ceremonyCommand(): Command {
  return new Command('ceremony')
    .description('make a CA: a key ceremony under dual control; a dry run unless --execute is given')
    .argument('<input>', 'the declaration of the ceremony, JSON')
    .requiredOption('--out <folder>', 'where the evidence goes; nothing there is ever overwritten')
    .option('--operator <folder>', 'the key of an operator who is present; once for each', collect, [])
    .option('--passphrase-file <file>', "that operator's passphrase, if not typed; same order", collect, [])
    .option('--execute', 'do it: make the key, sign, write the evidence; goes on if it was interrupted')
    .option('--json', 'print the plan or the result as JSON')
    .action(async (input: string, options: CeremonyOptions) => {
      const { ceremony } = await import('./run-ceremony.ts');
      process.exitCode = (await ceremony(input, options)) ? 0 : 1;
    });
}
