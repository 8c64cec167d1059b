import { Command } from 'commander';
import { arcOption, type CountryOptions, countryOption } from './country-options.ts';

export interface LintOptions extends CountryOptions {
  readonly issuer?: string;
  readonly json?: boolean;
}

export function lintCommand(): Command {
  return new Command('lint')
    .description('check certificates against their profile: every lint and key check that issuing runs')
    .argument('<file>', 'a certificate (DER or PEM), or a PEM bundle: each is checked')
    .option(
      '--issuer <file>',
      'the CA certificate it has to fit; otherwise only what it says itself is checked',
    )
    .addOption(arcOption())
    .addOption(countryOption())
    .option('--json', 'print the findings as JSON')
    .action(async (file: string, options: LintOptions) => {
      const { lintFile } = await import('./lint-file.ts');
      process.exitCode = (await lintFile(file, options)) ? 0 : 1;
    });
}
