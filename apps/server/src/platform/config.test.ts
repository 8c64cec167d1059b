import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConfigurationError, DEMO_PASSPHRASE, type Environment, readConfig } from './config.ts';

/** One sound production environment, and for each variable the insecure values that must be refused, by their own words. */
const SOUND = {
  MIBUN_MODE: 'production',
  DATABASE_URL: 'postgres://mibun@db.mihon.example/mibun',
  MIBUN_CUSTODY_PASSPHRASE: 'only the custodians know this one',
  MIBUN_SMTP_URL: 'smtps://mail.mihon.example',
  MIBUN_MAIL_FROM: 'Mibun <no-reply@city.mihon.example>',
  MIBUN_ORIGIN: 'https://card.mihon.example',
  MIBUN_AGENT_ORIGIN: 'http://localhost:8701',
  MIBUN_DATA: '/var/lib/mibun',
} as const;

type Needed = Exclude<keyof typeof SOUND, 'MIBUN_MODE'>;

const NEEDED = (Object.keys(SOUND) as (keyof typeof SOUND)[]).filter(
  (name): name is Needed => name !== 'MIBUN_MODE',
);

const INSECURE: readonly (readonly [Needed, string, RegExp])[] = [
  ['MIBUN_CUSTODY_PASSPHRASE', DEMO_PASSPHRASE, /known to everybody/],
  ['MIBUN_CUSTODY_PASSPHRASE', '', /too short/],
  ['MIBUN_CUSTODY_PASSPHRASE', 'nineteen characters', /too short/],
  ['MIBUN_ORIGIN', 'http://card.mihon.example', /plain HTTP/],
  ['DATABASE_URL', '', /DATABASE_URL is missing/],
  ['MIBUN_SMTP_URL', '', /MIBUN_SMTP_URL is missing/],
];

function problemsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    for (const problem of error.problems) assert.ok(error.message.includes(problem), problem);
    return error.problems;
  }
}

const namedBy = (problems: readonly string[]) => problems.map((problem) => problem.split(' ')[0]);

describe('configuration', () => {
  test('production without anything is refused once, and all that is missing is named at once', () => {
    const problems = problemsOf({ MIBUN_MODE: 'production' });
    assert.deepEqual(namedBy(problems).sort(), [...NEEDED].sort());
    assert.equal(problems.length, 7);
  });

  test('each single fix removes exactly its own line', () => {
    const all = problemsOf({ MIBUN_MODE: 'production' });
    for (const name of NEEDED) {
      assert.deepEqual(
        problemsOf({ MIBUN_MODE: 'production', [name]: SOUND[name] }),
        all.filter((problem) => !problem.startsWith(`${name} `)),
        name,
      );
    }
  });

  test('each single thing that is taken away from a sound configuration is the one that is named', () => {
    assert.deepEqual(problemsOf(SOUND), []);
    for (const name of NEEDED) {
      assert.deepEqual(namedBy(problemsOf({ ...SOUND, [name]: undefined })), [name]);
    }
  });

  for (const [name, value, words] of INSECURE) {
    test(`production refuses ${name}="${value}"`, () => {
      const problems = problemsOf({ ...SOUND, [name]: value });
      assert.deepEqual(namedBy(problems), [name]);
      assert.match(problems[0] ?? '', words);
    });
  }

  test('a sound production configuration says what the environment says', () => {
    const config = readConfig(SOUND);
    assert.equal(config.mode, 'production');
    assert.equal(config.databaseUrl, SOUND.DATABASE_URL);
    assert.equal(config.custodyPassphrase, SOUND.MIBUN_CUSTODY_PASSPHRASE);
    assert.equal(config.smtpUrl, SOUND.MIBUN_SMTP_URL);
    assert.equal(config.mailFrom, SOUND.MIBUN_MAIL_FROM);
    assert.equal(config.origins.server, SOUND.MIBUN_ORIGIN);
    assert.equal(config.origins.agent, SOUND.MIBUN_AGENT_ORIGIN);
    assert.equal(config.dataDirectory, SOUND.MIBUN_DATA);
  });

  test('no secret of the configuration is in what is said about it', () => {
    const secret = 'postgres://mibun:hunter2@db/mibun';
    const words = problemsOf({
      MIBUN_MODE: 'production',
      DATABASE_URL: secret,
      MIBUN_CUSTODY_PASSPHRASE: 'k1',
    });
    assert.doesNotMatch(words.join(), /hunter2|k1/);
  });

  test('demo needs nothing: embedded database and mail, loopback, one port after the other', () => {
    const config = readConfig({});
    assert.deepEqual(config, {
      mode: 'demo',
      dataDirectory: './data',
      host: '127.0.0.1',
      ports: { server: 8700, agent: 8701, bank: 8702, smtp: 8703 },
      origins: {
        server: 'http://localhost:8700',
        agent: 'http://localhost:8701',
        bank: 'http://localhost:8702',
      },
      custodyPassphrase: DEMO_PASSPHRASE,
      mailFrom: 'Mibun <no-reply@mihon.example>',
      logLevel: 'info',
    });
    assert.deepEqual(readConfig({ MIBUN_PORT: '21000' }).ports, {
      server: 21_000,
      agent: 21_001,
      bank: 21_002,
      smtp: 21_003,
    });
  });

  test('a mode that is written wrongly never becomes a demo with public keys', () => {
    for (const mode of ['Production', 'prod', '', 'live']) {
      assert.deepEqual(namedBy(problemsOf({ ...SOUND, MIBUN_MODE: mode })), ['MIBUN_MODE'], mode);
    }
  });

  test('ports and log levels that do not exist are named, together', () => {
    assert.deepEqual(namedBy(problemsOf({ MIBUN_PORT: 'http', MIBUN_LOG: 'loud' })), [
      'MIBUN_PORT',
      'MIBUN_LOG',
    ]);
    for (const port of ['-1', '65533', '70000', '8700.5', '', ' ', '0x10']) {
      assert.deepEqual(namedBy(problemsOf({ MIBUN_PORT: port })), ['MIBUN_PORT'], port);
    }
    assert.equal(readConfig({ MIBUN_PORT: '65532' }).ports.smtp, 65_535);
  });
});
