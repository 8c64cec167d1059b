import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { KeyCustody } from '../custody/custody.ts';
import { fileCustody } from '../custody/file-custody.ts';
import { PkiError } from '../errors.ts';
import { PROFILES } from '../profiles/index.ts';
import { FILES, STEPS } from './files.ts';
import { type CeremonyStore, type PresentOperator, runCeremony } from './run.ts';
import { verifyCeremony } from './verify.ts';

const home = mkdtempSync(join(tmpdir(), 'mibun-ceremony-'));
after(() => rmSync(home, { recursive: true }));

const random = (length: number) => Uint8Array.from(randomBytes(length));
let folders = 0;
function custodyOf(): KeyCustody {
  return fileCustody({ directory: join(home, String(folders++)), passphrase: 'p', random, costLog2: 4 });
}

interface Person extends PresentOperator {
  readonly name: string;
}
async function person(name: string): Promise<Person> {
  const keyring = custodyOf();
  const publicKey = await keyring.create('operator', 'ec-p384');
  return { name, publicKey, sign: (octets) => keyring.sign('operator', 'sha384WithECDSA', octets) };
}

let people: readonly Person[];
before(async () => {
  people = await Promise.all(['aoki', 'baba', 'chiba'].map(person));
});

function declaration(changes: Readonly<Record<string, unknown>> = {}): Uint8Array {
  const operators = people.map(({ name, publicKey }) => ({
    name,
    publicKey: Buffer.from(publicKey).toString('base64'),
  }));
  const input = {
    format: 'mibun-ca-ceremony/1',
    profile: 'mibun',
    ca: 'signature',
    generation: 2,
    key: 'ec-p384',
    notBefore: '2026-12-01T00:00:00Z',
    notAfter: '2036-12-01T00:00:00Z',
    custody: { type: 'file' },
    operators,
    needed: 2,
    ...changes,
  };
  return new TextEncoder().encode(JSON.stringify(input));
}

/** A folder in memory, and how many files may still be written before its machine dies. */
class Folder implements CeremonyStore {
  readonly files = new Map<string, Uint8Array>();
  writesLeft = Number.POSITIVE_INFINITY;
  async list() {
    return [...this.files.keys()];
  }
  async read(path: string) {
    return this.files.get(path);
  }
  async write(path: string, octets: Uint8Array) {
    assert.ok(!this.files.has(path), `${path} would be overwritten`);
    if (this.writesLeft-- <= 0) throw new Error('the machine died');
    this.files.set(path, Uint8Array.from(octets));
  }
}

let minute = 0;

interface Setting {
  readonly store?: Folder;
  readonly custody?: KeyCustody;
  readonly input?: Uint8Array;
  readonly operators?: readonly PresentOperator[];
  readonly now?: () => Date;
}
async function perform(setting: Setting = {}): Promise<Folder> {
  const { store = new Folder(), custody = custodyOf(), operators = people.slice(0, 2) } = setting;
  await runCeremony({
    input: setting.input ?? declaration(),
    custody,
    custodyIs: { type: 'file' },
    operators,
    store,
    now: setting.now ?? (() => new Date(Date.UTC(2026, 10, 30, 1, minute++))),
    random,
    software: 'test',
  });
  return store;
}

const failed = (files: Folder['files'], trusted?: readonly Uint8Array[]) =>
  verifyCeremony(files, trusted)
    .checks.filter(({ ok }) => !ok)
    .map(({ check }) => check);

test('pki.md §1 a ceremony leaves certificate, attestation, hash list and transcript, and all of it verifies', async () => {
  const custody = custodyOf();
  const { files } = await perform({ custody });
  const { ok, authority, keyLabel } = verifyCeremony(
    files,
    people.map(({ publicKey }) => publicKey),
  );
  assert.equal(ok, true);
  assert.equal(authority?.certificate.subject, 'C=JP, O=MIBUN, CN=Mibun Signature CA');
  assert.equal(keyLabel, 'ca-signature-2');
  assert.deepEqual(await custody.publicKey('ca-signature-2'), authority?.certificate.spki);
  assert.deepEqual(await custody.labels(), ['ca-signature-2']);
  const transcript = new TextDecoder().decode(files.get(FILES.transcript));
  for (const step of STEPS) assert.match(transcript, new RegExp(`${step} {2}\\[aoki, baba\\]`));
});

