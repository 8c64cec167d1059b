import { Command } from 'commander';

export interface VerifyAuditOptions {
  readonly data?: string;
  readonly head?: string;
  readonly json?: boolean;
}

/** `mibun audit …`: what an auditor does beside the running system. */
export function auditCommand(): Command {
  return new Command('audit').description('the audit trail: whether anything in it was changed').addCommand(
    new Command('verify')
      .description('go through the whole trail: chain, signed heads, a head that was kept elsewhere')
      .option('--data <folder>', 'where data lies (default: ./data)')
      .option(
        '--head <number:hash>',
        'a head that was noted down earlier, as this command and the log print it',
      )
      .option('--json', 'print the whole report')
      .action(async (options: VerifyAuditOptions) => {
        const { verifyTrail } = await import('./verify-run.ts');
        process.exitCode = (await verifyTrail(options)) ? 0 : 1;
      }),
  );
}
