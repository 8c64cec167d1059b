import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { STAFF_CARD_SECRETS, staffPersonas } from '@mibun/demo/people';
import { type MibunProcess, prepared, runMibun, startMibunProcess } from './harness/mibun.ts';
import { freePortRange } from './harness/ports.ts';
import { type ProgramResult, runProgram } from './harness/programs.ts';

// The CA operators' commands as they type them, against a running instance, each with a card of their own. openssl makes
// the request and reads the certificate. The tests are steps of one story and depend on their order. Debian package: openssl.

const FIRST = nameOf('ca-operator');
const SECOND = nameOf('second-ca-operator');
const CLERK = nameOf('clerk');
const PIN = STAFF_CARD_SECRETS['ca-operator'].authentication;

let folder: string;
let mibun: MibunProcess;
let office: readonly string[];
let serial: string;
const file = (name: string) => join(folder, name);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mibun-ca-commands-'));
  const port = await freePortRange(4);
  mibun = startMibunProcess(file('data'), port);
  await mibun.said(/Mibun is running/);
  await prepared(mibun, port);
  office = ['--server', `http://localhost:${port}`, '--data', file('data')];
});
after(async () => {
  await mibun?.stop();
  await rm(folder, { recursive: true, force: true });
});

function nameOf(key: string): string {
  return staffPersonas.find((persona) => persona.key === key)?.name ?? '';
}

const ca = (who: string, ...args: readonly string[]): Promise<ProgramResult> =>
  runMibun(['ca', ...args, ...office, '--card', who], { MIBUN_PIN: PIN });

/** The words of a command that succeeded. */
async function said(who: string, ...args: readonly string[]): Promise<string> {
  const { everything, output, status } = await ca(who, ...args);
  assert.equal(status, 0, everything);
  return output;
}
async function json<T>(who: string, ...args: readonly string[]): Promise<T> {
  return JSON.parse(await said(who, ...args, '--json')) as T;
}
/** One line that says what is wrong, one that says what to do, exit code 1, nothing on stdout. */
async function refused(why: RegExp, who: string, ...args: readonly string[]): Promise<void> {
  const { everything, output, status } = await ca(who, ...args);
  assert.deepEqual([status, output], [1, ''], everything);
  const lines = everything.trim().split('\n');
  assert.match(lines.at(-2) ?? '', why);
  assert.match(lines.at(-1) ?? '', /^hint: /);
}

interface Status {
  readonly authorities: readonly { readonly kind: string }[];
  readonly crls: readonly { readonly authority: string; readonly number: number }[];
}
const numbers = async () => {
  const { crls } = await json<Status>(FIRST, 'status');
  return crls.filter(({ authority }) => authority === 'institution').map(({ number }) => number);
};

test('ca status: in words and as JSON for an operator; §9 not for a clerk, not with a wrong PIN', async () => {
  assert.match(await said(FIRST, 'status'), /signature +1 +issuing +rsa-2048/);
  const { authorities } = await json<Status>(SECOND, 'status');
  assert.equal(authorities.length, 4);
  await refused(/Your role does not include this act/, CLERK, 'status');
  const guessed = ['ca', 'status', ...office, '--card', CLERK];
  const wrong = await runMibun(guessed, { MIBUN_PIN: '1357' });
  assert.deepEqual([wrong.status, wrong.output], [1, '']);
  assert.match(wrong.everything, /2 tries left/);
  assert.ok(!wrong.everything.includes('1357'));
});

