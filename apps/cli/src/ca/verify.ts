import { Command } from 'commander';
import { arcOption, type CountryOptions, countryOption } from './country-options.ts';

export interface VerifyOptions extends CountryOptions {
  readonly roots?: string;
  readonly operators?: string;
  readonly json?: boolean;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('verify certificates, or everything that a key ceremony has left, without any server')
    .argument(
      '<path>',
      'a certificate (DER or PEM), a PEM bundle (each is verified), or the folder of a ceremony',
    )
    .option('--roots <path>', 'the CA certificates to trust: a file, or a folder of them')
    .option('--operators <file>', 'public keys (PEM) of the operators whose ceremonies count')
    .addOption(arcOption())
    .addOption(countryOption())
    .option('--json', 'print every check as JSON')
    .action(async (path: string, options: VerifyOptions) => {
      const { verifyPath } = await import('./verify-path.ts');
      process.exitCode = (await verifyPath(path, options)) ? 0 : 1;
    });
}
