import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { OriginsDamaged, startAgent } from '@mibun/agent';
import {
  type AgentSettings,
  AgentSettingsError,
  askServer,
  isTrusted,
  isWanted,
  joinReaders,
  leadsHere,
  missingReaders,
  readAgentSettings,
} from '@mibun/agent/program';
import type { CardReaders } from '@mibun/reader';
import { buildWeb } from '@mibun/web';
import { CommandError, print } from '../output.ts';
import { openReaders } from '../readers.ts';
import { watchForStop } from '../stop.ts';
import type { AgentCommandOptions } from './command.ts';
import { greeting } from './greeting.ts';

/** `mibun agent`: the agent of this machine, until Ctrl-C. */
export async function agent(options: AgentCommandOptions): Promise<void> {
  const settings = settingsOf(options, process.env);
  trustWhatThisMachineTrusts();
  const stop = watchForStop();
  if (!(await leadsHere(settings.origin))) {
    throw new CommandError(
      `${settings.origin} does not lead to this machine, so no browser would find the agent there`,
      `let the name stand for 127.0.0.1 (in the DNS or the hosts file), or use https://localhost:${settings.port}`,
    );
  }
  const readers = await openReaders();
  try {
    refuseMissing(settings.readers, readers);
    const [server, { dist }] = await Promise.all([askServer(settings.serverOrigin), buildWeb()]);
    if (stop.signal.aborted) return;
    const running = await startAgent({
      port: settings.port,
      origin: settings.origin,
      serverOrigin: settings.serverOrigin,
      givenOrigins: settings.sites,
      mayAllow: settings.mayAllow,
      readers,
      isWanted: isWanted(settings.readers),
      webRoot: dist,
      demo: 'fictitious' in server && server.fictitious,
      ...(settings.sitesFile !== undefined && { originsFile: settings.sitesFile }),
      ...(settings.tls && { tls: settings.tls }),
    });
    const trusted = settings.tls === undefined || (await isTrusted(settings.origin));
    for (const line of greeting({ settings, server, trusted, readers })) print(line);
    await stop.promise;
    await running.close();
  } catch (error) {
    throw calm(error, settings);
  } finally {
    await readers.close();
  }
}

/** An option counts like the variable that it stands for. */
function settingsOf(options: AgentCommandOptions, environment: NodeJS.ProcessEnv): AgentSettings {
  const given = {
    MIBUN_ORIGIN: options.server,
    MIBUN_AGENT_PORT: options.port,
    MIBUN_AGENT_ORIGIN: options.origin,
    MIBUN_AGENT_CERTIFICATE: options.certificate,
    MIBUN_AGENT_KEY: options.key,
    MIBUN_AGENT_READERS: options.reader && joinReaders(options.reader),
    MIBUN_AGENT_SITES: options.site?.join(' '),
    MIBUN_AGENT_OTHER_SITES: options.otherSites,
    MIBUN_AGENT_SITES_FILE: options.remember,
  };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  try {
    return readAgentSettings({ ...environment, ...Object.fromEntries(said) }, new Date());
  } catch (error) {
    if (!(error instanceof AgentSettingsError)) throw error;
    throw new CommandError(
      error.message,
      'put all of these right and start it again; mibun agent --help explains each',
    );
  }
}

/** The relay of a server whose certificate an organisation issued itself: what the browser here trusts, the agent does. */
function trustWhatThisMachineTrusts(): void {
  setDefaultCACertificates([...new Set([...getCACertificates('default'), ...getCACertificates('system')])]);
}

function refuseMissing(wanted: readonly string[], readers: CardReaders): void {
  // Readers of a service that does not run yet are not known; they are taken when it does.
  if (!readers.running) return;
  const there = readers.list();
  const missing = missingReaders(wanted, there);
  if (missing.length === 0) return;
  const names = there.map(({ name }) => `"${name}"`).join(', ');
  throw new CommandError(
    `there is no card reader ${missing.map((name) => `"${name}"`).join(', ')}`,
    names === ''
      ? 'plug it in, or leave --reader out to use every reader'
      : `--reader with one of ${names}, or a part of it`,
  );
}

function calm(error: unknown, { port }: AgentSettings): unknown {
  if (error instanceof OriginsDamaged) {
    return new CommandError(error.message, 'remove it to begin again, or name another file with --remember');
  }
  const { code } = error as { readonly code?: string };
  if (code === 'EADDRINUSE') {
    return new CommandError(
      `port ${port} is taken on this machine`,
      'an agent may be running already. Stop that program, or choose another with --port N; then the server has to know it, too (MIBUN_AGENT_ORIGIN)',
    );
  }
  if (code === 'EACCES') {
    return new CommandError(`port ${port} is not for you to use`, 'choose one from 1024 on with --port N');
  }
  return error;
}
