import { Command, Option } from 'commander';
import { EXECUTE, type OfficeOptions, withOffice } from './office-options.ts';

export interface IssueOptions extends OfficeOptions {
  readonly kind: 'seal' | 'time-stamp';
  readonly days: string;
  readonly prefecture?: string;
  readonly organisation?: string;
  readonly commonName?: string;
  readonly out?: string;
  readonly execute?: boolean;
}

export function issueCommand(): Command {
  return withOffice(
    new Command('issue').description(
      'issue a certificate of the institution CA for a PKCS #10 request; residents’ certificates come with their cards',
    ),
  )
    .argument('<request>', 'the request, PEM or DER')
    .addOption(
      new Option('--kind <kind>', 'what it is for').choices(['seal', 'time-stamp']).makeOptionMandatory(),
    )
    .option('--days <number>', 'how long it lives', '365')
    .option('--prefecture <name>', 'in place of what the request says')
    .option('--organisation <name>', 'in place of what the request says')
    .option('--common-name <name>', 'in place of what the request says')
    .option('--out <file>', 'write the certificate there instead of to stdout; never over a file')
    .option('--execute', EXECUTE)
    .action(async (request: string, options: IssueOptions) => {
      const { issue } = await import('./issue-run.ts');
      await issue(request, options);
    });
}
