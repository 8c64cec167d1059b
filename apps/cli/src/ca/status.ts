import { Command } from 'commander';
import { type OfficeOptions, withOffice } from './office-options.ts';

export function statusCommand(): Command {
  return withOffice(
    new Command('status').description('generations and their keys, CRLs, OCSP, and what needs attention'),
  ).action(async (options: OfficeOptions) => {
    const { status } = await import('./status-run.ts');
    await status(options);
  });
}
