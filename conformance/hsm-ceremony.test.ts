import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pkcs11Custody, toPem } from '@mibun/pki';
import { issueRequest, testMunicipality } from '@mibun/server/testing/certificates';
import { openTestPlatform, type TestPlatform } from '@mibun/server/testing/platform';
import {
  certificatesMigrations,
  createCertificates,
} from '../apps/server/src/authority/certificates/index.ts';
import { systemRandom } from '../apps/server/src/platform/index.ts';
import { type ProgramResult, runProgram } from './harness/programs.ts';
import { type SoftHsmToken, startSoftHsm } from './harness/softhsm.ts';

// Key ceremonies by the command, in a token, looked at by openssl and sha256sum; then a production server takes the CAs.
// Debian packages: softhsm2, openssl.

const MAIN = join(import.meta.dirname, '../apps/cli/src/main.ts');
const hsm = startSoftHsm();
const folder = mkdtempSync(join(tmpdir(), 'mibun-ceremony-'));
const file = (...names: readonly string[]) => join(folder, ...names);
const CAS = ['signature', 'authentication', 'institution', 'card-face'] as const;
let token: SoftHsmToken;
let operators: readonly unknown[];

const words = (name: string) => `the passphrase of ${name}`;
const who = (name: string) => ['--operator', file(`key-${name}`), '--passphrase-file', file(`words-${name}`)];

const environment = () => ({
  ...hsm.env,
  MIBUN_CUSTODY: 'pkcs11',
  MIBUN_PKCS11_MODULE: hsm.module,
  MIBUN_PKCS11_TOKEN: token.token,
  MIBUN_PKCS11_PIN_FILE: token.pinFile,
});

function mibun(...args: readonly string[]): Promise<ProgramResult> {
  return runProgram(process.execPath, [MAIN, 'ca', ...args], environment());
}

