import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ConfigurationError, type Environment, readConfig, statusOriginOf } from './config.ts';
import { DEMO_PASSPHRASE } from './custody-config.ts';
import { originWarnings } from './origins.ts';

/** One sound production environment, and for each variable the insecure values that must be refused, by their own words. */
const SOUND = {
  MIBUN_MODE: 'production',
  DATABASE_URL: 'postgres://mibun@db.mihon.example/mibun?sslmode=verify-full',
  MIBUN_COUNTRY: '/etc/mibun/country',
  MIBUN_CUSTODY_PASSPHRASE: 'only the custodians know this one',
  MIBUN_SMTP_URL: 'smtps://mail.mihon.example',
  MIBUN_ORIGIN: 'https://card.mihon.example',
  MIBUN_AGENT_ORIGIN: 'http://localhost:8701',
  MIBUN_TRUSTED_PROXIES: '192.0.2.10, 2001:db8::/64',
  MIBUN_DATA: '/var/lib/mibun',
  MIBUN_CEREMONIES: '/var/lib/mibun-ceremonies',
  MIBUN_CEREMONY_OPERATORS: '/etc/mibun/ca-operators.pem',
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
  ['MIBUN_ORIGIN', 'https://card.mihon.example/mibun', /scheme, name and port/],
  ['MIBUN_ORIGIN', 'https://card.mihon.example@evil.example', /scheme, name and port/],
  ['MIBUN_AGENT_ORIGIN', 'http://agent.mihon.example', /plain HTTP/],
  ['MIBUN_AGENT_ORIGIN', 'http://127.0.0.1.evil.example', /plain HTTP/],
  ['MIBUN_AGENT_ORIGIN', 'localhost:8701', /scheme, name and port/],
  ['DATABASE_URL', '', /DATABASE_URL is missing/],
  ['DATABASE_URL', 'mysql://db/mibun?sslmode=verify-full', /no address of PostgreSQL/],
  ...[
    'postgres://db/mibun',
    'postgres://localhost/mibun',
    'postgres:///mibun',
    ...['disable', 'allow', 'prefer', 'require', 'verify-ca', 'no-verify', 'VERIFY-FULL', ''].map(
      (mode) => `postgres://db/mibun?sslmode=${mode}`,
    ),
    'postgres://db/mibun?SSLMODE=verify-full',
    'postgres://db/mibun?sslmode=verify-full&ssl=false',
    'postgres://db/mibun?sslmode=verify-full&uselibpqcompat=true',
    // The last host and the last mode count for the driver.
    'postgres://%2Fvar%2Frun/mibun?host=db',
  ].map((url) => ['DATABASE_URL', url, /does not demand TLS/] as const),
  ['DATABASE_URL', 'postgres://db/mibun?sslmode=verify-full&sslmode=disable', /twice/],
  ['DATABASE_URL', 'postgres://db/mibun?host=/run/pg&host=db', /twice/],
  ...['smtp://mail.example', 'smtp://mail.example?requireTLS=false', 'http://mail.example'].map(
    (url) => ['MIBUN_SMTP_URL', url, /does not demand TLS/] as const,
  ),
  ['MIBUN_SMTP_URL', 'smtp://mail.example?requireTLS=true&requireTLS=false', /does not demand TLS/],
  ['MIBUN_SMTP_URL', 'smtps://mail.example?tls.rejectUnauthorized=false', /tls.rejectUnauthorized/],
  ['MIBUN_SMTP_URL', 'smtps://mail.example?secure=false', /secure/],
  ['MIBUN_SMTP_URL', 'smtp://mail.example?requireTLS=true&ignoreTLS=true', /ignoreTLS/],
  ['MIBUN_COUNTRY', '', /MIBUN_COUNTRY is missing/],
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
    assert.equal(problems.length, NEEDED.length);
  });

  test('an arc that some readers of certificates cannot take stops the start (RFC 5280 Appendix B)', () => {
    for (const arc of ['2.25.159896763428442056582374392474873311059', '1.2.268435456', '1.40.1', '1', 'x']) {
      assert.deepEqual(namedBy(problemsOf({ MIBUN_OID_ARC: arc })), ['MIBUN_OID_ARC'], arc);
    }
    assert.equal(readConfig({ MIBUN_OID_ARC: '1.2.392.7' }).certificateProfile, 'mibun:1.2.392.7');
    const compatible = { MIBUN_CERTIFICATE_PROFILE: 'jpki-compatible', MIBUN_OID_ARC: '1.2.392.7' };
    assert.equal(readConfig(compatible).certificateProfile, 'jpki-compatible:1.2.392.7');
  });

  test('production takes arc, layout and sender from the country’s folder; what is said beside it is kept to compare', () => {
    assert.equal(readConfig(SOUND).said, undefined);
    const MIBUN_MAIL_FROM = 'Mibun <no-reply@city.mihon.example>';
    assert.deepEqual(readConfig({ ...SOUND, MIBUN_OID_ARC: '1.2.392.7', MIBUN_MAIL_FROM }).said, {
      arc: '1.2.392.7',
      mailFrom: MIBUN_MAIL_FROM,
    });
    const [problem = '', ...more] = problemsOf({ ...SOUND, MIBUN_OID_ARC: '2.999.1' });
    assert.match(problem, /^MIBUN_OID_ARC .*2\.999 is for examples/);
    assert.deepEqual(more, []);
  });

  test('a production environment without its mode starts no demo', () => {
    for (const MIBUN_MODE of [undefined, 'demo']) {
      assert.deepEqual(namedBy(problemsOf({ ...SOUND, MIBUN_MODE })), ['MIBUN_COUNTRY']);
    }
  });

  test('the verifiers’ door needs its port, certificate and key, or none of them', () => {
    const door = {
      MIBUN_VERIFIER_PORT: '8704',
      MIBUN_VERIFIER_CERTIFICATE: '/etc/mibun/verifiers.pem',
      MIBUN_VERIFIER_KEY: '/etc/mibun/verifiers.key',
    };
    assert.deepEqual(readConfig(door).verifierDoor, {
      port: 8704,
      certificateFile: '/etc/mibun/verifiers.pem',
      keyFile: '/etc/mibun/verifiers.key',
    });
    assert.equal(readConfig({}).verifierDoor, undefined);
    const { MIBUN_VERIFIER_KEY: _, ...half } = door;
    assert.deepEqual(namedBy(problemsOf(half)), ['MIBUN_VERIFIER_KEY']);
    assert.deepEqual(namedBy(problemsOf({ ...door, MIBUN_VERIFIER_PORT: 'tls' })), ['MIBUN_VERIFIER_PORT']);
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

  for (const host of [
    '0.0.0.0',
    '::',
    '203.0.113.7',
    '172.32.0.1',
    '2001:db8::1',
    'card.mihon.example',
    '',
  ]) {
    test(`production refuses to speak plain HTTP at "${host}"`, () => {
      assert.deepEqual(namedBy(problemsOf({ ...SOUND, MIBUN_HOST: host })), ['MIBUN_HOST']);
    });
  }

  test('production listens at loopback and private addresses, and knows databases on a socket and STARTTLS', () => {
    for (const host of [
      '127.0.0.1',
      '::1',
      'localhost',
      '10.1.2.3',
      '172.16.0.9',
      '192.168.1.1',
      'fd00::1',
    ]) {
      assert.deepEqual(problemsOf({ ...SOUND, MIBUN_HOST: host }), [], host);
    }
    for (const url of [
      'postgres://%2Fvar%2Frun%2Fpostgresql/mibun',
      'postgres:///mibun?host=/var/run/postgresql',
      'socket:/var/run/postgresql?db=mibun',
      'postgresql://mibun@db/mibun?sslmode=verify-full&sslrootcert=/etc/mibun/db-ca.pem',
    ]) {
      assert.deepEqual(problemsOf({ ...SOUND, DATABASE_URL: url }), [], url);
    }
    assert.deepEqual(problemsOf({ ...SOUND, MIBUN_SMTP_URL: 'smtp://mail.example:587?requireTLS=true' }), []);
  });

  test('production refuses the switch by which Node checks no certificate', () => {
    const problems = problemsOf({ ...SOUND, NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    assert.deepEqual(namedBy(problems), ['NODE_TLS_REJECT_UNAUTHORIZED']);
  });

  for (const [name, value] of [
    ['NODE_DEBUG', 'http,tls'],
    ['NODE_OPTIONS', '--inspect=0.0.0.0:9229'],
    ['NODE_OPTIONS', '--max-old-space-size=4096 --inspect-brk'],
    ['NODE_OPTIONS', '--tls-keylog=/tmp/keys'],
    ['NODE_OPTIONS', '--tls_keylog=/tmp/keys'],
    ['NODE_OPTIONS', '--tls-min-v1.0'],
    ['NODE_OPTIONS', '"--tls-min-v1.1"'],
    ['NODE_OPTIONS', '--insecure-http-parser'],
  ] as const) {
    test(`production refuses ${name}=${value}`, () => {
      assert.deepEqual(namedBy(problemsOf({ ...SOUND, [name]: value })), [name]);
      assert.deepEqual(problemsOf({ [name]: value }), [], 'a demo may be looked at');
    });
  }

  test('production takes the switches of Node that open nothing', () => {
    for (const NODE_OPTIONS of ['', '--max-old-space-size=4096', '--use-system-ca', '--tls-min-v1.3']) {
      assert.deepEqual(problemsOf({ ...SOUND, NODE_OPTIONS }), [], NODE_OPTIONS);
    }
  });

  test('a sound production configuration says what the environment says', () => {
    const config = readConfig(SOUND);
    assert.equal(config.mode, 'production');
    assert.equal(config.databaseUrl, SOUND.DATABASE_URL);
    assert.deepEqual(config.custody, { type: 'file', passphrase: SOUND.MIBUN_CUSTODY_PASSPHRASE });
    assert.deepEqual(config.ceremonies, {
      folder: SOUND.MIBUN_CEREMONIES,
      operators: SOUND.MIBUN_CEREMONY_OPERATORS,
    });
    assert.equal(config.smtpUrl, SOUND.MIBUN_SMTP_URL);
    assert.equal(config.origins.server, SOUND.MIBUN_ORIGIN);
    assert.equal(config.origins.agent, SOUND.MIBUN_AGENT_ORIGIN);
    assert.deepEqual(config.trustedProxies, ['192.0.2.10', '2001:db8::/64']);
    assert.equal(config.dataDirectory, SOUND.MIBUN_DATA);
  });

  test('an origin that cannot work is refused with what to write, and one that works in part is said at the start', () => {
    for (const wrong of [
      'mibun.test:9200',
      'http://mibun.test/',
      'HTTP://mibun.test',
      'ftp://mibun.test',
      'http://',
    ]) {
      assert.deepEqual(namedBy(problemsOf({ MIBUN_ORIGIN: wrong })), ['MIBUN_ORIGIN'], wrong);
      assert.deepEqual(namedBy(problemsOf({ MIBUN_AGENT_ORIGIN: wrong })), ['MIBUN_AGENT_ORIGIN'], wrong);
    }
    const byName = 'http://mibun.test:9201';
    assert.match(problemsOf({ MIBUN_AGENT_ORIGIN: byName }).join(), /as http:\/\/localhost:8701, not/);
    assert.match(originWarnings(readConfig({ MIBUN_ORIGIN: byName })).join(), /TLS proxy.*ssh -L/);
    for (const fine of [
      'http://localhost:9200',
      'http://127.0.0.1:9200',
      'http://[::1]:9200',
      'https://card.mihon.example',
    ]) {
      assert.deepEqual(
        originWarnings(readConfig({ MIBUN_ORIGIN: fine, MIBUN_AGENT_ORIGIN: fine })),
        [],
        fine,
      );
    }
  });

  test('proxies are named by address, by range or by number, or there are none; a word that trusts everybody is no name', () => {
    for (const [said, meant] of [
      ['none', 'none'],
      ['1', 1],
      ['10.0.0.5', ['10.0.0.5']],
      ['10.0.0.0/8 fd00::1', ['10.0.0.0/8', 'fd00::1']],
    ] as const) {
      assert.deepEqual(readConfig({ ...SOUND, MIBUN_TRUSTED_PROXIES: said }).trustedProxies, meant);
    }
    const trustsAll = ['0.0.0.0/0', '::/0', '0.0.0.0/1', '8000::/1', '*', 'true', 'all'];
    for (const said of [
      ...trustsAll,
      '0',
      '99',
      '-1',
      '10.0.0',
      '10.0.0.5/33',
      'proxy.example',
      'fe80::1%eth0',
    ]) {
      for (const environment of [SOUND, {}]) {
        const problems = problemsOf({ ...environment, MIBUN_TRUSTED_PROXIES: said });
        assert.deepEqual(namedBy(problems), ['MIBUN_TRUSTED_PROXIES'], said);
      }
    }
    assert.deepEqual(namedBy(problemsOf({ ...SOUND, MIBUN_TRUSTED_PROXIES: '' })), ['MIBUN_TRUSTED_PROXIES']);
  });

  test('the address of status is another one only if it is named, and is no more than an origin', () => {
    assert.equal(statusOriginOf(readConfig(SOUND)), SOUND.MIBUN_ORIGIN);
    const named = readConfig({ ...SOUND, MIBUN_STATUS_ORIGIN: 'http://pki.mihon.example' });
    assert.equal(statusOriginOf(named), 'http://pki.mihon.example');
    for (const wrong of ['pki.mihon.example', 'http://pki.mihon.example/', 'ldap://pki.mihon.example']) {
      assert.match(problemsOf({ MIBUN_STATUS_ORIGIN: wrong }).join(), /MIBUN_STATUS_ORIGIN/);
    }
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
      custody: { type: 'file', passphrase: DEMO_PASSPHRASE },
      certificateProfile: 'mibun',
      mailFrom: 'Mibun <no-reply@mibun.example>',
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

  test('pki.md §1 the layout of the certificates is one of those that are shipped', () => {
    assert.equal(
      readConfig({ MIBUN_CERTIFICATE_PROFILE: 'jpki-compatible' }).certificateProfile,
      'jpki-compatible',
    );
    assert.deepEqual(namedBy(problemsOf({ MIBUN_CERTIFICATE_PROFILE: 'jpki' })), [
      'MIBUN_CERTIFICATE_PROFILE',
    ]);
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

  test('a process is told its roles; names that are none are refused, and parts of a demo', () => {
    assert.equal(readConfig(SOUND).roles, undefined, 'all of them');
    assert.deepEqual(
      readConfig({ ...SOUND, MIBUN_ROLES: 'work, office' }).roles,
      new Set(['office', 'work']),
    );
    for (const roles of ['desk', 'office,', ' ', 'office;work']) {
      assert.deepEqual(namedBy(problemsOf({ ...SOUND, MIBUN_ROLES: roles })), ['MIBUN_ROLES'], roles);
    }
    assert.deepEqual(namedBy(problemsOf({ MIBUN_ROLES: 'office' })), ['MIBUN_ROLES']);
    const all = 'registry,authority,issuance,office,services,work';
    assert.equal(readConfig({ MIBUN_ROLES: all }).roles?.size, 6);
  });

  test('pki.md §6 a country has 1,500 CRL shards unless told otherwise, a demo the few of the CAs themselves', () => {
    assert.equal(readConfig({}).crlShards, undefined);
    assert.equal(readConfig(SOUND).crlShards, 1_500);
    assert.equal(readConfig({ ...SOUND, MIBUN_CRL_SHARDS: '3000' }).crlShards, 3_000);
    for (const shards of ['0', '-1', '10001', 'many', '1.5']) {
      assert.deepEqual(namedBy(problemsOf({ MIBUN_CRL_SHARDS: shards })), ['MIBUN_CRL_SHARDS'], shards);
    }
  });

  const HSM = {
    MIBUN_CUSTODY: 'pkcs11',
    MIBUN_PKCS11_MODULE: '/usr/lib/softhsm/libsofthsm2.so',
    MIBUN_PKCS11_TOKEN: 'ca',
    MIBUN_PKCS11_PIN_FILE: '/etc/mibun/pin',
  };

  test('keys in an HSM need its library, token and PIN file, each named when it is missing, and no passphrase', () => {
    const production = { ...SOUND, ...HSM, MIBUN_CUSTODY_PASSPHRASE: undefined };
    assert.deepEqual(problemsOf(production), []);
    assert.deepEqual(readConfig(production).custody, {
      type: 'pkcs11',
      module: HSM.MIBUN_PKCS11_MODULE,
      token: HSM.MIBUN_PKCS11_TOKEN,
      pinFile: HSM.MIBUN_PKCS11_PIN_FILE,
    });
    for (const name of ['MIBUN_PKCS11_MODULE', 'MIBUN_PKCS11_TOKEN', 'MIBUN_PKCS11_PIN_FILE']) {
      for (const value of [undefined, '']) {
        assert.deepEqual(namedBy(problemsOf({ ...production, [name]: value })), [name]);
        assert.deepEqual(namedBy(problemsOf({ ...HSM, [name]: value })), [name], 'also in a demo');
      }
    }
  });

  test('a custody that is written wrongly never becomes one in files', () => {
    for (const custody of ['PKCS11', 'hsm', '']) {
      assert.deepEqual(namedBy(problemsOf({ ...HSM, MIBUN_CUSTODY: custody })), ['MIBUN_CUSTODY'], custody);
    }
  });
});

test('every variable that is read is explained to operators', () => {
  const read = ['config.ts', 'custody-config.ts'].map((name) =>
    readFileSync(join(import.meta.dirname, name), 'utf8'),
  );
  const explained = readFileSync(join(import.meta.dirname, '../../../cli/README.md'), 'utf8');
  const names = new Set(read.join('').match(/\bMIBUN_[A-Z0-9_]+/g));
  assert.ok(names.size > 15);
  for (const name of names) assert.ok(explained.includes(`\`${name}\``), name);
});
