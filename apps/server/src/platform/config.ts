/** How one installation is set up. Read once, at start; nothing else reads the environment. */
export interface Config {
  readonly mode: 'demo' | 'production';
  /** Where the embedded database, the keys and the software cards lie. */
  readonly dataDirectory: string;
  readonly host: string;
  readonly ports: {
    readonly server: number;
    readonly agent: number;
    readonly bank: number;
    readonly smtp: number;
  };
  /** What browsers see; one origin each, so that the agent and the sample bank are other parties to the pages. */
  readonly origins: { readonly server: string; readonly agent: string; readonly bank: string };
  readonly databaseUrl?: string;
  /** Passphrase of the file key custody. */
  readonly custodyPassphrase: string;
  /** In demo mode the embedded SMTP server is used. */
  readonly smtpUrl?: string;
  readonly mailFrom: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Written in every demo installation and known to everybody: the reason why production refuses it. */
export const DEMO_PASSPHRASE = 'mibun demo: not a secret';

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
    custodyPassphrase: environment.MIBUN_CUSTODY_PASSPHRASE ?? DEMO_PASSPHRASE,
    mailFrom: environment.MIBUN_MAIL_FROM ?? 'Mibun <no-reply@mihon.example>',
    logLevel: LOG_LEVELS.find((level) => level === environment.MIBUN_LOG) ?? 'info',
    ...(environment.DATABASE_URL && { databaseUrl: environment.DATABASE_URL }),
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

const MODES: readonly string[] = ['demo', 'production'];
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const DEFAULT_PORT = 8700;
/** The server's port and the three after it. */
const HIGHEST_FIRST_PORT = 65_532;

/** A slip of the pen must not start a demo, with its public keys, where production was meant. */
function unusableValues({ MIBUN_MODE, MIBUN_PORT, MIBUN_LOG }: Environment): readonly string[] {
  const problems: string[] = [];
  if (MIBUN_MODE !== undefined && !MODES.includes(MIBUN_MODE)) {
    problems.push(`MIBUN_MODE is demo or production, not "${MIBUN_MODE}"`);
  }
  const port = Number(MIBUN_PORT ?? DEFAULT_PORT);
  if (!/^\d+$/.test(MIBUN_PORT ?? '0') || port > HIGHEST_FIRST_PORT) {
    problems.push(`MIBUN_PORT (--port) is a number up to ${HIGHEST_FIRST_PORT}, not "${MIBUN_PORT}"`);
  }
  if (MIBUN_LOG !== undefined && !LOG_LEVELS.some((level) => level === MIBUN_LOG)) {
    problems.push(`MIBUN_LOG is one of ${LOG_LEVELS.join(', ')}, not "${MIBUN_LOG}"`);
  }
  return problems;
}

function productionProblems(config: Config, environment: Environment): readonly string[] {
  const problems: string[] = [];
  if (!config.databaseUrl) {
    problems.push('DATABASE_URL is missing: the embedded database is for one machine without failover');
  }
  if (config.custodyPassphrase === DEMO_PASSPHRASE) {
    problems.push(
      'MIBUN_CUSTODY_PASSPHRASE is missing: CA keys would be sealed with a passphrase known to everybody',
    );
  } else if (config.custodyPassphrase.length < 20) {
    problems.push('MIBUN_CUSTODY_PASSPHRASE is too short: at least 20 characters');
  }
  if (!config.smtpUrl) problems.push('MIBUN_SMTP_URL is missing: notices could not be sent');
  if (!environment.MIBUN_MAIL_FROM) problems.push('MIBUN_MAIL_FROM is missing: the sender of notices');
  if (!environment.MIBUN_ORIGIN) {
    problems.push('MIBUN_ORIGIN is missing: the public address, with https');
  } else if (!config.origins.server.startsWith('https://')) {
    problems.push(
      'MIBUN_ORIGIN is plain HTTP: cards and PINs need a TLS proxy in front, and its https address here',
    );
  }
  if (!environment.MIBUN_AGENT_ORIGIN) {
    problems.push("MIBUN_AGENT_ORIGIN is missing: the address of the agent on the residents' machines");
  }
  if (!environment.MIBUN_DATA) problems.push('MIBUN_DATA is missing: the folder for keys');
  return problems;
}
