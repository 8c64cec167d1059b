import { checkedArc, DEMO_ARC, type LayoutId, PkiError, type ProfileRef, profileUnder } from '@mibun/pki';
import { isSecureOrigin } from '@mibun/protocol';
import { type CustodyConfig, custodyProblems, readCustodyConfig } from './custody-config.ts';
import { parseTrustedProxies, type TrustedProxies } from './http/proxies.ts';
import { originProblem } from './origins.ts';
import { productionProblems } from './production-config.ts';
import { ROLES, type Role, rolesIn } from './roles.ts';

/** How one installation is set up. Read once, at start; nothing else reads the environment. */
export interface Config {
  readonly mode: 'demo' | 'production';
  /** Which parts of the server this process is; without it, all. */
  readonly roles?: ReadonlySet<Role>;
  /** Where the embedded database, the keys and the software cards lie. */
  readonly dataDirectory: string;
  readonly host: string;
  readonly ports: {
    readonly server: number;
    readonly agent: number;
    readonly bank: number;
    readonly smtp: number;
  };
  /** Whose word counts about where a request comes from; nobody's if absent. */
  readonly trustedProxies?: TrustedProxies;
  /** What browsers see; one origin each, so that the agent and the sample bank are other parties to the pages. */
  readonly origins: { readonly server: string; readonly agent: string; readonly bank: string };
  /**
   * What stands in certificates and CRLs as the address of OCSP, CRLs and CA certificates, if not the server's own: plain
   * HTTP, because whoever checks a TLS connection would need another one for it (RFC 5280 §8), and nginx asks no https.
   */
  readonly statusOrigin?: string;
  readonly databaseUrl?: string;
  readonly custody: CustodyConfig;
  /**
   * Layout of the certificates of CAs that are made from now on (pki.md §1); those that are there keep theirs. With it the
   * arc of the country's object identifiers, which is chosen once: certificates of another arc count as another country's.
   */
  readonly certificateProfile: ProfileRef;
  /** Address of the practice statement in certificates, if the country has it elsewhere than at our own /cps. */
  readonly practiceStatement?: string;
  /**
   * Where the certificates of the CAs come from: folders that key ceremonies have left, and the operators (public keys,
   * PEM) whose ceremonies count. In demo mode the CAs are made at the first start.
   */
  readonly ceremonies?: { readonly folder: string; readonly operators: string };
  /** The verifiers' listener with mutual TLS: its port and the PEM files of the server's certificate and key. */
  readonly verifierDoor?: {
    readonly port: number;
    readonly certificateFile: string;
    readonly keyFile: string;
  };
  /** CRL shards of the resident CAs' generations that are made from now on; for 10,000 entries each at full size. */
  readonly crlShards?: number;
  /** The chip maker's transport key, with which blank cards are taken into use. */
  readonly transportKeyFile?: string;
  /** Names of the PC/SC readers of this machine in which cards are made: encoders and card printers. */
  readonly encoders?: readonly string[];
  /** Folder from which whoever posts letters takes them; a demo shows them on a page. */
  readonly letterFolder?: string;
  /** Folder of the country that production serves; a demo has its own. */
  readonly countryFolder?: string;
  /** List of the services that log people in with their cards; without it there are none (docs/integrate). */
  readonly servicesFile?: string;
  /** In demo mode the embedded SMTP server is used. */
  readonly smtpUrl?: string;
  readonly mailFrom: string;
  /** What the environment says of what the country's folder says, too: in production it must not say otherwise. */
  readonly said?: { readonly arc?: string; readonly layout?: LayoutId; readonly mailFrom?: string };
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** The beginning of every address that a certificate or CRL names. */
export function statusOriginOf({ origins, statusOrigin }: Pick<Config, 'origins' | 'statusOrigin'>): string {
  return statusOrigin ?? origins.server;
}

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly string[];
  constructor(headline: string, problems: readonly string[]) {
    super(`${headline}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration. Throws once, naming everything that cannot be used; in production mode also everything that
 * is missing or insecure.
 */
export function readConfig(environment: Environment): Config {
  const problems = unusableValues(environment);
  if (problems.length > 0) throw new ConfigurationError('the configuration cannot be used', problems);
  const mode = environment.MIBUN_MODE === 'production' ? 'production' : 'demo';
  const port = Number(environment.MIBUN_PORT ?? DEFAULT_PORT);
  const ports = { server: port, agent: port + 1, bank: port + 2, smtp: port + 3 };
  const host = environment.MIBUN_HOST ?? '127.0.0.1';
  const trustedProxies = parseTrustedProxies(environment.MIBUN_TRUSTED_PROXIES ?? '');
  const config: Config = {
    mode,
    dataDirectory: environment.MIBUN_DATA ?? './data',
    host,
    ports,
    origins: {
      server: environment.MIBUN_ORIGIN ?? `http://localhost:${ports.server}`,
      agent: environment.MIBUN_AGENT_ORIGIN ?? `http://localhost:${ports.agent}`,
      bank: `http://localhost:${ports.bank}`,
    },
    custody: readCustodyConfig(environment),
    certificateProfile: profileUnder(
      LAYOUTS.find((layout) => layout === environment.MIBUN_CERTIFICATE_PROFILE) ?? 'mibun',
      environment.MIBUN_OID_ARC || DEMO_ARC,
    ),
    mailFrom: environment.MIBUN_MAIL_FROM || 'Mibun <no-reply@mibun.example>',
    logLevel: LOG_LEVELS.find((level) => level === environment.MIBUN_LOG) ?? 'info',
    ...((environment.MIBUN_CRL_SHARDS || mode === 'production') && {
      crlShards: Number(environment.MIBUN_CRL_SHARDS || COUNTRY_CRL_SHARDS),
    }),
    ...(environment.MIBUN_CEREMONIES &&
      environment.MIBUN_CEREMONY_OPERATORS && {
        ceremonies: {
          folder: environment.MIBUN_CEREMONIES,
          operators: environment.MIBUN_CEREMONY_OPERATORS,
        },
      }),
    ...(environment.MIBUN_VERIFIER_PORT && {
      verifierDoor: {
        port: Number(environment.MIBUN_VERIFIER_PORT),
        certificateFile: environment.MIBUN_VERIFIER_CERTIFICATE ?? '',
        keyFile: environment.MIBUN_VERIFIER_KEY ?? '',
      },
    }),
    ...saidOfCountry(environment),
    ...(trustedProxies !== undefined && { trustedProxies }),
    ...(environment.MIBUN_STATUS_ORIGIN && { statusOrigin: environment.MIBUN_STATUS_ORIGIN }),
    ...(environment.DATABASE_URL && { databaseUrl: environment.DATABASE_URL }),
    ...(environment.MIBUN_TRANSPORT_KEY_FILE && { transportKeyFile: environment.MIBUN_TRANSPORT_KEY_FILE }),
    ...(encodersOf(environment).length > 0 && { encoders: encodersOf(environment) }),
    ...(environment.MIBUN_LETTERS && { letterFolder: environment.MIBUN_LETTERS }),
    ...(environment.MIBUN_COUNTRY && { countryFolder: environment.MIBUN_COUNTRY }),
    ...rolesSaid(environment.MIBUN_ROLES),
    ...(environment.MIBUN_SERVICES_FILE && { servicesFile: environment.MIBUN_SERVICES_FILE }),
    ...(environment.MIBUN_SMTP_URL && { smtpUrl: environment.MIBUN_SMTP_URL }),
  };
  if (mode === 'production') {
    const insecure = productionProblems(config, environment);
    if (insecure.length > 0) {
      throw new ConfigurationError('the configuration is not fit for production', insecure);
    }
  }
  return config;
}