test('ca issue §9 2P: a dry run leaves no trace, a second operator’s word gives a certificate that openssl reads, never over a file', async () => {
  const [key, request, out] = [file('seal.key'), file('seal.csr'), file('seal.pem')];
  const subject = '/C=JP/ST=Mihon/O=Mihon Union/CN=Head of the union';
  const made = await runProgram('openssl', [
    ...['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', request, '-subj', subject],
  ]);
  assert.equal(made.status, 0, made.everything);
  // A town whose seal is not in the system's own custody yet.
  const wanted = ['issue', request, '--kind', 'seal', '--municipality', '99441'];
  assert.match(await said(FIRST, ...wanted), /findings +none/);
  const proposed = await json<{ id: string }>(FIRST, ...wanted, '--execute', '--reason', 'a new key');
  const confirm = ['issue', '--confirm', proposed.id, '--out', out];
  assert.match(await said(SECOND, ...confirm), /a new key/);
  assert.ok(!existsSync(out));
  await refused(/takes a second person/, FIRST, ...confirm, '--execute');
  assert.ok(!existsSync(out));
  await said(SECOND, ...confirm, '--execute');
  const read = await runProgram('openssl', ['x509', '-in', out, '-noout', '-serial', '-subject']);
  // The register's name, whatever the request asks for.
  assert.doesNotMatch(read.output, /Head of the union/);
  serial = /serial=([0-9A-F]+)/.exec(read.output)?.[1]?.toLowerCase() ?? '';
  await refused(/exists/, SECOND, ...confirm, '--execute');
  await refused(/is no number of days/, FIRST, 'issue', request, '--kind', 'seal', '--days', 'abc');
  await refused(/whose seal/, FIRST, 'issue', request, '--kind', 'seal');
  await writeFile(file('junk.csr'), 'hello');
  await refused(
    /not a certificate request/,
    FIRST,
    'issue',
    file('junk.csr'),
    '--kind',
    'seal',
    '--municipality',
    '99441',
  );
});

test('ca revoke: a dry run ends nothing, --execute ends what was shown, once', async () => {
  const target = ['revoke', '--ca', 'institution', '--serial', serial, '--reason', 'keyCompromise'];
  const note = ['--note', 'the key was found on a stick'];
  assert.equal((await json<{ ends: number }>(FIRST, ...target)).ends, 1);
  assert.equal((await json<{ ended: number }>(FIRST, ...target, '--execute', ...note)).ended, 1);
  await refused(/would revoke nothing/, FIRST, ...target, '--execute', ...note);
  await refused(/nothing is on record/, FIRST, 'revoke', '--person', 'p-nobody', '--reason', 'keyCompromise');
  await refused(
    /\(target/,
    FIRST,
    'revoke',
    '--ca',
    'institution',
    '--serial',
    'zz',
    '--reason',
    'superseded',
  );
  const listed = await runMibun(['ca', 'crl', `${office[1]}/crl/institution/all.crl`]);
  assert.match(listed.output, new RegExp(`${serial} .* keyCompromise`));
});

test('ca crl --renew: a dry run makes nothing, --execute gives every list of the generation a later number', async () => {
  const before = await numbers();
  assert.match(await said(FIRST, 'crl', '--renew', 'institution'), /would make anew: 1 list of/);
  assert.deepEqual(await numbers(), before);
  assert.match(await said(FIRST, 'crl', '--renew', 'institution', '--execute'), /made anew: 1/);
  const [earlier = 0, later = 0] = [before[0], (await numbers())[0]];
  assert.ok(later > earlier);
  await refused(/no such list/, FIRST, 'crl', '--renew', 'signature', '--shard', '99', '--execute');
  await refused(/which CRL/, FIRST, 'crl');
});

interface Authority {
  readonly generations: readonly { readonly generation: number; readonly state: string }[];
  readonly proposal: { readonly state: string } | null;
}
const generationsOf = async () =>
  (await json<Authority>(SECOND, 'rollover', 'plan', 'signature')).generations.map(({ state }) => state);

test('2P ca rollover: one operator proposes, only the other can confirm, and dry runs do neither', async () => {
  const propose = ['rollover', 'prepare', 'signature'];
  const confirm = ['rollover', 'confirm', 'signature'];
  const { would } = await json<{ would: object }>(FIRST, ...propose);
  assert.deepEqual(would, { authority: 'signature', generation: 2, event: 'prepare' });
  await refused(/no proposal of this CA is open/, SECOND, ...confirm, '--execute');
  await refused(/needs a --reason/, FIRST, ...propose, '--execute');
  await said(FIRST, ...propose, '--execute', '--reason', 'rehearsal of the year');
  await refused(/takes a second person/, FIRST, ...confirm, '--execute');
  assert.equal((await json<{ state: string }>(SECOND, ...confirm)).state, 'PROPOSED');
  assert.deepEqual(await generationsOf(), ['ISSUING']);
  assert.equal((await json<{ state: string }>(SECOND, ...confirm, '--execute')).state, 'DONE');
  assert.deepEqual((await generationsOf()).toSorted(), ['ISSUING', 'PREPARED']);
  await refused(/can switch now/, FIRST, 'rollover', 'switch', 'signature');
});
