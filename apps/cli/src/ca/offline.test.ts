import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createCaCertificate, fileCustody, newSerial, toPem } from '@mibun/pki';

// lint, verify, operator and ceremony as somebody meets them who gives them the wrong thing. (The right things, with a
// token and independent programs: conformance/hsm-ceremony.test.ts.)

const MAIN = join(import.meta.dirname, '../main.ts');
const folder = mkdtempSync(join(tmpdir(), 'mibun-ca-offline-'));
const file = (name: string) => join(folder, name);
after(() => rmSync(folder, { recursive: true, force: true }));

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function ca(...args: readonly string[]): Promise<Said> {
  const own = Object.entries(process.env).filter(([name]) => !/^(MIBUN_|NODE_TEST)/.test(name));
  return new Promise((resolve) => {
    const options = { cwd: folder, env: Object.fromEntries(own) };
    execFile(process.execPath, [MAIN, 'ca', ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
    });
  });
}

const random = (length: number) => Uint8Array.from(randomBytes(length));

/** A CA with a key of its own: its certificate, and what it signs with. */
async function someCa(label = 'ca'): Promise<Uint8Array> {
  const custody = fileCustody({ directory: file(`keys-${label}`), passphrase: 'p', random, costLog2: 4 });
  const publicKey = await custody.create(label, 'rsa-2048');
  return createCaCertificate({
    kind: 'signature',
    generation: 1,
    publicKey,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2035-12-31T00:00:00Z'),
    serial: newSerial(random),
    sign: (tbs) => custody.sign(label, 'sha256WithRSA', tbs),
  });
}

test('lint and verify find nothing in a sound CA, and say what is wrong with one that was changed', async () => {
  const der = await someCa();
  writeFileSync(file('ca.pem'), toPem('CERTIFICATE', der));
  writeFileSync(file('changed.der'), der.with(der.length - 1, (der.at(-1) ?? 0) ^ 1));
  const [linted, verified, changed] = await Promise.all([
    ca('lint', 'ca.pem', '--json'),
    ca('verify', 'ca.pem', '--roots', 'ca.pem'),
    ca('verify', 'changed.der', '--json'),
  ]);
  assert.deepEqual(JSON.parse(linted.stdout), { ok: true, findings: [] });
  assert.deepEqual([linted.code, verified.code, changed.code], [0, 0, 1]);
  assert.match(verified.stdout, /ok +among-roots/);
  const { ok, checks } = JSON.parse(changed.stdout);
  assert.equal(ok, false);
  assert.deepEqual(
    checks.filter((check: { ok: boolean }) => !check.ok).map(({ check }: { check: string }) => check),
    ['self-signed'],
  );
});

test('octets that are no certificate are a finding, not a crash', async () => {
  writeFileSync(file('nonsense.der'), 'nonsense');
  const [linted, verified] = await Promise.all([ca('lint', 'nonsense.der'), ca('verify', 'nonsense.der')]);
  assert.equal(linted.code, 1);
  assert.match(linted.stdout, /^readable \(RFC 5280 §4\.1\): /);
  assert.equal(verified.code, 1);
  assert.match(verified.stdout, /WRONG +readable/);
});

