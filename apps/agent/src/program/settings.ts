import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isOrigin, isOwnMachine, isSecureOrigin } from '@mibun/protocol';
import type { AgentTls } from '../server/loopback.ts';
import { readCertificate } from './certificate.ts';

/** How the agent of one machine is set up. */
export interface AgentSettings {
  /** The one system whose counters may reach a card. */
  readonly serverOrigin: string;
  /** What the browser's address bar says; the server's pages open it. */
  readonly origin: string;
  readonly port: number;
  /** Readers that are used, each by its name or a part of it; empty: all. */
  readonly readers: readonly string[];
  /** Sites that the person is not asked about. */
  readonly sites: readonly string[];
  /** Whether the person may allow others. */
  readonly mayAllow: boolean;
  /** Where those that they have allowed are remembered. */
  readonly sitesFile?: string;
  readonly tls?: AgentTls & ReadCertificate;
}

/** What a person wants to know of the certificate that their browser will see. */
export interface ReadCertificate {
  /** Names and addresses for which it is. */
  readonly names: string;
  readonly validTo: Date;
  readonly fingerprint: string;
}

/** Everything at once that keeps the agent from starting, each line with its variable and option. */
export class AgentSettingsError extends Error {
  override readonly name = 'AgentSettingsError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `the agent cannot be started like this:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

export type AgentEnvironment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 8701;
const HIGHEST_PORT = 65_535;
/** No name of a reader has it; a comma many have. */
const BETWEEN_READERS = ';';

/**
 * Reads the settings. Nothing else reads the environment.
 *
 * @param now a certificate that has expired is none
 * @throws AgentSettingsError naming everything that cannot be used
 */
export function readAgentSettings(environment: AgentEnvironment, now: Date): AgentSettings {
  const said = (name: string) => environment[name] || undefined;
  const serverOrigin = said('MIBUN_ORIGIN');
  const ownOrigin = said('MIBUN_AGENT_ORIGIN');
  const port = said('MIBUN_AGENT_PORT');
  const otherSites = said('MIBUN_AGENT_OTHER_SITES') ?? 'ask';
  const sites = (said('MIBUN_AGENT_SITES') ?? '').split(/[\s,]+/).filter((site) => site !== '');
  const sitesFile = said('MIBUN_AGENT_SITES_FILE');
  const certificateFile = said('MIBUN_AGENT_CERTIFICATE');
  const keyFile = said('MIBUN_AGENT_KEY');
  const problems = [
    ...serverProblems(serverOrigin),
    ...portProblems(port),
    ...sites.flatMap((site) => siteProblems(site)),
    ...otherSitesProblems(otherSites, sitesFile),
  ];

  const secure = certificateFile !== undefined || keyFile !== undefined;
  // A port that is none is said once.
  const usablePort = portProblems(port).length === 0 ? port : undefined;
  const origin = ownOrigin ?? `${secure ? 'https' : 'http'}://localhost:${usablePort ?? DEFAULT_PORT}`;
  const wrongOrigin = originProblem(origin, usablePort, secure);
  if (wrongOrigin !== undefined) problems.push(wrongOrigin);
  const certificate = readCertificate(certificateFile, keyFile, {
    now,
    hostname: wrongOrigin === undefined ? (URL.parse(origin)?.hostname ?? '') : undefined,
  });
  problems.push(...certificate.problems);
  if (problems.length > 0 || serverOrigin === undefined) throw new AgentSettingsError(problems);
  return {
    serverOrigin,
    origin,
    port: portOf(origin),
    readers: (said('MIBUN_AGENT_READERS') ?? '')
      .split(BETWEEN_READERS)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    sites,
    mayAllow: otherSites === 'ask',
    ...(sitesFile !== undefined && { sitesFile }),
    ...(certificate.tls && { tls: certificate.tls }),
  };
}

/** What several options give as one variable. */
export const joinReaders = (names: readonly string[]): string => names.join(BETWEEN_READERS);

function serverProblems(origin: string | undefined): readonly string[] {
  if (origin === undefined) {
    return [
      'MIBUN_ORIGIN (--server) is missing: the address at which the pages of the card system are, as https://card.example; its counters alone may reach a card',
    ];
  }
  return siteProblems(origin, 'MIBUN_ORIGIN (--server)');
}

/** Over plain HTTP anybody on the way is the site. */
function siteProblems(site: string, name = 'MIBUN_AGENT_SITES (--site)'): readonly string[] {
  if (!isOrigin(site)) {
    return [
      `${name} is scheme, name and port in lower case, as https://card.example, and nothing after it, not "${site}"`,
    ];
  }
  if (isSecureOrigin(site)) return [];
  return [
    `${name} is plain HTTP to another machine, "${site}": anybody on the way could ask in its name; give its https address`,
  ];
}

function portProblems(port: string | undefined): readonly string[] {
  if (port === undefined) return [];
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  return number >= 1 && number <= HIGHEST_PORT
    ? []
    : [`MIBUN_AGENT_PORT (--port) is a number from 1 to ${HIGHEST_PORT}, not "${port}"`];
}

function otherSitesProblems(said: string, sitesFile: string | undefined): readonly string[] {
  if (said !== 'ask' && said !== 'never') {
    return [`MIBUN_AGENT_OTHER_SITES (--other-sites) is ask or never, not "${said}"`];
  }
  if (sitesFile !== undefined && !existsSync(dirname(resolve(sitesFile)))) {
    return [`MIBUN_AGENT_SITES_FILE (--remember) lies in a folder that is not there: ${dirname(sitesFile)}`];
  }
  return said === 'never' && sitesFile !== undefined
    ? [
        'MIBUN_AGENT_SITES_FILE (--remember) has nothing to remember with --other-sites never: leave one of them out',
      ]
    : [];
}

/** Pages open this origin and no other, and a browser gives it what it needs only over https or without leaving the machine. */
function originProblem(origin: string, port: string | undefined, secure: boolean): string | undefined {
  const name = 'MIBUN_AGENT_ORIGIN (--origin)';
  if (!isOrigin(origin)) {
    return `${name} is scheme, name and port in lower case, as http://localhost:8701, and nothing after it, not "${origin}"`;
  }
  if (port !== undefined && Number(port) !== portOf(origin)) {
    return `${name} is "${origin}", but MIBUN_AGENT_PORT (--port) is ${port}: nobody would be found there; one of them is enough`;
  }
  const isHttps = origin.startsWith('https:');
  if (isHttps && !secure) {
    return `${name} is https, and there is no certificate: give --certificate and --key, or the origin http://localhost:${portOf(origin)}, which browsers trust without one`;
  }
  if (!isHttps && secure) {
    return `${name} is "${origin}" although there is a certificate: begin it with https, or leave the certificate out`;
  }
  if (!isHttps && !isOwnMachine(origin)) {
    return `${name} is plain HTTP by a name, "${origin}": browsers trust only http://localhost and addresses of this machine without a certificate`;
  }
  return undefined;
}

function portOf(origin: string): number {
  const { port, protocol } = new URL(origin);
  return Number(port || (protocol === 'https:' ? 443 : 80));
}
