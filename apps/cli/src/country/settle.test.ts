import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { residentCodeCheckDigit } from '@mibun/rules';
import { AKI, openSettlementBench, type SettlementBench } from '@mibun/server/testing/settlement';

const MAIN = join(import.meta.dirname, '../main.ts');
const PEOPLE = ['aoki', 'baba'] as const;

describe('mibun country settle', () => {
  let folder: string;
  let bench: SettlementBench;
  let server: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mibun-settle-cli-'));
    await mibun('country', 'new', 'rei');
    for (const name of PEOPLE) {
      writeFileSync(join(folder, `words-${name}`), `the passphrase of ${name}`, { mode: 0o600 });
      const made = await mibun('ca', 'operator', name, '--name', name, '--passphrase-file', `words-${name}`);
      assert.equal(made.code, 0, made.stderr);
    }
    const operators = join(folder, 'operators.pem');
    writeFileSync(operators, PEOPLE.map((name) => readFileSync(join(folder, name, `${name}.pem`))).join(''));
    bench = await openSettlementBench({ ceremonies: { folder, operators } });
    await bench.app.listen({ port: 0, host: '127.0.0.1' });
    server = `http://127.0.0.1:${(bench.app.server.address() as { readonly port: number }).port}`;
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function mibun(...args: readonly string[]) {
    return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, [MAIN, ...args], { cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
      );
    });
  }
  const both = PEOPLE.flatMap((name) => ['--operator', name, '--passphrase-file', `words-${name}`]);
  const settle = (...args: readonly string[]) =>
    mibun('country', 'settle', 'rei', '--server', server, '--json', ...args);
  const execute = (...args: readonly string[]) => settle('--execute', ...both, ...args);
  const tallyOf = ({ stdout }: { readonly stdout: string }, i = 0) => {
    const { added, known, refused } = JSON.parse(stdout).files[i];
    return { added, known, refused };
  };
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return ['--residents', name];
  };
  const codeOf = (n: number) => `${3_000_000_000 + n}${residentCodeCheckDigit(String(3_000_000_000 + n))}`;
  const person = (n: number, change: Readonly<Record<string, string>> = {}) => ({
    ...AKI,
    residentCode: codeOf(n),
    household: String(n),
    ...change,
  });
  const csvOf = (people: readonly Readonly<Record<string, string>>[]) => {
    const [first = {}] = people;
    return [Object.keys(first), ...people.map((one) => Object.values(one))]
      .map((row) => row.join(','))
      .join('\n');
  };

  test('a dry run reads the example whole, says what it would do, and sends nothing', async () => {
    const files = ['--residents', 'rei/settle/residents.csv', '--staff', 'rei/settle/staff.yaml'];
    const dry = await settle(...files);
    assert.equal(dry.code, 0, dry.stderr);
    const { executed, staff } = JSON.parse(dry.stdout);
    assert.deepEqual([executed, staff.named], [false, 2]);
    assert.match(dry.stderr, /dry run/);
    const done = await execute(...files);
    assert.equal(done.code, 0, done.stderr);
    assert.deepEqual(tallyOf(done), { added: 4, known: 0, refused: 0 });
    assert.match(done.stderr, /what the operators sign:\n {2}mibun-settlement\/1\n {2}system: /);
    assert.match(done.stderr, /文例　花 is supervisor at 98101\n.*用例　秋 is clerk at 98201, auditor/);
    assert.deepEqual(tallyOf(await execute(...files)), { added: 0, known: 4, refused: 0 });
  });

  test('what is refused stands with its line and reason in a file, without its value, and the rest is entered', async () => {
    const people = [person(1), person(2, { sex: 'x' }), person(3, { birthDate: '2190-01-01' }), person(1)];
    const rows = file('some.csv', `${csvOf(people)}\nhalf,a,line\n${Object.values(person(4)).join(',')}\n`);
    const done = await execute(...rows);
    assert.equal(done.code, 1);
    assert.deepEqual(tallyOf(done), { added: 2, known: 0, refused: 4 });
    const [header, ...lines] = readFileSync(join(folder, 'some.csv.refused.csv'), 'utf8').trim().split('\n');
    assert.equal(header, 'line,column,reason,rule,ja,en');
    assert.deepEqual(lines.map((line) => line.split(',').slice(0, 4).join(' ')).sort(), [
      '3 sex NOT_IN_FORM CARD-02',
      '4 birthDate IN_THE_FUTURE VAL-02',
      '5 residentCode TWICE RES-01',
      '6  UNREADABLE ',
    ]);
    assert.ok(!lines.join().includes('2190'));
    // Put right and given again: nobody twice, and no file of refusals is left lying about.
    const right = await execute(...file('some.csv', csvOf([person(1), person(2), person(3), person(4)])));
    assert.deepEqual([right.code, tallyOf(right)], [0, { added: 2, known: 2, refused: 0 }]);
    assert.equal(existsSync(join(folder, 'some.csv.refused.csv')), false);
  });

  test('JSON and JSON Lines say the same as CSV', async () => {
    const json = file('a.json', JSON.stringify([person(1), person(20)], null, 2));
    const lines = file('b.jsonl', [person(20), person(21)].map((one) => JSON.stringify(one)).join('\n'));
    const done = await execute(...json, ...lines);
    assert.deepEqual(tallyOf(done), { added: 1, known: 1, refused: 0 });
    assert.deepEqual(tallyOf(done, 1), { added: 1, known: 1, refused: 0 });
  });

  test('a connection that breaks after the rows were taken is tried again, and adds nobody twice', async () => {
    const people = Array.from({ length: 1_200 }, (_, i) => person(1_000 + i));
    let calls = 0;
    let broken = 0;
    bench.breakAfter = (url) => {
      if (!url.endsWith('/residents')) return false;
      calls += 1;
      if (calls !== 2) return false;
      broken += 1;
      return true;
    };
    const done = await execute(...file('many.csv', csvOf(people)));
    bench.breakAfter = () => false;
    assert.equal(done.code, 0, done.stderr);
    assert.equal(broken, 1);
    assert.match(done.stderr, /no answer from .* Trying again/);
    assert.deepEqual(tallyOf(done), { added: 700, known: 500, refused: 0 });
    const rest = await execute('--residents', 'many.csv', '--from-line', '1190');
    assert.deepEqual(tallyOf(rest), { added: 0, known: 12, refused: 0 });
  });

  test('one operator, a stranger, a plain address elsewhere and another country are refused, and nothing is sent', async () => {
    const rows = file('one.csv', csvOf([person(5_000)]));
    for (const [said, ...args] of [
      [/two operators are needed, 1 given/, '--execute', ...both.slice(0, 4), ...rows],
      [
        /signatures of two different operators/,
        '--execute',
        ...both.slice(0, 4),
        ...both.slice(0, 4),
        ...rows,
      ],
      [/plain HTTP to another machine/, '--execute', ...both, ...rows, '--server', 'http://card.example'],
      [/nothing answers at|fetch/, '--execute', ...both, ...rows, '--server', 'https://127.0.0.1:9'],
      [/is of no kind that is read/, '--residents', 'one.xlsx'],
      [/cannot be read \(ENOENT\)/, '--residents', 'nowhere.csv'],
    ] as const) {
      const { code, stderr } = await settle(...args);
      assert.equal(code, 1, stderr);
      assert.match(stderr, said);
      assert.match(stderr, /^hint: /m);
    }
    await mibun('country', 'new', 'other');
    const towns = join(folder, 'other/municipalities.yaml');
    writeFileSync(towns, readFileSync(towns, 'utf8').replace('98201', '98202'));
    const fees = join(folder, 'other/fees.yaml');
    writeFileSync(fees, readFileSync(fees, 'utf8').replace('98201', '98202'));
    const other = await mibun(
      ...['country', 'settle', 'other', '--server', server, '--execute', ...both, ...rows],
    );
    assert.match(other.stderr, /serves another country than this folder says/);
    assert.match(other.stdout, /98202 用例町 \(Yorei Town\) is not served there/);
    assert.deepEqual(tallyOf(await execute(...rows)), { added: 1, known: 0, refused: 0 });
  });

  test('a list of staff is looked through whole before anything is sent', async () => {
    const list = 'bad.yaml';
    writeFileSync(
      join(folder, list),
      `- person: { name: 文例　花, birthDate: 1980, sex: "3", address: x }
  duties: [{ role: clerk }, { role: mayor }]
- person: { name: 文例　花, birthDate: "1980-02-17", sex: "2", address: x }
  duties: [{ role: clerk }, { role: auditor, office: "98101" }, { role: clerk, office: "99999" }]
  photo: nowhere.jpg
`,
    );
    const first = await execute('--staff', list);
    assert.deepEqual(first.stdout.trim().split('\n').length, 3, first.stdout);
    const text = readFileSync(join(folder, list), 'utf8');
    writeFileSync(join(folder, list), text.slice(text.indexOf('- person', 5)));
    const { code, stdout } = await execute('--staff', list);
    assert.equal(code, 1);
    for (const words of [
      /^bad\.yaml:2 \[1\]\.duties\[1\]\.office is missing/m,
      /\[1\]\.duties\[2\]\.office belongs to no national role/,
      /\[1\]\.duties\[3\]\.office is no municipality/,
      /^bad\.yaml:3 \[1\]\.photo is no file/m,
    ]) {
      assert.match(stdout, words);
    }
  });

  test('the ceremony is ended by the operators; then no staff is named, and residents still come', async () => {
    const ended = await execute('--end-ceremony');
    assert.match(ended.stderr, /the ceremony of first staff is ended, for good/);
    const late = await execute('--staff', 'rei/settle/staff.yaml');
    assert.equal(late.code, 1);
    assert.match(late.stderr, /ceremony of first staff was ended/);
    assert.equal((await execute(...file('late.csv', csvOf([person(7_000)])))).code, 0);
  });
});
