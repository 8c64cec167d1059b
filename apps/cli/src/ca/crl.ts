import type { AuthorityKindName } from '@mibun/server/schemas/authority/ca-desk';
import { Command, Option } from 'commander';
import { CommandError } from '../output.ts';
import { EXECUTE, type OfficeOptions, withOffice } from './office-options.ts';

export interface CrlOptions {
  readonly issuer?: string;
  readonly base?: string;
  readonly about?: string;
  readonly json?: boolean;
}

export interface RenewOptions extends OfficeOptions {
  readonly generation?: string;
  readonly shard?: string;
  readonly execute?: boolean;
}

export function crlCommand(): Command {
  return withOffice(
    new Command('crl').description(
      'fetch or read a CRL, verify it, and say in words what it says; or, as an operator, have new ones made at once',
    ),
  )
    .argument('[url-or-file]', 'the CRL, DER or PEM')
    .option('--issuer <file>', 'certificate of the CA (default: the one that the same server gives, said so)')
    .option('--base <file>', 'the base of a delta CRL')
    .option('--about <file>', 'a certificate: say whether it is on the CRL')
    .addOption(
      new Option('--renew <ca>', 'make the CRLs of this CA anew; with --card').choices([
        'signature',
        'authentication',
        'institution',
      ]),
    )
    .option('--generation <number>', 'with --renew: which generation (default: the one that issues)')
    .option('--shard <number|all>', 'with --renew: one list instead of every one')
    .option('--execute', EXECUTE)
    .action(
      async (
        where: string | undefined,
        options: CrlOptions & RenewOptions & { renew?: AuthorityKindName },
      ) => {
        if ((where === undefined) === (options.renew === undefined)) {
          throw new CommandError('which CRL?', 'give an address or a file, or --renew with the name of a CA');
        }
        if (options.renew !== undefined) {
          const { renewCrls } = await import('./crl-renew-run.ts');
          await renewCrls(options.renew, options);
        } else if (where !== undefined) {
          const { crl } = await import('./crl-run.ts');
          process.exitCode = (await crl(where, options)) ? 0 : 1;
        }
      },
    );
}
