import type { Command } from 'commander';

/** How an operator reaches a running server, and who they are. */
export interface OfficeOptions {
  readonly server: string;
  readonly data?: string;
  readonly card?: string;
  readonly json?: boolean;
}

/** Options of every verb that talks to a running server as an operator. The PIN is never one of them. */
export function withOffice(command: Command): Command {
  return command
    .option('--server <url>', 'the running system', 'http://localhost:8700')
    .option('--data <folder>', 'folder with the software cards (default: ./data)')
    .option(
      '--card <who>',
      'serial or name on the card to log in with; its PIN comes from MIBUN_PIN or is asked for',
    )
    .option('--json', 'print the answer as JSON');
}

export const EXECUTE = 'do it; without this the command only says what it would do';
