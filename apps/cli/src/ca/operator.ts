import { Command } from 'commander';

export interface OperatorOptions {
  readonly name: string;
  readonly passphraseFile?: string;
}

export function operatorCommand(): Command {
  return new Command('operator')
    .description('make the key with which one person takes part in key ceremonies')
    .argument('<folder>', 'where the key goes, sealed under a passphrase; a USB stick, for instance')
    .requiredOption('--name <name>', 'lower-case letters, digits, hyphens')
    .option('--passphrase-file <file>', 'the passphrase, if not typed')
    .action(async (folder: string, options: OperatorOptions) => {
      const { makeOperator } = await import('./operator-key.ts');
      await makeOperator(folder, options);
    });
}
