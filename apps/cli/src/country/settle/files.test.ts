import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { csvRecords } from './csv.ts';
import { jsonRecords } from './json.ts';
import type { FileRecord } from './records.ts';

const HEADER =
  'residentCode,municipality,household,relation,name,birthDate,sex,postalCode,address,nationality,residentSince,phone';
const PERSON = '12345678903,98101,1,head,用例　秋,1990-03-04,2,000-8101,北例県文例市,JPN,2015-04-01,';

/** In pieces of any length, as a file comes. */
async function* inPieces(text: string | Buffer, size: number): AsyncGenerator<Uint8Array> {
  const octets = Buffer.from(text);
  for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, at + size);
}
async function all(records: AsyncIterable<FileRecord>): Promise<readonly FileRecord[]> {
  const found: FileRecord[] = [];
  for await (const one of records) found.push(one);
  return found;
}
const csv = (text: string | Buffer, size = 7) => all(csvRecords(inPieces(text, size), 'x.csv'));
const json = (text: string | Buffer, size = 7) => all(jsonRecords(inPieces(text, size), 'x.json'));
const brief = (records: readonly FileRecord[]) =>
  records.map((one) => ('row' in one ? `${one.line} ${one.row.name ?? '-'}` : `${one.line} ${one.problem}`));

describe('a comma-separated file of residents', () => {
  test('is read by its header, in pieces of any length, with comments, marks and line ends of every kind', async () => {
    const text = `\uFEFF# who lives here\r\n${HEADER}\r\n\r\n${PERSON}\r\n# again\n${PERSON.replace('用例　秋', '"用例　""冬"""')}`;
    for (const size of [1, 2, 3, 64, 4096]) {
      const records = await csv(text, size);
      assert.deepEqual(brief(records), ['4 用例　秋', '6 用例　"冬"']);
      assert.ok('row' in (records[0] ?? {}) && !Object.hasOwn((records[0] as { row: object }).row, 'phone'));
    }
  });

  test('a quoted text may have commas and line ends in it', async () => {
    const quoted = PERSON.replace('北例県文例市', '"北例県,\n文例市"');
    const [record] = await csv(`${HEADER}\n${quoted}\n${PERSON}\n`);
    assert.equal((record as { row: Record<string, string> }).row.address, '北例県,\n文例市');
  });

  test('a fault costs its own line: one with too few columns, and a quotation mark that is never closed', async () => {
    const open = PERSON.replace('用例　秋', '"用例　秋');
    const lines = [
      HEADER,
      PERSON,
      'a,b',
      open,
      ...Array.from({ length: 40 }, () => PERSON),
      'O"BRIEN,x',
      PERSON,
    ];
    for (const size of [3, 100_000]) {
      const found = brief(await csv(lines.join('\n'), size));
      assert.equal(found.length, lines.length - 1);
      assert.equal(found[1], '3 has 2 columns, and the header has 12');
      assert.equal(found[2], '4 has a quotation mark that is never closed');
      assert.equal(found[3], '5 用例　秋');
      assert.match(found[43] ?? '', /^45 has a quotation mark/);
      assert.equal(found.at(-1), '46 用例　秋');
    }
  });

  test('a mark inside a text, and a line of a megabyte, are faults; what follows is read', async () => {
    const found = brief(
      await csv(`${HEADER}\n${PERSON.replace('秋', '"秋"')}\n${'x'.repeat(1_000_000)}\n${PERSON}\n`, 65_536),
    );
    assert.match(found[0] ?? '', /^2 has a quotation mark where none may be/);
    assert.deepEqual(found.slice(1), ['3 is too long', '4 用例　秋']);
  });

  test('a header that is none is refused with everything that is wrong with it', async () => {
    await assert.rejects(csv(''), /x\.csv has no header/);
    await assert.rejects(
      csv(`${HEADER.replace('phone', 'fax').replace('sex,', 'name,')}\n`),
      (error: Error) => {
        assert.match(error.message, /not known: "fax"; has columns twice: name; has not got: sex$/);
        return true;
      },
    );
  });

  test('another encoding is refused with the line', async () => {
    const sjis = Buffer.concat([Buffer.from(`${HEADER}\n${PERSON}\n`), Buffer.from([0x93, 0xfa, 0x0a])]);
    await assert.rejects(csv(sjis), /x\.csv is not UTF-8, from line 3 on/);
  });
});

describe('a JSON file of residents', () => {
  const one = '{"name": "用例　秋", "email": null, "phone": "", "note": "a } ] \\" {"}';

  test('a list, on any lines, and one object a line are read alike', async () => {
    for (const text of [
      `[${one},\n${one}]`,
      `\n [\n${one.replaceAll(', ', ',\n')}\n,\n${one}\n]\n`,
      `${one}\n\n${one}\n`,
    ]) {
      for (const size of [1, 5, 4096]) {
        const records = await json(text, size);
        assert.equal(records.length, 2, text);
        for (const record of records) {
          assert.deepEqual((record as { row: object }).row, { name: '用例　秋', note: 'a } ] " {' }, text);
        }
      }
    }
    assert.deepEqual(await json('[]'), []);
  });

  test('what is no object of texts is a fault of its line', async () => {
    const found = brief(await json(`${one}\n{"sex": 1}\n[1]\n{"a": {}}\nnull\n{oops\n${one}\n`));
    assert.deepEqual(found, [
      '1 用例　秋',
      '2 has something else than a text in "sex": write it between quotation marks',
      '3 is no JSON object',
      '4 has something else than a text in "a": write it between quotation marks',
      '5 is no JSON object',
      '6 is no JSON object',
      '7 用例　秋',
    ]);
    assert.deepEqual(brief(await json(`[\n{oops},\n${one}]`)), ['2 is no JSON object', '3 用例　秋']);
  });

  test('a list that cannot be gone on with is refused with the line', async () => {
    for (const [text, said] of [
      [`[${one} ${one}]`, /x\.json:1 has "\{" where a comma or the end belongs/],
      [`[\n1]`, /x\.json:2 has "1" where an object belongs/],
      [`[${one}`, /ends in the middle of its list/],
      [`[\n{"a": "b\n"}]`, /x\.json:2 has a text that is not closed/],
      [`[${one}]\n]`, /x\.json:2 has "\]" where/],
      [`[{"a": "${'x'.repeat(200_000)}`, /too long/],
    ] as const) {
      await assert.rejects(json(text, 4096), said, text.slice(0, 60));
    }
  });
});