test('pki.md §1 dual control: one person alone, one person twice or a stranger make nothing', async () => {
  const [first = assert.fail()] = people;
  const stranger = await person('stranger');
  for (const operators of [[], [first], [first, first], [first, stranger]]) {
    const custody = custodyOf();
    const store = new Folder();
    await assert.rejects(perform({ operators, custody, store }), { code: 'ceremony-approval' });
    assert.deepEqual([await custody.labels(), store.files.size], [[], 0]);
  }
});

test('pki.md §1 dual control: an operator whose signature does not fit stops everything before the key', async () => {
  const [first = assert.fail(), second = assert.fail()] = people;
  const custody = custodyOf();
  const operators = [first, { publicKey: second.publicKey, sign: first.sign }];
  await assert.rejects(perform({ operators, custody }), { code: 'ceremony-approval' });
  assert.deepEqual(await custody.labels(), []);
});

test('a ceremony of operators whom nobody trusts does not count', async () => {
  const { files } = await perform();
  const trusted = people.slice(0, 2).map(({ publicKey }) => publicKey);
  assert.deepEqual(failed(files, trusted), ['operators-trusted']);
});

test('a ceremony that is broken off after any file goes on to one key and one certificate', async () => {
  const complete = (await perform()).files.size;
  for (let writes = 0; writes < complete; writes++) {
    const store = new Folder();
    const custody = custodyOf();
    store.writesLeft = writes;
    await assert.rejects(perform({ store, custody }), /the machine died/);
    const intent = store.files.get(FILES.intent);
    store.writesLeft = Number.POSITIVE_INFINITY;
    await perform({ store, custody });
    assert.deepEqual(failed(store.files), [], `after ${writes} files`);
    if (intent) assert.deepEqual(store.files.get(FILES.intent), intent);
    assert.deepEqual(await custody.labels(), ['ca-signature-2']);
  }
});

test('other operators may go on where the first ones were interrupted', async () => {
  for (const writes of [5, 15, 18]) {
    const store = new Folder();
    const custody = custodyOf();
    store.writesLeft = writes;
    await assert.rejects(perform({ store, custody }), /the machine died/);
    store.writesLeft = Number.POSITIVE_INFINITY;
    await perform({ store, custody, operators: people.slice(1) });
    assert.deepEqual(failed(store.files), [], `after ${writes} files`);
  }
});

test('a clock that stands before the last step is not put on record', async () => {
  const store = new Folder();
  const custody = custodyOf();
  store.writesLeft = 8;
  await assert.rejects(perform({ store, custody }), /the machine died/);
  store.writesLeft = Number.POSITIVE_INFINITY;
  const now = () => new Date('2026-01-01T00:00:00Z');
  await assert.rejects(perform({ store, custody, now }), { code: 'ceremony-conflict', message: /clock/ });
  await perform({ store, custody });
  assert.deepEqual(failed(store.files), []);
});

test('nothing is overwritten: a folder in use, a ceremony that is over, a key that is there', async () => {
  const conflict = { code: 'ceremony-conflict' };
  const custody = custodyOf();
  const store = await perform({ custody });
  const before = new Map(store.files);
  await assert.rejects(perform({ store, custody }), conflict);
  await assert.rejects(perform({ store, input: declaration({ generation: 3 }) }), conflict);
  assert.deepEqual(store.files, before);
  const fresh = new Folder();
  await assert.rejects(perform({ store: fresh, custody }), conflict);
  assert.ok(!fresh.files.has(FILES.certificate));
});

test('custody that is not the declared one is refused before anything is written', async () => {
  const store = new Folder();
  const input = declaration({ custody: { type: 'pkcs11', token: 'ca' } });
  await assert.rejects(perform({ store, input }), { code: 'ceremony-conflict' });
  assert.equal(store.files.size, 0);
});

