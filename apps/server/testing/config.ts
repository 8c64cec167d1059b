import assert from 'node:assert/strict';
import { ConfigurationError, type Environment, readConfig } from '../src/platform/config.ts';

/** One sound production environment, variable by variable. */
export const SOUND = {
  MIBUN_MODE: 'production',
  DATABASE_URL: 'postgres://mibun@db.mihon.example/mibun?sslmode=verify-full',
  MIBUN_COUNTRY: '/etc/mibun/country',
  MIBUN_CUSTODY_PASSPHRASE: 'only the custodians know this one',
  MIBUN_SMTP_URL: 'smtps://mail.mihon.example',
  MIBUN_ORIGIN: 'https://card.mihon.example',
  MIBUN_AGENT_ORIGIN: 'http://localhost:8701',
  MIBUN_TRUSTED_PROXIES: '192.0.2.10, 2001:db8::/64',
  MIBUN_DATA: '/var/lib/mibun',
  MIBUN_LETTERS: '/var/spool/mibun-letters',
  MIBUN_CEREMONIES: '/var/lib/mibun-ceremonies',
  MIBUN_CEREMONY_OPERATORS: '/etc/mibun/ca-operators.pem',
} as const;

export type Needed = Exclude<keyof typeof SOUND, 'MIBUN_MODE'>;

/** What is wrong with an environment; nothing, if it is read. */
export function problemsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    for (const problem of error.problems) assert.ok(error.message.includes(problem), problem);
    return error.problems;
  }
}

/** The variables that the problems name. */
export const namedBy = (problems: readonly string[]) => problems.map((problem) => problem.split(' ')[0]);
