import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { namedBy, problemsOf, SOUND } from '../../testing/config.ts';
import { readConfig, statusOriginOf } from './config.ts';
import { DEMO_PASSPHRASE } from './custody-config.ts';
import { originWarnings } from './origins.ts';

describe('configuration', () => {
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