function saidOfCountry(environment: Environment): Pick<Config, 'said'> {
  const { MIBUN_OID_ARC: arc, MIBUN_MAIL_FROM: mailFrom } = environment;
  const layout = LAYOUTS.find((one) => one === environment.MIBUN_CERTIFICATE_PROFILE);
  if (!arc && !layout && !mailFrom) return {};
  return { said: { ...(arc && { arc }), ...(layout && { layout }), ...(mailFrom && { mailFrom }) } };
}

function rolesSaid(said: string | undefined): Pick<Config, 'roles'> {
  const roles = said ? rolesIn(said) : undefined;
  return roles ? { roles } : {};
}

/** Names of readers have commas and brackets in them. */
const encodersOf = ({ MIBUN_ENCODER = '' }: Environment): readonly string[] =>
  MIBUN_ENCODER.split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const MODES: readonly string[] = ['demo', 'production'];
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const LAYOUTS: readonly LayoutId[] = ['mibun', 'jpki-compatible'];
const DEFAULT_PORT = 8700;
/** 15 million live revocations (pki.md §6). */
const COUNTRY_CRL_SHARDS = 1_500;
/** The server's port and the three after it. */
const HIGHEST_FIRST_PORT = 65_532;

/** A slip of the pen must not start a demo, with its public keys, where production was meant. */
function unusableValues(environment: Environment): readonly string[] {
  const { MIBUN_MODE, MIBUN_PORT, MIBUN_LOG, MIBUN_CERTIFICATE_PROFILE } = environment;
  const problems: string[] = [...custodyProblems(environment)];
  if (MIBUN_MODE !== undefined && !MODES.includes(MIBUN_MODE)) {
    problems.push(`MIBUN_MODE is demo or production, not "${MIBUN_MODE}"`);
  }
  if ((MIBUN_MODE ?? 'demo') === 'demo' && environment.MIBUN_COUNTRY) {
    problems.push(
      'MIBUN_COUNTRY is given, and a demo has its own country: MIBUN_MODE=production serves this one, or leave it out',
    );
  }
  if ((MIBUN_MODE ?? 'demo') === 'demo' && environment.MIBUN_ENCODER) {
    problems.push('MIBUN_ENCODER is given, and a demo makes software cards: leave it out');
  }
  if (environment.MIBUN_ENCODER && !environment.MIBUN_TRANSPORT_KEY_FILE) {
    problems.push('MIBUN_ENCODER is given without MIBUN_TRANSPORT_KEY_FILE: no blank card could be opened');
  }
  const port = Number(MIBUN_PORT ?? DEFAULT_PORT);
  if (!/^\d+$/.test(MIBUN_PORT ?? '0') || port > HIGHEST_FIRST_PORT) {
    problems.push(`MIBUN_PORT (--port) is a number up to ${HIGHEST_FIRST_PORT}, not "${MIBUN_PORT}"`);
  }
  if (
    MIBUN_CERTIFICATE_PROFILE !== undefined &&
    !LAYOUTS.some((layout) => layout === MIBUN_CERTIFICATE_PROFILE)
  ) {
    problems.push(
      `MIBUN_CERTIFICATE_PROFILE is one of ${LAYOUTS.join(', ')}, not "${MIBUN_CERTIFICATE_PROFILE}"`,
    );
  }
  problems.push(
    ...arcProblems(environment.MIBUN_OID_ARC),
    ...verifierDoorProblems(environment),
    ...proxyProblems(environment),
    ...originProblems(environment),
    ...roleProblems(environment),
  );
  if (!/^([1-9]\d{0,3}|10000)$/.test(environment.MIBUN_CRL_SHARDS || '1')) {
    problems.push(`MIBUN_CRL_SHARDS is a number from 1 to 10000, not "${environment.MIBUN_CRL_SHARDS}"`);
  }
  const { MIBUN_STATUS_ORIGIN: statusOrigin } = environment;
  if (statusOrigin && !/^https?:\/\/[^\s/?#]+$/.test(statusOrigin)) {
    problems.push(
      `MIBUN_STATUS_ORIGIN is an address without a path, as http://pki.example, not "${statusOrigin}"`,
    );
  }
  if (MIBUN_LOG !== undefined && !LOG_LEVELS.some((level) => level === MIBUN_LOG)) {
    problems.push(`MIBUN_LOG is one of ${LOG_LEVELS.join(', ')}, not "${MIBUN_LOG}"`);
  }
  return problems;
}

function originProblems({ MIBUN_ORIGIN, MIBUN_AGENT_ORIGIN }: Environment): readonly string[] {
  const problems = [
    originProblem('MIBUN_ORIGIN', MIBUN_ORIGIN),
    originProblem('MIBUN_AGENT_ORIGIN', MIBUN_AGENT_ORIGIN),
  ].filter((problem) => problem !== undefined);
  if (problems.length === 0 && MIBUN_AGENT_ORIGIN && !isSecureOrigin(MIBUN_AGENT_ORIGIN)) {
    problems.push(
      `MIBUN_AGENT_ORIGIN is plain HTTP by a name: the agent's window needs what browsers give only to https and to localhost, as http://localhost:8701, not "${MIBUN_AGENT_ORIGIN}"`,
    );
  }
  return problems;
}

/** Processes of one installation share its database; a demo has its cards, and often its database, in one folder. */
function roleProblems({ MIBUN_ROLES: said, MIBUN_MODE }: Environment): readonly string[] {
  if (!said) return [];
  const roles = rolesIn(said);
  if (!roles) return [`MIBUN_ROLES is any of ${ROLES.join(', ')}, with commas between, not "${said}"`];
  if (MIBUN_MODE === 'production' || roles.size === ROLES.length) return [];
  return ['MIBUN_ROLES names some of the roles, and a demo is one process: leave it out'];
}

/** An address that everybody may write is no address: limits by it would be no limits. */
function proxyProblems({ MIBUN_TRUSTED_PROXIES: said }: Environment): readonly string[] {
  if (!said || parseTrustedProxies(said) !== undefined) return [];
  return [
    `MIBUN_TRUSTED_PROXIES is "none", a number of proxies, or their addresses as 10.0.0.5, 192.0.2.0/28, not "${said}"`,
  ];
}

/** Under an arc with a large number nobody but us could read the certificates. */
function arcProblems(arc: string | undefined): readonly string[] {
  try {
    checkedArc(arc || DEMO_ARC);
    return [];
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [`MIBUN_OID_ARC is the country's registered arc, as 1.2.392.1: ${error.message}`];
  }
}

/** Half a door is none: verifiers would find nobody there. */
function verifierDoorProblems(environment: Environment): readonly string[] {
  const names = ['MIBUN_VERIFIER_PORT', 'MIBUN_VERIFIER_CERTIFICATE', 'MIBUN_VERIFIER_KEY'] as const;
  const missing = names.filter((name) => !environment[name]);
  if (missing.length === names.length) return [];
  const problems = missing.map((name) => `${name} is missing: the listener with mutual TLS needs all three`);
  const port = environment.MIBUN_VERIFIER_PORT ?? '1';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    problems.push(`MIBUN_VERIFIER_PORT is a port, not "${port}"`);
  }
  return problems;
}