test('of a bundle every certificate is linted and verified, each by its name', async () => {
  const [one, other] = [await someCa('one'), await someCa('other')];
  const broken = other.with(other.length - 1, (other.at(-1) ?? 0) ^ 1);
  const pem = (...ders: readonly Uint8Array[]) =>
    ders.map((der) => toPem('CERTIFICATE', der)).join('some text\n');
  writeFileSync(file('sound.pem'), pem(one, other));
  writeFileSync(file('bundle.pem'), pem(one, broken, new TextEncoder().encode('nonsense')));
  const [sound, verified, asJson, linted, lintedJson] = await Promise.all([
    ca('verify', 'sound.pem', '--roots', 'sound.pem'),
    ca('verify', 'bundle.pem'),
    ca('verify', 'bundle.pem', '--json'),
    ca('lint', 'bundle.pem'),
    ca('lint', 'bundle.pem', '--json'),
  ]);
  assert.equal(sound.code, 0, sound.stdout);
  assert.match(sound.stdout, /^1 of 2 .*\n[\s\S]*^ {2}right\n2 of 2 .*\n[\s\S]*^all of it is right\n$/m);
  assert.deepEqual([verified.code, linted.code], [1, 1]);
  assert.match(
    verified.stdout,
    /1 of 3 {2}C=JP[\s\S]*^ {2}right\n2 of 3 {2}C=JP[\s\S]*WRONG +self-signed[\s\S]*3 of 3 {2}no certificate/m,
  );
  assert.match(
    linted.stdout,
    /1 of 3 .*\nnothing found\n2 of 3 .*\n[\s\S]*3 of 3 {2}no certificate\nreadable /,
  );
  const oks = ({ stdout }: Said) => JSON.parse(stdout).certificates.map(({ ok }: { ok: boolean }) => ok);
  assert.deepEqual(oks(asJson), [true, false, false]);
  assert.deepEqual(oks(lintedJson).at(-1), false);
});

test('a bundle that is damaged is one calm line, and the client commands take no first of several', async () => {
  const one = toPem('CERTIFICATE', await someCa('cut'));
  writeFileSync(file('cut.pem'), `${one}${one.slice(0, 200)}`);
  writeFileSync(file('two.pem'), `${one}${one}`);
  for (const args of [
    ['lint', 'cut.pem'],
    ['verify', 'cut.pem'],
  ]) {
    const { code, stderr, stdout } = await ca(...args);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^mibun: cut\.pem: damaged CERTIFICATE block\nhint: /);
  }
  const asked = await ca('ocsp', 'two.pem');
  assert.equal(asked.code, 1);
  assert.match(asked.stderr, /two\.pem holds 2 PEM blocks/);
});

const MISTAKES: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['a file that is not there', ['lint', 'nowhere.pem'], /^mibun: there is no nowhere\.pem\n$/],
  ['a folder that no ceremony has left', ['verify', '.', '--json'], /^$/],
  [
    'an operator without a terminal or a passphrase file',
    ['operator', 'key', '--name', 'aoki'],
    /^mibun: there is no terminal to ask for the new passphrase of aoki\nhint: give --passphrase-file\n$/,
  ],
  [
    'a name that cannot name files',
    ['operator', 'key', '--name', '../x'],
    /^mibun: "\.\.\/x" does not name an operator\nhint: /,
  ],
  [
    'a declaration with mistakes',
    ['ceremony', 'bad.json', '--out', 'out'],
    /^mibun: "purpose" is not a member; format is not .*; custody is .*\n$/,
  ],
];
writeFileSync(file('bad.json'), '{"purpose":"x"}');
for (const [name, args, words] of MISTAKES) {
  test(`${name} is one calm line`, async () => {
    const { code, stderr } = await ca(...args);
    assert.equal(code, 1);
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /^ {4}at /m, 'no stack trace');
  });
}

test('an operator key is never overwritten, and its passphrase is long and not open to everybody', async () => {
  writeFileSync(file('short'), 'short', { mode: 0o600 });
  writeFileSync(file('open'), 'a long enough passphrase', { mode: 0o644 });
  writeFileSync(file('good'), 'a long enough passphrase', { mode: 0o600 });
  const make = (passphrase: string) =>
    ca('operator', 'aoki', '--name', 'aoki', '--passphrase-file', passphrase);
  assert.match((await make('short')).stderr, /too short/);
  assert.match((await make('open')).stderr, /open to everybody/);
  const made = await make('good');
  assert.equal(made.code, 0, made.stderr);
  assert.equal((JSON.parse(made.stdout) as { name: string }).name, 'aoki');
  const hash = () =>
    createHash('sha256')
      .update(readFileSync(file('aoki/operator.key')))
      .digest('hex');
  const before = hash();
  const again = await make('good');
  assert.equal(again.code, 1);
  assert.match(again.stderr, /holds a key already; nothing was touched/);
  assert.equal(hash(), before);
});
