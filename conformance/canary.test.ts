import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DEMO_SEED, generateCountry, MINIMUM_RESIDENTS } from '@mibun/demo/people';
import { CompiledQuery } from 'kysely';
import { type OpenDatabase, openDatabase } from '../apps/server/src/platform/index.ts';
import {
  type Canary,
  type Cell,
  canaryHero,
  canaryOf,
  everyCell,
  everyFile,
  holds,
  octetsCanaryOf,
  shortCanaryOf,
} from './harness/canary.ts';
import { runProgram } from './harness/programs.ts';

// NUM-19, G7: a resident lives with her card, then her Individual Number, her PINs and her resident code are looked for in
// everything that her life has left behind. Needs pdftotext (Debian: poppler-utils).

describe('NUM-19 canaries', () => {
  const hero = canaryHero();
  const seed = [...generateCountry({ seed: DEMO_SEED, residents: MINIMUM_RESIDENTS })].find(
    ({ personId }) => personId === hero.personId,
  );
  assert.ok(seed);
  const number = canaryOf('the Individual Number', seed.individualNumber);
  const residentCode = canaryOf('the resident code', seed.residentCode);
  const password = canaryOf('the signature password', hero.secrets.signature);
  const pins = (['authentication', 'registry', 'text'] as const).map((kind) =>
    shortCanaryOf(`the PIN ${kind}`, hero.secrets[kind]),
  );
  const everything: readonly Canary[] = [number, residentCode, password, ...pins];

  let folder: string;
  let database: OpenDatabase;
  let log = '';
  let cells: readonly Cell[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mibun-canary-'));
    const own = Object.entries(process.env).filter(
      ([name]) => !/^(MIBUN_|DATABASE_URL$|NODE_TEST)/.test(name),
    );
    const child = spawn(process.execPath, [join(import.meta.dirname, 'harness/canary-life.ts'), folder], {
      env: { ...Object.fromEntries(own), MIBUN_LOG: 'debug' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    const [code] = await once(child, 'close');
    assert.equal(code, 0, log);
    database = await openDatabase({ directory: join(folder, 'data') });
    cells = await everyCell(database);
  });
  after(async () => {
    await database?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Where a secret is, as a list that a failing test prints. */
  const placesWith = (canary: Canary, among: readonly Cell[]) => [
    ...new Set(among.filter(({ bytes }) => holds(bytes, canary)).map(({ place }) => place)),
  ];
  const filesWith = (canary: Canary, files: ReadonlyMap<string, Buffer>) =>
    [...files].filter(([, bytes]) => holds(bytes, canary)).map(([path]) => path);
  const cellsOf = (place: string) => cells.filter((cell) => cell.place === place);

  test('her life was really lived: she is in the registry, has a card, a certificate, mails and papers', () => {
    const name = Buffer.from(hero.name);
    for (const place of [
      'public.residents.name',
      'public.letters.params',
      'public.demo_mails.body',
      'public.audit_entries.subject',
      'public.cards.person_id',
      'public.vault_numbers.sealed',
      'public.certificate_ledger.der',
      'jobs.job.data',
    ]) {
      assert.ok(cellsOf(place).length > 0, `${place} has rows`);
    }
    assert.ok(cellsOf('public.residents.name').some(({ bytes }) => bytes.equals(name)));
    assert.ok(cellsOf('public.cards.person_id').some(({ bytes }) => String(bytes) === hero.personId));
  });

  test('the number is in no column of any table', () => {
    assert.deepEqual(placesWith(number, cells), []);
  });

  test('RES-01 the resident code is in the registry alone', () => {
    assert.deepEqual(placesWith(residentCode, cells), ['public.residents.resident_code']);
  });

  test('no PIN and no password is in any column of any table', () => {
    for (const canary of [password, ...pins]) assert.deepEqual(placesWith(canary, cells), [], canary.name);
  });

  test('APP-11 no mail to her has number, address, birth date or full application ID', () => {
    const mails = ['recipient', 'sender', 'subject', 'body'].flatMap((column) =>
      cellsOf(`public.demo_mails.${column}`),
    );
    const bodies = cellsOf('public.demo_mails.body');
    assert.ok(bodies.length >= 5, `${bodies.length} mails`);
    const personal = [
      ...everything,
      canaryOf('the application ID', hero.applicationId),
      { name: 'the address', forms: [Buffer.from(hero.address)] },
      { name: 'the birth date', forms: [Buffer.from(hero.birthDate)] },
    ];
    for (const canary of personal) assert.deepEqual(placesWith(canary, mails), [], canary.name);
  });

  test('nothing of it is in any line of the log, at its most talkative', () => {
    assert.match(log, /"level":\d+/, 'there is a log');
    for (const canary of everything) assert.ok(!holds(Buffer.from(log), canary), canary.name);
  });

  test('nothing of it has been in any HTTP request or answer', () => {
    const exchanges = everyFile(join(folder, 'http'));
    assert.ok(exchanges.size > 100, `${exchanges.size} messages`);
    assert.deepEqual(
      [...exchanges].filter(([, bytes]) => bytes.includes(hero.name)).length > 5,
      true,
      'bodies were recorded',
    );
    assert.ok(
      [...exchanges.values()].some((bytes) => bytes.includes('POST') && bytes.includes('/api/relay\n')),
      'the commands that the counter sends to the card were recorded',
    );
    // On the way to a chip a PIN would be octets in hex.
    const octets = (['authentication', 'registry', 'text'] as const).map((kind) =>
      octetsCanaryOf(`the octets of the PIN ${kind}`, hero.secrets[kind]),
    );
    for (const canary of [...everything, ...octets]) {
      assert.deepEqual(filesWith(canary, exchanges), [], canary.name);
    }
  });

  test('no text of any PDF, stored or sent, has the number or the resident code', async () => {
    const papers = [...everyFile(join(folder, 'http')).values(), ...cells.map(({ bytes }) => bytes)]
      .map((bytes) => ({ bytes, at: bytes.indexOf('%PDF-') }))
      .filter(({ at, bytes }) => at >= 0 && bytes.includes('%%EOF'))
      .map(({ at, bytes }) => bytes.subarray(at));
    assert.ok(papers.length >= 3, `${papers.length} papers`);
    const path = join(folder, 'paper.pdf');
    let hers = 0;
    for (const paper of papers) {
      await writeFile(path, paper);
      const { status, output, everything: said } = await runProgram('pdftotext', [path, '-']);
      assert.equal(status, 0, said);
      if (output.replaceAll(/\s/g, '').includes(hero.name.replaceAll(/\s/g, ''))) hers++;
      const text = Buffer.from(output);
      for (const canary of [number, residentCode]) assert.ok(!holds(text, canary), canary.name);
    }
    assert.ok(hers > 0, 'the texts of her papers were read');
  });

  test('no file of the data folder has the number or the password in clear, the sealed ones included', async () => {
    await database.close();
    const files = everyFile(join(folder, 'data'));
    for (const kind of ['cards/wallet/', 'keys/', 'pglite/']) {
      assert.ok(
        [...files.keys()].some((path) => path.startsWith(kind)),
        `${kind} was searched`,
      );
    }
    for (const canary of [number, password]) assert.deepEqual(filesWith(canary, files), [], canary.name);
    // Four digits are in 50 megabytes of database pages by chance; their columns were searched above.
    const others = new Map([...files].filter(([path]) => !path.startsWith('pglite/')));
    assert.ok(others.size > 10);
    for (const canary of [residentCode, ...pins])
      assert.deepEqual(filesWith(canary, others), [], canary.name);
    database = await openDatabase({ directory: join(folder, 'data') });
  });

  test('the search finds what is planted: in clear, in words, in octets, in JSON, and in the files', async () => {
    const run = (text: string, values: readonly unknown[] = []) =>
      database.transaction((tx) => tx.executeQuery(CompiledQuery.raw(text, [...values])));
    const { individualNumber } = seed;
    const grouped = individualNumber.replace(/(\d{4})(?=\d)/g, '$1 ');
    await run(
      'create table scratch (clear text, octets bytea, packed bytea, document jsonb, encoded text, pin text)',
    );
    await run('insert into scratch values ($1, $2, $3, $4, $5, $6)', [
      `her number is ${grouped}.`,
      Buffer.from(`x${individualNumber}`),
      Buffer.from(individualNumber, 'hex'),
      JSON.stringify({ nested: [{ number: Number(individualNumber) }] }),
      Buffer.from(`no. ${individualNumber}`).toString('base64'),
      `{"pin":"${hero.secrets.authentication}"}`,
    ]);
    const planted = await everyCell(database);
    assert.deepEqual(
      placesWith(number, planted).sort(),
      ['clear', 'document', 'encoded', 'octets', 'packed'].map((column) => `public.scratch.${column}`),
    );
    const [authentication] = pins;
    assert.ok(authentication);
    assert.deepEqual(placesWith(authentication, planted), ['public.scratch.pin']);
    assert.ok(
      !holds(Buffer.from(`1${hero.secrets.authentication}`), authentication),
      'a longer number is no PIN',
    );
    const hex = (text: string) => Buffer.from(text).toString('hex');
    const octets = octetsCanaryOf('octets', '9573');
    for (const sent of ['0020008004HEX', '0024018004HEX', '002400800831323334HEX', '0024008008HEX31323334'])
      assert.ok(holds(Buffer.from(sent.replace('HEX', hex('9573'))), octets), `a command to a chip: ${sent}`);
    const card = hex('9852253947036419921023069573');
    assert.ok(!holds(Buffer.from(`011c${card}9000`), octets), 'the number of a card is no PIN');
    await database.close();
    const found = filesWith(number, everyFile(join(folder, 'data')));
    assert.ok(
      found.some((path) => path.startsWith('pglite/')),
      'and the search of the files finds it, too',
    );
    database = await openDatabase({ directory: join(folder, 'data') });
  });
});
