import { Command, Option } from 'commander';

export interface AgentCommandOptions {
  readonly server?: string;
  readonly port?: string;
  readonly origin?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly reader?: readonly string[];
  readonly site?: readonly string[];
  readonly otherSites?: string;
  readonly remember?: string;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const ABOUT = `
Run it on the machine at which a card reader is: a resident's own, or the counter's. A page that needs a card opens the
agent's window; there the person sees who asks for what, and types the PIN. It listens on this machine alone, until Ctrl-C.

  mibun agent --server https://card.reikoku.example
  mibun agent --server https://card.reikoku.example --reader "ACS ACR39U" --other-sites never

The pages look for it where the server's MIBUN_AGENT_ORIGIN says, http://localhost:8701 as a rule: browsers trust that
without a certificate. Each option has a variable, too; docs/operate/agent.md explains origin, certificate and readers.`;

/** `mibun agent`: what runs beside a person's card reader. */
export function agentCommand(): Command {
  return new Command('agent')
    .description('lend the card readers of this machine to the pages of a card system')
    .addHelpText('after', ABOUT)
    .option('--server <origin>', 'address of the system’s pages (MIBUN_ORIGIN)')
    .option('--port <number>', 'where it listens (default: 8701; MIBUN_AGENT_PORT)')
    .option('--origin <origin>', 'what browsers open (default: http://localhost:PORT; MIBUN_AGENT_ORIGIN)')
    .option('--certificate <file>', 'serve https with this certificate, PEM (MIBUN_AGENT_CERTIFICATE)')
    .option('--key <file>', 'its private key, PEM (MIBUN_AGENT_KEY)')
    .option(
      '--reader <name>',
      'use only this reader, by its name or a part of it; once for each (default: all; MIBUN_AGENT_READERS)',
      collect,
    )
    .option(
      '--site <origin>',
      'a site about which nobody is asked; once for each (MIBUN_AGENT_SITES)',
      collect,
    )
    .addOption(
      new Option(
        '--other-sites <how>',
        'whether the person may allow other sites: ask or never (default: ask; MIBUN_AGENT_OTHER_SITES)',
      ),
    )
    .option(
      '--remember <file>',
      'where the sites that were allowed are kept (default: until it stops; MIBUN_AGENT_SITES_FILE)',
    )
    .action(async (options: AgentCommandOptions) => {
      const { agent } = await import('./run.ts');
      await agent(options);
    });
}
