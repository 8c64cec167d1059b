import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makeTlsFiles, type TlsFiles } from '../../testing/tls-files.ts';
import {
  type AgentEnvironment,
  type AgentSettings,
  AgentSettingsError,
  joinReaders,
  readAgentSettings,
} from './settings.ts';

const SERVER = 'https://card.reikoku.example';
const now = new Date();

const read = (environment: AgentEnvironment, at = now): AgentSettings =>
  readAgentSettings({ MIBUN_ORIGIN: SERVER, ...environment }, at);

function problemsOf(environment: AgentEnvironment, at = now): readonly string[] {
  try {
    readAgentSettings({ MIBUN_ORIGIN: SERVER, ...environment }, at);
    return [];
  } catch (error) {
    assert.ok(error instanceof AgentSettingsError);
    return error.problems;
  }
}

describe('settings of an agent', () => {
  let folder: string;
  let tls: TlsFiles;
  let elsewhere: TlsFiles;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mibun-agent-settings-'));
    tls = makeTlsFiles(folder, 'DNS:localhost,IP:127.0.0.1');
    elsewhere = makeTlsFiles(folder, 'DNS:agent.reikoku.example', 'elsewhere');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('the address of the system is all that has to be said', () => {
    assert.deepEqual(read({}), {
      serverOrigin: SERVER,
      origin: 'http://localhost:8701',
      port: 8701,
      readers: [],
      sites: [],
      mayAllow: true,
    });
  });

  test('port and origin follow from each other', () => {
    assert.equal(read({ MIBUN_AGENT_PORT: '9001' }).origin, 'http://localhost:9001');
    assert.equal(read({ MIBUN_AGENT_ORIGIN: 'http://127.0.0.1:9002' }).port, 9002);
    assert.equal(read({ MIBUN_AGENT_ORIGIN: 'http://localhost:9003', MIBUN_AGENT_PORT: '9003' }).port, 9003);
    assert.equal(read({ MIBUN_AGENT_ORIGIN: 'http://localhost' }).port, 80);
  });

  test('a name of a reader may have commas and blanks, as many have', () => {
    const names = ['O2 Micro, Inc. OZ776', 'ACS ACR39U'];
    assert.deepEqual(read({ MIBUN_AGENT_READERS: joinReaders(names) }).readers, names);
  });

  test('sites are listed by blanks or commas, and others may be kept out', () => {
    const sites = 'https://a.example, https://b.example http://localhost:8702';
    const settings = read({ MIBUN_AGENT_SITES: sites, MIBUN_AGENT_OTHER_SITES: 'never' });
    assert.deepEqual(settings.sites, ['https://a.example', 'https://b.example', 'http://localhost:8702']);
    assert.equal(settings.mayAllow, false);
  });

  test('a certificate makes the origin https', () => {
    const { certificate, key } = tls;
    const settings = read({ MIBUN_AGENT_CERTIFICATE: certificate, MIBUN_AGENT_KEY: key });
    assert.equal(settings.origin, 'https://localhost:8701');
    assert.equal(settings.tls?.names, 'localhost, 127.0.0.1');
    const byAddress = { MIBUN_AGENT_ORIGIN: 'https://127.0.0.1:8701' };
    assert.ok(read({ ...byAddress, MIBUN_AGENT_CERTIFICATE: certificate, MIBUN_AGENT_KEY: key }).tls);
    const own = elsewhere;
    const named = { MIBUN_AGENT_ORIGIN: 'https://agent.reikoku.example' };
    const there = read({ ...named, MIBUN_AGENT_CERTIFICATE: own.certificate, MIBUN_AGENT_KEY: own.key });
    assert.equal(there.port, 443);
  });

  const WRONG: readonly (readonly [string, string, RegExp])[] = [
    ['MIBUN_ORIGIN', '', /^MIBUN_ORIGIN \(--server\) is missing/],
    ['MIBUN_ORIGIN', 'https://card.reikoku.example/', /nothing after it/],
    ['MIBUN_ORIGIN', 'card.reikoku.example', /as https:/],
    ['MIBUN_ORIGIN', 'http://card.reikoku.example', /plain HTTP to another machine/],
    ['MIBUN_AGENT_PORT', '0', /from 1 to 65535, not "0"/],
    ['MIBUN_AGENT_PORT', '65536', /from 1 to 65535/],
    ['MIBUN_AGENT_PORT', 'http', /not "http"/],
    ['MIBUN_AGENT_ORIGIN', 'localhost:8701', /as http:\/\/localhost:8701/],
    ['MIBUN_AGENT_ORIGIN', 'http://localhost:8701/ask', /nothing after it/],
    ['MIBUN_AGENT_ORIGIN', 'http://agent.reikoku.example:8701', /plain HTTP by a name/],
    ['MIBUN_AGENT_ORIGIN', 'http://127.0.0.1.evil.example:8701', /plain HTTP by a name/],
    ['MIBUN_AGENT_ORIGIN', 'https://localhost:8701', /no certificate: give --certificate/],
    ['MIBUN_AGENT_SITES', 'https://a.example b.example', /not "b\.example"/],
    ['MIBUN_AGENT_SITES', 'http://a.example', /plain HTTP to another machine/],
    ['MIBUN_AGENT_OTHER_SITES', 'no', /is ask or never/],
    ['MIBUN_AGENT_SITES_FILE', '/nowhere/at/all/sites.json', /a folder that is not there/],
  ];
  for (const [name, value, words] of WRONG) {
    test(`${name}="${value}" is refused by name, and alone`, () => {
      const [problem = '', ...others] = problemsOf({ [name]: value });
      assert.deepEqual(others, []);
      assert.ok(problem.startsWith(name), problem);
      assert.match(problem, words);
    });
  }

  test('a port in the origin and another beside it are refused', () => {
    const [problem] = problemsOf({ MIBUN_AGENT_ORIGIN: 'http://localhost:1', MIBUN_AGENT_PORT: '2' });
    assert.match(problem ?? '', /nobody would be found there; one of them is enough/);
  });

  test('what is wrong is named all at once', () => {
    const environment = { MIBUN_AGENT_PORT: 'x', MIBUN_AGENT_ORIGIN: 'a', MIBUN_AGENT_KEY: '/no/key' };
    const names = problemsOf({ ...environment, MIBUN_ORIGIN: '', MIBUN_AGENT_SITES: 'b' }).map(
      (problem) => /^\w+/.exec(problem)?.[0],
    );
    assert.deepEqual(names, [
      'MIBUN_ORIGIN',
      'MIBUN_AGENT_PORT',
      'MIBUN_AGENT_SITES',
      'MIBUN_AGENT_ORIGIN',
      'MIBUN_AGENT_CERTIFICATE',
    ]);
  });

  test('sites to remember where none may be allowed are refused', () => {
    const sites = { MIBUN_AGENT_SITES_FILE: join(folder, 'sites'), MIBUN_AGENT_OTHER_SITES: 'never' };
    assert.match(problemsOf(sites)[0] ?? '', /nothing to remember/);
  });

  test('a certificate with which no browser would open the window is refused', () => {
    const { certificate, key } = tls;
    const withFiles = (files: Partial<TlsFiles>, more: AgentEnvironment = {}, at = now) =>
      problemsOf(
        { MIBUN_AGENT_CERTIFICATE: files.certificate, MIBUN_AGENT_KEY: files.key, ...more },
        at,
      ).join();
    const text = join(folder, 'text');
    writeFileSync(text, 'no PEM', { mode: 0o600 });
    assert.match(withFiles({ certificate }), /MIBUN_AGENT_KEY \(--key\) is missing/);
    assert.match(withFiles({ key }), /MIBUN_AGENT_CERTIFICATE \(--certificate\) is missing/);
    assert.match(withFiles({ certificate: join(folder, 'none'), key }), /there is no .*none/);
    assert.match(withFiles({ certificate: folder, key }), /cannot be read/);
    assert.match(withFiles({ certificate: text, key }), /no certificate in PEM/);
    assert.match(withFiles({ certificate, key: text }), /no private key in PEM/);
    assert.match(withFiles({ certificate, key: elsewhere.key }), /does not belong to the certificate/);
    assert.match(withFiles(elsewhere), /is for DNS:agent\.reikoku\.example, and not for localhost/);
    const https = { MIBUN_AGENT_ORIGIN: 'http://localhost:8701' };
    assert.match(withFiles(tls, https), /although there is a certificate/);
    const later = new Date(now.getTime() + 40 * 86_400_000);
    assert.match(withFiles(tls, {}, later), /expired on .*: browsers refuse it/);
    assert.match(withFiles(tls, {}, new Date(0)), /valid only from/);
    assert.equal(withFiles(tls), '');
  });

  test('a key that everybody on the machine can read is refused', {
    skip: process.platform === 'win32',
  }, () => {
    chmodSync(tls.key, 0o644);
    const files = { MIBUN_AGENT_CERTIFICATE: tls.certificate, MIBUN_AGENT_KEY: tls.key };
    assert.match(problemsOf(files).join(), /open to everybody: chmod 600/);
    chmodSync(tls.key, 0o600);
  });
});