/** Starts a command and ends it by SIGKILL as soon as it says `word`. */
function killedAt(word: string, args: readonly string[]): Promise<NodeJS.Signals | null> {
  const running = spawn(process.execPath, [MAIN, 'ca', ...args], {
    env: { ...process.env, ...environment() },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.stderr.on('data', (said: Buffer) => {
    if (said.toString().includes(word)) running.kill('SIGKILL');
  });
  return new Promise((resolve) => running.on('close', (_code, signal) => resolve(signal)));
}

function declare(ca: string, changes: Readonly<Record<string, unknown>> = {}): string {
  const declaration = {
    format: 'mibun-ca-ceremony/1',
    profile: 'mibun',
    ca,
    generation: 1,
    key: 'rsa-2048',
    notBefore: '2026-11-01T00:00:00Z',
    notAfter: '2036-11-01T00:00:00Z',
    custody: { type: 'pkcs11', token: token.token },
    operators,
    needed: 2,
    ...changes,
  };
  writeFileSync(file(`${ca}.json`), JSON.stringify(declaration, null, 2));
  return file(`${ca}.json`);
}

before(async () => {
  token = await hsm.makeToken('offline');
  operators = await Promise.all(
    ['aoki', 'baba', 'chiba'].map(async (name) => {
      writeFileSync(file(`words-${name}`), words(name), { mode: 0o600 });
      const [, folderOf = '', , passphrase = ''] = who(name);
      const made = await mibun('operator', folderOf, '--name', name, '--passphrase-file', passphrase);
      assert.equal(made.status, 0, made.everything);
      return JSON.parse(made.output) as unknown;
    }),
  );
  const pems = ['aoki', 'baba', 'chiba'].map((name) =>
    readFileSync(file(`key-${name}`, `${name}.pem`), 'utf8'),
  );
  writeFileSync(file('operators.pem'), pems.join(''));
});

after(() => {
  hsm.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a ceremony is a dry run unless told otherwise, and changes nothing', async () => {
  const { status, output, everything } = await mibun('ceremony', declare('signature'), '--out', file('dry'));
  assert.equal(status, 0, everything);
  assert.match(output, /C=JP, O=MIBUN, CN=Mibun Signature CA, generation 1/);
  assert.match(everything, /dry run, nothing was changed/);
  assert.equal(existsSync(file('dry')), false);
  const objects = await runProgram('softhsm2-util', ['--show-slots'], hsm.env);
  assert.equal(objects.status, 0);
});

test('one person alone cannot: no second operator, the same twice, or a wrong passphrase', async () => {
  const attempt = (...people: readonly string[]) =>
    mibun('ceremony', declare('signature'), '--out', file('alone'), '--execute', ...people);
  for (const people of [who('aoki'), [...who('aoki'), ...who('aoki')]]) {
    const { status, everything } = await attempt(...people);
    assert.equal(status, 1);
    assert.match(everything, /2 operators are needed|2 different ones are needed/);
  }
  const stolen = ['--operator', file('key-baba'), '--passphrase-file', file('words-aoki')];
  const { status, everything } = await attempt(...who('aoki'), ...stolen);
  assert.equal(status, 1);
  assert.match(everything, /passphrase does not open/);
  assert.equal(existsSync(file('alone')), false);
});

test('two operators make the four CAs; sha256sum, openssl and mibun ca verify agree that all of it is right', async () => {
  for (const ca of CAS) {
    const out = file('ceremonies', ca);
    const people = [...who('aoki'), ...who(ca === 'signature' ? 'baba' : 'chiba')];
    const made = await mibun('ceremony', declare(ca), '--out', out, '--execute', ...people);
    assert.equal(made.status, 0, made.everything);
    const verified = await mibun('verify', out, '--operators', file('operators.pem'), '--json');
    assert.equal(verified.status, 0, verified.everything);
    assert.equal((JSON.parse(verified.output) as { ok: boolean }).ok, true);
    const pem = join(out, 'certificate.pem');
    const chain = await runProgram('openssl', [
      'verify',
      '-x509_strict',
      '-check_ss_sig',
      '-CAfile',
      pem,
      pem,
    ]);
    assert.match(chain.everything, /: OK/);
  }
  const out = file('ceremonies', 'signature');
  const sums = await runProgram('sh', ['-c', `cd '${out}' && sha256sum --strict -c SHA256SUMS`]);
  assert.equal(sums.status, 0, sums.everything);
  for (const [signed, signature] of [
    ['plan.json', 'approvals/baba.sig'],
    ['SHA256SUMS', 'SHA256SUMS.baba.sig'],
  ] as const) {
    const { everything } = await runProgram('openssl', [
      ...['dgst', '-sha384', '-verify', join(out, 'operators/baba.pem')],
      ...['-signature', join(out, signature), join(out, signed)],
    ]);
    assert.match(everything, /Verified OK/);
  }
  const attestation = JSON.parse(readFileSync(join(out, 'attestation.json'), 'utf8'));
  assert.equal(attestation.key.attributes.NEVER_EXTRACTABLE, true);
  assert.equal(attestation.key.attributes.LOCAL, true);
  assert.match(attestation.key.place.manufacturer, /SoftHSM/);
});

test('kill -9 in the middle: the same command goes on to one key and one certificate', async () => {
  const input = declare('authentication', { generation: 2, key: 'ec-p384' });
  const out = file('killed');
  const args = ['ceremony', input, '--out', out, '--execute', ...who('aoki'), ...who('baba')];
  // making the key takes long enough to die in; the second may be over before the signal is there
  assert.equal(await killedAt('no-key-before', args), 'SIGKILL');
  const early = await mibun('verify', out, '--operators', file('operators.pem'));
  assert.equal(early.status, 1, 'half a ceremony is none');
  await killedAt('intent-recorded', args);
  const done = await mibun(...args);
  assert.ok(done.status === 0 || /this ceremony is over/.test(done.everything), done.everything);
  const verified = await mibun('verify', out, '--operators', file('operators.pem'));
  assert.equal(verified.status, 0, verified.everything);
});

test('a second ceremony overwrites nothing, in the folder or in the token', async () => {
  const out = file('ceremonies', 'signature');
  const before = readdirSync(out, { recursive: true }).map((name) => [
    name,
    statSync(join(out, String(name))).mtimeMs,
  ]);
  const people = [...who('aoki'), ...who('baba')];
  const same = await mibun('ceremony', declare('signature'), '--out', out, '--execute', ...people);
  assert.equal(same.status, 1);
  assert.match(same.everything, /this ceremony is over; nothing was touched/);
  const other = await mibun('ceremony', declare('signature'), '--out', file('other'), '--execute', ...people);
  assert.equal(other.status, 1);
  assert.match(other.everything, /custody holds ca-signature-1 already/);
  const after = readdirSync(out, { recursive: true }).map((name) => [
    name,
    statSync(join(out, String(name))).mtimeMs,
  ]);
  assert.deepEqual(after, before);
});

test('a file that was changed, or operators whom nobody trusts, are found', async () => {
  const stranger = file('stranger.pem');
  writeFileSync(stranger, readFileSync(file('key-aoki', 'aoki.pem')));
  const out = file('ceremonies', 'institution');
  const untrusted = await mibun('verify', out, '--operators', stranger);
  assert.equal(untrusted.status, 1);
  assert.match(untrusted.output, /WRONG +operators-trusted.*baba, chiba/);
  const copy = file('copy');
  await runProgram('cp', ['-r', out, copy]);
  writeFileSync(join(copy, 'attestation.json'), '{}');
  const changed = await mibun('verify', copy, '--operators', file('operators.pem'));
  assert.equal(changed.status, 1);
  assert.match(changed.output, /WRONG +hashes.*attestation\.json/);
});

test('a production server takes the CAs of the ceremonies, and makes none itself', async (t) => {
  const address = { module: hsm.module, token: token.token, pinFile: token.pinFile };
  const custody = pkcs11Custody({ ...address, random: systemRandom.bytes });
  const opened = await openTestPlatform({ migrations: certificatesMigrations, now: new Date(), custody });
  t.after(() => opened.close());
  const ceremonies = { folder: file('ceremonies'), operators: file('operators.pem') };
  const on = (config: Partial<TestPlatform['config']>) =>
    createCertificates(
      { ...opened, config: { ...opened.config, mode: 'production', ...config } },
      { municipality: testMunicipality },
    ).api;
  await assert.rejects(on({}).open(), /comes from a key ceremony/);
  await assert.rejects(
    on({ ceremonies: { folder: file('nowhere'), operators: ceremonies.operators } }).open(),
    /comes from a key ceremony/,
  );
  const alone = file('key-aoki', 'aoki.pem');
  await assert.rejects(
    on({ ceremonies: { ...ceremonies, operators: alone } }).open(),
    /does not verify: operators-trusted/,
  );
  const certificates = on({ ceremonies });
  await certificates.open();
  for (const ca of CAS) {
    const made = readFileSync(file('ceremonies', ca, 'certificate.der'));
    assert.equal(Buffer.compare(certificates.ca(ca).certificate.der, made), 0);
  }
  const { der } = await certificates.issue(issueRequest('signature', 'card-1'));
  writeFileSync(file('leaf.pem'), toPem('CERTIFICATE', der));
  const root = file('ceremonies', 'signature', 'certificate.pem');
  const verified = await runProgram('openssl', ['verify', '-x509_strict', '-CAfile', root, file('leaf.pem')]);
  assert.match(verified.everything, /leaf\.pem: OK/);
  const linted = await mibun('lint', file('leaf.pem'), '--issuer', root);
  assert.equal(linted.status, 0, linted.everything);
  const ours = await mibun('verify', file('leaf.pem'), '--roots', root);
  assert.equal(ours.status, 0, ours.everything);
  const wrong = await mibun(
    'verify',
    file('leaf.pem'),
    '--roots',
    file('ceremonies', 'authentication', 'certificate.pem'),
  );
  assert.equal(wrong.status, 1);
});
