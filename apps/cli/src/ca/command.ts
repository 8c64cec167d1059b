import { Command } from 'commander';
import { ceremonyCommand } from './ceremony.ts';
import { crlCommand } from './crl.ts';
import { issueCommand } from './issue.ts';
import { lintCommand } from './lint.ts';
import { ocspCommand } from './ocsp.ts';
import { operatorCommand } from './operator.ts';
import { revokeCommand } from './revoke.ts';
import { rolloverCommand } from './rollover.ts';
import { statusCommand } from './status.ts';
import { verifyCommand } from './verify.ts';

/**
 * `mibun ca …`: one file for each verb. Operator, ceremony, lint and verify work offline; crl and ocsp are clients of anybody's
 * server (crl --renew is not); the others are acts of a CA operator, who logs in with a card.
 */
export function caCommand(): Command {
  return new Command('ca')
    .description('the certification authorities: ceremonies, certificates, status')
    .addCommand(operatorCommand())
    .addCommand(ceremonyCommand())
    .addCommand(statusCommand())
    .addCommand(issueCommand())
    .addCommand(revokeCommand())
    .addCommand(crlCommand())
    .addCommand(ocspCommand())
    .addCommand(rolloverCommand())
    .addCommand(lintCommand())
    .addCommand(verifyCommand());
}