test('every file counts: whichever is changed, added or taken away, verification fails', async () => {
  const { files } = await perform();
  for (const path of files.keys()) {
    const changed = new Map(files);
    const octets = Uint8Array.from(files.get(path) ?? assert.fail());
    octets[octets.length - 2] = (octets[octets.length - 2] ?? 0) ^ 1;
    changed.set(path, octets);
    assert.notDeepEqual(failed(changed), [], `${path} changed`);
    const without = new Map(files);
    without.delete(path);
    assert.notDeepEqual(failed(without), [], `${path} taken away`);
  }
  assert.deepEqual(failed(new Map(files).set('more.txt', new Uint8Array(1))), ['hashes']);
});

const WRONG: readonly (readonly [Readonly<Record<string, unknown>>, RegExp])[] = [
  [{ format: 'mibun-ca-ceremony/9' }, /format is not/],
  [{ purpose: 'more' }, /"purpose" is not a member/],
  [{ profile: 'other' }, /profile is one of/],
  [{ ca: 'root' }, /ca is one of/],
  [{ generation: 0 }, /counts from 1/],
  [{ key: 'rsa-2048' }, /key of generation 2 of the signature CA is ec-p384/],
  [{ notBefore: '2026-12-01' }, /instants like/],
  [{ notAfter: '2026-12-01T00:00:00Z' }, /notAfter is after/],
  [{ notAfter: '2041-12-01T00:00:01Z' }, /lives 15 years at most/],
  [{ custody: { type: 'pkcs11' } }, /custody is/],
  [{ operators: [] }, /needed is more than there are/],
  [{ needed: 1 }, /dual control/],
  [{ needed: 4 }, /needed is more than there are/],
];

test('a declaration that makes no sense is refused with every reason', async () => {
  for (const [changes, words] of WRONG) {
    await assert.rejects(perform({ input: declaration(changes) }), (error) => {
      assert.ok(error instanceof PkiError && error.code === 'ceremony-input');
      assert.match(error.message, words);
      return true;
    });
  }
  const two = await assert
    .rejects(perform({ input: declaration({ ca: 'root', needed: 1 }) }), /ca is one of.*dual control/)
    .then(() => true);
  assert.equal(two, true);
  await assert.rejects(perform({ input: new Uint8Array(3) }), { code: 'ceremony-input' });
});

test('two names over one key are one person', async () => {
  const [first = assert.fail()] = people;
  const publicKey = Buffer.from(first.publicKey).toString('base64');
  const operators = [
    { name: 'one', publicKey },
    { name: 'two', publicKey },
  ];
  await assert.rejects(perform({ input: declaration({ operators }) }), /two operators have one key/);
});

test('a ceremony makes the CA of a country under its names; what is wrong with them is refused before anything is made', async () => {
  const names = { ...PROFILES.mibun.names, country: 'XR', organisation: 'Reikoku' };
  const own = { ...names, authorities: { ...names.authorities, signature: 'Reikoku Signature CA' } };
  const { files } = await perform({ input: declaration({ profile: 'mibun:1.2.998.1', names: own }) });
  const { ok, authority } = verifyCeremony(files);
  assert.deepEqual([ok, authority?.certificate.subject], [true, 'C=XR, O=Reikoku, CN=Reikoku Signature CA']);
  const { responders, ...without } = own;
  for (const [bad, said] of [
    ['Reikoku', /names is no object/],
    [{ ...own, country: 'Reikoku' }, /names\.country is no country code/],
    [{ ...own, organisation: 7 }, /names\.organisation is no text/],
    [
      { ...own, authorities: { ...own.authorities, other: 'x' } },
      /names\.authorities\.other is not a member/,
    ],
    [without, /names\.responders is no object/],
  ] as const) {
    const store = new Folder();
    await assert.rejects(perform({ store, input: declaration({ names: bad }) }), said);
    assert.equal(store.files.size, 0);
  }
});
