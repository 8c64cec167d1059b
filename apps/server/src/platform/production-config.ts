import { isIP } from 'node:net';
import { arcOf } from '@mibun/pki';
import { isSecureOrigin } from '@mibun/protocol';
import type { Config, Environment } from './config.ts';
import { insecureCustody } from './custody-config.ts';

/** Everything that production needs and has not, or has and must not have; each line begins with its variable. */
export function productionProblems(config: Config, environment: Environment): readonly string[] {
  const problems: string[] = [
    ...databaseProblems(config.databaseUrl),
    ...insecureCustody(config.custody),
    ...smtpProblems(config.smtpUrl),
    ...arcProblems(config),
    ...originProblems(environment.MIBUN_ORIGIN),
    ...proxyProblems(config, environment),
    ...agentOriginProblems(environment.MIBUN_AGENT_ORIGIN),
    ...hostProblems(config.host),
  ];
  const needed = {
    MIBUN_COUNTRY: 'the folder of the country that it serves (mibun country new FOLDER begins one)',
    MIBUN_CEREMONIES: 'the folder of the key ceremonies that made the CAs',
    MIBUN_CEREMONY_OPERATORS: 'the public keys of the operators whose ceremonies count',
    MIBUN_DATA: 'the folder for keys',
    MIBUN_LETTERS: 'the folder from which letters are posted; forms and notices would reach nobody',
  };
  for (const [name, what] of Object.entries(needed)) {
    if (!environment[name]) problems.push(`${name} is missing: ${what}`);
  }
  return [...problems, ...nodeProblems(environment)];
}

/** Switches of Node that take back what the settings promise, and what each of them would do. */
const NODE_SWITCHES: Readonly<Record<string, string>> = {
  '--inspect': 'who reaches the debugger reads every key and PIN',
  '--tls-keylog': 'the keys of every connection would be written down',
  '--tls-min-v1.0': 'connections would be made that everybody can break',
  '--tls-min-v1.1': 'connections would be made that everybody can break',
  '--insecure-http-parser': 'requests could be smuggled past the proxy',
};

function nodeProblems(environment: Environment): readonly string[] {
  const problems: string[] = [];
  // With it every certificate of every other server is good.
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    problems.push('NODE_TLS_REJECT_UNAUTHORIZED is 0: no certificate would be checked at all');
  }
  if (environment.NODE_DEBUG) {
    problems.push('NODE_DEBUG is set: names, cookies and mails would be written to the log');
  }
  // Node takes either sign within the name of a switch.
  const given = (environment.NODE_OPTIONS ?? '').replaceAll('_', '-');
  for (const [name, consequence] of Object.entries(NODE_SWITCHES)) {
    if (given.includes(name)) problems.push(`NODE_OPTIONS has ${name}: ${consequence}`);
  }
  return problems;
}

/** The database has the registry and the audit trail: over a network only to a server that proves its name. */
function databaseProblems(url: string | undefined): readonly string[] {
  if (!url) return ['DATABASE_URL is missing: the embedded database is for one machine without failover'];
  const tls = 'use ?sslmode=verify-full, or a Unix socket';
  // The driver's own short form of a socket.
  if (/^(socket:)?\//.test(url)) return [];
  const read = URL.canParse(url) ? new URL(url) : undefined;
  if (!read || !/^postgres(ql)?:$/.test(read.protocol)) {
    return ['DATABASE_URL is no address of PostgreSQL: postgres://user@host/database'];
  }
  const names = [...read.searchParams.keys()].map((name) => name.toLowerCase());
  if (new Set(names).size !== names.length) return [`DATABASE_URL says something twice: ${tls}`];
  const host = read.searchParams.get('host') ?? decodeURIComponent(read.hostname);
  if (host.startsWith('/')) return [];
  const sure = read.searchParams.get('sslmode') === 'verify-full';
  const undone = ['ssl', 'uselibpqcompat', 'sslnegotiation'].filter((name) => names.includes(name));
  if (sure && undone.length === 0) return [];
  return [`DATABASE_URL does not demand TLS with a checked name: ${tls}`];
}

/** What may stand behind the address of the mail server: nothing that takes back TLS or its checks. */
const SMTP_OPTIONS: readonly string[] = ['requireTLS', 'pool', 'maxConnections', 'name'];

/** Notices have names and links in them. */
function smtpProblems(url: string | undefined): readonly string[] {
  if (!url) return ['MIBUN_SMTP_URL is missing: notices could not be sent'];
  const read = URL.canParse(url) ? new URL(url) : undefined;
  const options = [...(read?.searchParams.keys() ?? [])];
  const odd = options.filter((name) => !SMTP_OPTIONS.includes(name));
  if (odd.length > 0) return [`MIBUN_SMTP_URL has options that are not for production: ${odd.join(', ')}`];
  const asked = read?.searchParams.getAll('requireTLS') ?? [];
  const sure = read?.protocol === 'smtps:' || (read?.protocol === 'smtp:' && asked.join() === 'true');
  return sure
    ? []
    : ['MIBUN_SMTP_URL does not demand TLS: use smtps://, or smtp:// with ?requireTLS=true (STARTTLS)'];
}

/** The arc comes from the country's folder, where it is checked as well (read-country.ts). */
function arcProblems({ certificateProfile, said }: Config): readonly string[] {
  return said?.arc !== undefined && arcOf(certificateProfile).startsWith('2.999.')
    ? [
        "MIBUN_OID_ARC is under 2.999: certificates need the country's own registered arc (2.999 is for examples)",
      ]
    : [];
}

function proxyProblems({ trustedProxies }: Config, environment: Environment): readonly string[] {
  return trustedProxies === undefined && !environment.MIBUN_TRUSTED_PROXIES
    ? [
        'MIBUN_TRUSTED_PROXIES is missing: the addresses of the proxies in front, whose word counts about where a request comes from, or "none"',
      ]
    : [];
}

function originProblems(origin: string | undefined): readonly string[] {
  if (!origin) return ['MIBUN_ORIGIN is missing: the public address, with https'];
  if (!origin.startsWith('https://')) {
    return [
      'MIBUN_ORIGIN is plain HTTP: cards and PINs need a TLS proxy in front, and its https address here',
    ];
  }
  return [];
}

/** The agent is beside a person's card: on their own machine, or at an address that proves itself. */
function agentOriginProblems(origin: string | undefined): readonly string[] {
  if (!origin) return ["MIBUN_AGENT_ORIGIN is missing: the address of the agent on the residents' machines"];
  return isSecureOrigin(origin)
    ? []
    : ['MIBUN_AGENT_ORIGIN is plain HTTP to another machine: PINs are typed there'];
}

/**
 * The server itself speaks plain HTTP to the TLS proxy in front of it. At an address that others reach, they would reach
 * it without the proxy.
 */
function hostProblems(host: string): readonly string[] {
  if (host === 'localhost' || isPrivateAddress(host)) return [];
  return [
    `MIBUN_HOST is "${host}": the server speaks plain HTTP and must be reached by its TLS proxy alone; give one loopback or private address`,
  ];
}

function isPrivateAddress(host: string): boolean {
  if (isIP(host) === 6) return /^(::1|f[cd][0-9a-f]{2}:.*)$/i.test(host);
  if (isIP(host) !== 4) return false;
  const [one = 0, two = 0] = host.split('.').map(Number);
  return one === 127 || one === 10 || (one === 192 && two === 168) || (one === 172 && two >= 16 && two <= 31);
}
