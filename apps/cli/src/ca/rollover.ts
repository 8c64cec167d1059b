import type { AuthorityKindName } from '@mibun/server/schemas/authority/ca-desk';
import { Argument, Command } from 'commander';
import { EXECUTE, type OfficeOptions, withOffice } from './office-options.ts';

export interface RolloverOptions extends OfficeOptions {
  readonly reason?: string;
  readonly generation?: string;
  readonly execute?: boolean;
}

export type RolloverStep =
  | 'plan'
  | 'prepare'
  | 'publish'
  | 'switch'
  | 'go-back'
  | 'withdraw'
  | 'retire'
  | 'confirm'
  | 'decline'
  | 'resume';

export function rolloverCommand(): Command {
  return withOffice(
    new Command('rollover').description(
      'take a CA from one generation to the next, or rehearse it: one operator proposes a step, another confirms it',
    ),
  )
    .addArgument(
      new Argument(
        '<step>',
        'plan shows where a CA stands; confirm and decline answer a colleague’s proposal',
      ).choices([
        'plan',
        'prepare',
        'publish',
        'switch',
        'go-back',
        'withdraw',
        'retire',
        'confirm',
        'decline',
        'resume',
      ]),
    )
    .addArgument(new Argument('<ca>', 'which CA').choices(['signature', 'authentication', 'institution']))
    .option('--generation <number>', 'which one (default: the one that the step is meant for)')
    .option('--reason <text>', 'for the trail; needed to propose a step')
    .option('--execute', EXECUTE)
    .action(async (step: RolloverStep, ca: AuthorityKindName, options: RolloverOptions) => {
      const { rollover } = await import('./rollover-run.ts');
      await rollover(step, ca, options);
    });
}
