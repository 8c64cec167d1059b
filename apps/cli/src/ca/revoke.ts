import type { AuthorityKindName, RevocationReasonName } from '@mibun/server/schemas/authority/ca-desk';
import { Command, Option } from 'commander';
import { EXECUTE, type OfficeOptions, withOffice } from './office-options.ts';

export interface RevokeOptions extends OfficeOptions {
  readonly serial?: string;
  readonly ca?: AuthorityKindName;
  readonly cardId?: string;
  readonly person?: string;
  readonly reason: RevocationReasonName;
  readonly note?: string;
  readonly execute?: boolean;
}

export function revokeCommand(): Command {
  return withOffice(
    new Command('revoke').description(
      'revoke everything of a person or a card, or one certificate; for good',
    ),
  )
    .option('--person <id>', 'everything of this person')
    .option('--card-id <id>', 'everything of this card')
    .option('--serial <hex>', 'one certificate; with --ca')
    .addOption(
      new Option('--ca <name>', 'the CA that issued it').choices([
        'signature',
        'authentication',
        'institution',
      ]),
    )
    .addOption(
      new Option('--reason <reason>', 'why')
        .choices([
          'keyCompromise',
          'cACompromise',
          'affiliationChanged',
          'superseded',
          'cessationOfOperation',
          'unspecified',
        ])
        .makeOptionMandatory(),
    )
    .option('--note <text>', 'for the trail: what it rests on; needed with --execute')
    .option('--execute', EXECUTE)
    .action(async (options: RevokeOptions) => {
      const { revoke } = await import('./revoke-run.ts');
      await revoke(options);
    });
}
