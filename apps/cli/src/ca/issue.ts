import { Command, Option } from 'commander';
import { EXECUTE, type OfficeOptions, withOffice } from './office-options.ts';

export interface IssueOptions extends OfficeOptions {
  readonly kind?: 'seal' | 'time-stamp';
  readonly days: string;
  readonly municipality?: string;
  readonly office: 'mayor' | 'acting-mayor';
  readonly unit: string;
  readonly renews?: string;
  readonly reason?: string;
  readonly confirm?: string;
  readonly collect?: string;
  readonly out?: string;
  readonly execute?: boolean;
}

export function issueCommand(): Command {
  return withOffice(
    new Command('issue').description(
      'a certificate of the institution CA for a PKCS #10 request: one operator proposes it, another confirms it; residents’ certificates come with their cards',
    ),
  )
    .argument('[request]', 'the request, PEM or DER; checked, and with --execute proposed')
    .addOption(new Option('--kind <kind>', 'what it is for').choices(['seal', 'time-stamp']))
    .option('--municipality <code>', 'for a seal: whose, five digits')
    .addOption(
      new Option('--office <office>', 'for a seal: of which office')
        .choices(['mayor', 'acting-mayor'])
        .default('mayor'),
    )
    .option('--unit <number>', 'for a time stamp: which unit of the authority', '1')
    .option('--renews <serial>', 'the certificate of this name, in its last three months, that it renews')
    .option('--days <number>', 'how long it lives', '365')
    .option('--reason <text>', 'for the second person and the trail; needed to propose')
    .option('--confirm <proposal>', 'confirm what a colleague has proposed, and collect the certificate')
    .option('--collect <proposal>', 'the certificate of a proposal that was carried out')
    .option('--out <file>', 'write the certificate there instead of to stdout; never over a file')
    .option('--execute', EXECUTE)
    .action(async (request: string | undefined, options: IssueOptions) => {
      const { issue } = await import('./issue-run.ts');
      await issue(request, options);
    });
}
