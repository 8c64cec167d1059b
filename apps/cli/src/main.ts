import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { agentCommand } from './agent/command.ts';
import { auditCommand } from './audit/command.ts';
import { caCommand } from './ca/command.ts';
import { cardCommand } from './card/command.ts';
import { countryCommand } from './country/command.ts';
import { fail } from './output.ts';

const packageFile = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8');
const { version } = JSON.parse(packageFile) as { readonly version: string };

const program = new Command('mibun')
  .description('A national identity card system: one command for everything an operator or developer does')
  .version(version)
  .showHelpAfterError('hint: mibun --help lists the commands');

// Whoever reads the answer may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// Each command loads what it needs when it is given, so that help and mistakes are answered at once.
program
  .command('start')
  .description('start everything in one process (demo mode unless MIBUN_MODE=production)')
  .option('--data <folder>', 'where data lies (default: ./data)')
  .option('--port <number>', 'first of four ports (default: 8700)')
  .action(async (options: { data?: string; port?: string }) => {
    const { start } = await import('./start.ts');
    await start(options);
  });

program
  .command('scenario')
  .description('live the whole life of one card against an instance of its own, without a browser')
  .option('--keep <folder>', 'leave every artefact there')
  .option('--json', 'print the steps as JSON lines')
  .action(async (options: { keep?: string; json?: boolean }) => {
    const { scenario } = await import('./scenario/run.ts');
    process.exitCode = (await scenario(options)) ? 0 : 1;
  });

program.addCommand(agentCommand());
program.addCommand(auditCommand());
program.addCommand(caCommand());
program.addCommand(cardCommand());
program.addCommand(countryCommand());

await program.parseAsync().catch(fail);
