import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Needed, namedBy, problemsOf, SOUND } from '../../testing/config.ts';
import { readConfig } from './config.ts';
import { DEMO_PASSPHRASE } from './custody-config.ts';

const NEEDED = (Object.keys(SOUND) as (keyof typeof SOUND)[]).filter(
  (name): name is Needed => name !== 'MIBUN_MODE',
);

/** For each variable the insecure values that must be refused, by their own words. */
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

describe('the configuration of production', () => {
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

  test('encoders are named one by one, by readers of production alone, with the key that opens their blanks', () => {
    const MIBUN_ENCODER = 'Printer, Inc. Encoder (0123) 00 00; Desk 01 00 ;';
    const MIBUN_TRANSPORT_KEY_FILE = '/etc/mibun/transport-key';
    assert.deepEqual(readConfig({ ...SOUND, MIBUN_ENCODER, MIBUN_TRANSPORT_KEY_FILE }).encoders, [
      'Printer, Inc. Encoder (0123) 00 00',
      'Desk 01 00',
    ]);
    assert.equal(readConfig({ ...SOUND, MIBUN_ENCODER: '' }).encoders, undefined);
    assert.deepEqual(namedBy(problemsOf({ ...SOUND, MIBUN_ENCODER })), ['MIBUN_ENCODER']);
    assert.deepEqual(namedBy(problemsOf({ MIBUN_ENCODER, MIBUN_TRANSPORT_KEY_FILE })), ['MIBUN_ENCODER']);
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
    assert.equal(config.letterFolder, SOUND.MIBUN_LETTERS);
  });
});
