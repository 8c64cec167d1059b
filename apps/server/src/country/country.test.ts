import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { profileOf } from '@mibun/pki';
import { readConfig } from '../platform/index.ts';
import { inCountry, readCountry } from '../read-country.ts';
import { checkCountry, EXAMPLE, faultLine, newCountry } from './index.ts';

describe('the folder of a country', () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'mibun-country-'));
    folder = join(parent, 'reikoku');
    cpSync(EXAMPLE, folder, { recursive: true });
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  function change(file: string, from: string | RegExp, to: string): void {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(from, to);
    assert.notEqual(after, before, `${file} has ${from}`);
    writeFileSync(path, after);
  }
  const faults = () => checkCountry(folder).faults.map(faultLine);

  test('the example is sound, has every file, and is written only into an empty folder', () => {
    const path = join(parent, 'new');
    const written = newCountry(path);
    assert.equal(written.length, 12);
    for (const file of written) assert.match(readFileSync(file, 'utf8'), /^(# |<!-- )/);
    assert.deepEqual(checkCountry(path).faults, []);
    writeFileSync(join(path, 'country.yaml'), 'mine');
    assert.throws(() => newCountry(path), { code: 'ENOTEMPTY' });
    assert.equal(readFileSync(join(path, 'country.yaml'), 'utf8'), 'mine');
  });

  test('what stands in the files is what the server is given', () => {
    const country = readCountry(folder);
    assert.deepEqual(country.name, { ja: '例国', en: 'Reikoku' });
    assert.deepEqual(
      country.municipalities.map(({ code, mayor }) => [code, mayor]),
      [
        ['98101', '文例　章'],
        ['98201', undefined],
      ],
    );
    assert.deepEqual(['98101', '98201'].map(country.fees.residentRecord), [250, 200]);
    assert.equal(country.pki.arc, '2.999.98');
  });

  test('without the files of ordinances the figures of the law hold (FEE-01, NTC-03)', () => {
    for (const file of ['fees.yaml', 'deadlines.yaml', 'documents.yaml']) unlinkSync(join(folder, file));
    const { fees, pickUp, documents } = readCountry(folder);
    assert.deepEqual([fees.card, fees.expressCard, fees.certificates], [800, 1800, 200]);
    assert.equal(pickUp.destroyAfterMonths, 12);
    assert.equal(documents.residentRecord.minimumAge, 15);
  });

  test('all faults of all files are named at once, each with file, line, place and what to do', () => {
    change('country.yaml', 'fictitious: true', 'fictitious: "yes"');
    change('country.yaml', 'Asia/Tokyo', 'Europe/Paris');
    change('municipalities.yaml', '"98201"', '"98101"');
    change('municipalities.yaml', '098-002-0000', 'call us');
    change('fees.yaml', 'card: 800', 'card: 800.5');
    change('fees.yaml', '"98201"', '"97000"');
    change('card.yaml', '"#5a2140"', '"#eeeeee"');
    change('emblem.svg', '<circle', '<script/>\n  <circle onload="x()"');
    change('letters.yaml', 'no-reply@card.reikoku.example', 'nobody');
    change('pki.yaml', '"ZZ"', 'Reikoku');
    change('pki.yaml', 'institution: Reikoku Institution CA', 'institution: Reikoku Signature CA');
    change('pki.yaml', '# practiceStatement: https:', 'practiceStatement: ftp:');
    change('pki.yaml', '"2.999.98"', '2.5');
    change('pki.yaml', 'layout: mibun', 'layouts: mibun');
    const found = faults();
    for (const words of [
      /^country\.yaml:8 fictitious is neither true nor false: write /,
      /^country\.yaml:12 timeZone is UTC\+01:00, .* counts days at UTC\+09:00 alone: write a zone .*, as Asia\/Tokyo$/,
      /^municipalities\.yaml:15 \[2\]\.code is there twice, as that of \[1\] too: give /,
      /^municipalities\.yaml:\d+ \[2\]\.office\.phone is no telephone number: write it as /,
      /^fees\.yaml:4 card is out of range: write a whole number from 0 to 100000$/,
      /^fees\.yaml:\d+ kiosk\.byMunicipality\.97000 is no municipality of municipalities\.yaml: write /,
      /^card\.yaml:\d+ colours\.head is too light for the white text on it: take /,
      /^emblem\.svg:\d+ has <script>: draw with shapes alone/,
      /^emblem\.svg:\d+ circle has onload, which is not read: take it out/,
      /^letters\.yaml:4 sender is no sender: write /,
      /^pki\.yaml:5 arc is not text: write the arc between quotation marks/,
      /^pki\.yaml:13 names\.country is no country code: write two capital letters/,
      /^pki\.yaml:\d+ names\.authorities\.institution is the name of signature too: give /,
      /^pki\.yaml:\d+ practiceStatement is no address: write /,
      /^pki\.yaml:\d+ layouts is not known: see its spelling/,
      /^pki\.yaml:\d+ layout is missing: write it$/,
    ]) {
      assert.ok(
        found.some((line) => words.test(line)),
        `${words} in\n${found.join('\n')}`,
      );
    }
    assert.equal(found.length, 16, found.join('\n'));
    assert.throws(() => readCountry(folder), { name: 'ConfigurationError', problems: found });
  });

  test('VAL-09 a time zone whose days are not those that the system counts is refused with why, and one that is none with what to write', () => {
    for (const [zone, said] of [
      ['Asia/Seoul', undefined],
      ['Pacific/Palau', undefined],
      ['UTC', /timeZone is UTC\+00:00, .* alone: write/],
      ['America/New_York', /timeZone is UTC-05:00, /],
      ['Asia/Kathmandu', /timeZone is UTC\+05:45, /],
      ['Tokio', /timeZone is no time zone: write one as Asia\/Tokyo$/],
    ] as const) {
      cpSync(join(EXAMPLE, 'country.yaml'), join(folder, 'country.yaml'));
      change('country.yaml', 'Asia/Tokyo', zone);
      if (said) assert.match(faults().join(), said);
      else assert.deepEqual(faults(), [], zone);
    }
  });

  test('a code without quotation marks is no number that lost its zero: the refusal says what to write', () => {
    change('municipalities.yaml', '"98101"', '01100');
    assert.match(
      faults()[0] ?? '',
      /\[1\]\.code is not text: write the five digits between quotation marks, as "01100"/,
    );
  });

  test('what cannot be read at all is a fault of its file, and the other files are still checked', () => {
    writeFileSync(join(folder, 'letters.yaml'), 'sender: [unclosed\nfoot: {');
    writeFileSync(join(folder, 'card.yaml'), Buffer.from([0x74, 0x3a, 0x20, 0xff, 0xfe]));
    change('country.yaml', 'name: { ja: 例国, en: Reikoku }', 'name: 例国\nname: 例国');
    unlinkSync(join(folder, 'pki.yaml'));
    writeFileSync(join(folder, 'fee.yaml'), 'card: 1');
    change('documents.yaml', 'mostCopies: 5', 'mostCopies: 500');
    unlinkSync(join(folder, 'emblem.svg'));
    writeFileSync(join(folder, 'emblem.png'), 'x');
    const found = faults();
    for (const words of [
      /^letters\.yaml:\d+ cannot be read as YAML/,
      /^card\.yaml is not UTF-8/,
      /^country\.yaml:\d+ cannot be read as YAML .*unique/,
      /^pki\.yaml is missing: write it/,
      /^emblem\.svg is missing: write it/,
      /^emblem\.png is not a file of a country/,
      /^fee\.yaml is not a file of a country: see its spelling/,
      /^documents\.yaml:\d+ residentRecord\.mostCopies is out of range/,
    ]) {
      assert.ok(
        found.some((line) => words.test(line)),
        `${words} in\n${found.join('\n')}`,
      );
    }
  });

  test('empty files, lists in place of groups, endless references and foreign tags are refused calmly', () => {
    for (const content of [
      '',
      '# nothing',
      '[]',
      'true',
      '- 1',
      'a: &a [*a]',
      'a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]',
      'name: !!js/function "x"',
      '__proto__: {}',
      '---\na: 1\n---\nb: 2',
    ]) {
      for (const file of ['country.yaml', 'municipalities.yaml', 'fees.yaml']) {
        cpSync(EXAMPLE, folder, { recursive: true });
        writeFileSync(join(folder, file), content);
        const found = checkCountry(folder).faults;
        assert.ok(
          found.some((fault) => fault.file === file),
          `${file}: ${content}`,
        );
        for (const { problem } of found) assert.match(problem, /: /, `${file}: ${content}: ${problem}`);
      }
    }
  });

  test('the folder decides arc, layout and sender; production refuses an arc for examples and what is said otherwise', () => {
    const settled = inCountry(readConfig({}), readCountry(folder));
    assert.equal(profileOf(settled.certificateProfile).id, 'mibun:2.999.98');
    assert.equal(profileOf(settled.certificateProfile).names.organisation, 'Reikoku');
    assert.equal(settled.mailFrom, 'Reikoku Card Office <no-reply@card.reikoku.example>');
    const tried = inCountry(
      readConfig({ MIBUN_CERTIFICATE_PROFILE: 'jpki-compatible' }),
      readCountry(folder),
    );
    assert.equal(tried.certificateProfile, 'jpki-compatible:2.999.98');
    const production = { ...readConfig({}), mode: 'production' as const };
    assert.throws(
      () => inCountry(production, readCountry(folder)),
      /pki\.yaml arc "2\.999\.98" is one for examples/,
    );
    change('pki.yaml', '2.999.98', '1.2.392.98');
    assert.throws(
      () => inCountry(production, readCountry(folder)),
      /pki\.yaml names\.country "ZZ" is one for/,
    );
    change('pki.yaml', '"ZZ"', '"XR"');
    const live = inCountry(production, readCountry(folder)).certificateProfile;
    assert.equal(profileOf(live).id, 'mibun:1.2.392.98');
    const said = { arc: '1.2.392.99', layout: 'jpki-compatible', mailFrom: 'other@card.example' } as const;
    assert.throws(
      () => inCountry({ ...production, said }, readCountry(folder)),
      /MIBUN_OID_ARC is .*\n.*MIBUN_CERTIFICATE_PROFILE is .*\n.*MIBUN_MAIL_FROM is /,
    );
  });

  test('CRT-01 pictures of characters that no font has are read with their characters; each fault of them says what to do', () => {
    const glyphs = join(folder, 'glyphs');
    const index = (text: string) => writeFileSync(join(glyphs, 'glyphs.yaml'), text);
    const picture = (name: string, content: string) =>
      writeFileSync(join(glyphs, name), `<svg viewBox="0 0 10 10">${content}</svg>`);
    unlinkSync(join(glyphs, 'glyphs.yaml'));
    assert.match(faults().join(), /^glyphs\/glyphs\.yaml is missing: name in it/);
    picture('one.svg', '<path d="M1 1h8v8H1z"/>');
    index(
      '- { character: U+1B002, picture: one.svg, source: MJ068101 }\n- character: U+845B U+E01EE\n  picture: one.svg\n',
    );
    assert.deepEqual(
      readCountry(folder).glyphs.map(({ codePoints }) => codePoints),
      [[0x1b002], [0x845b, 0xe01ee]],
    );
    index(
      [
        '- { character: 葛, picture: one.svg }',
        '- { character: U+E000, picture: one.svg }',
        '- { character: U+0041 U+0301, picture: one.svg }',
        '- { character: U+20BB7, picture: ../card.yaml }',
      ].join('\n'),
    );
    picture('stray.svg', '<path d="M1 1h8v8H1z"/>');
    for (const words of [
      /^glyphs\/glyphs\.yaml:1 \[1\]\.character is no character: write its code point/,
      /^glyphs\/glyphs\.yaml:2 \[2\]\.character is no character of a name in Unicode: register/,
      /^glyphs\/glyphs\.yaml:3 \[3\]\.character has a second code point that is no variation selector: write/,
      /^glyphs\/glyphs\.yaml:4 \[4\]\.picture is no name of a picture: write/,
    ]) {
      assert.ok(
        faults().some((line) => words.test(line)),
        `${words} in\n${faults().join('\n')}`,
      );
    }
    picture('lines.svg', '<path d="M1 1h8" fill="none" stroke="#000"/>');
    picture('evil.svg', '<image href="http://evil.example"/>');
    index(
      [
        '- { character: U+20BB7, picture: one.svg }',
        '- { character: U+20BB7, picture: lines.svg }',
        '- { character: U+20BB8, picture: evil.svg }',
        '- { character: U+20BB9, picture: gone.svg }',
      ].join('\n'),
    );
    assert.deepEqual(
      faults().map((line) => line.slice(0, line.indexOf(':', 24))),
      [
        'glyphs/glyphs.yaml:2 [2].character is there twice, as that of [1] too',
        'glyphs/glyphs.yaml:2 [2].picture has lines or fill-rule evenodd, which no font can have',
        'glyphs/evil.svg:1 has <image>',
        'glyphs/glyphs.yaml:4 [4].picture is not there',
        'glyphs/stray.svg is in no entry of glyphs.yaml',
      ],
    );
  });

  test('a folder that is not there, or is a file, is named with what to do', () => {
    assert.match(
      faultLine(checkCountry(join(parent, 'nowhere')).faults[0] as never),
      /is not there: name the folder/,
    );
    assert.match(
      faultLine(checkCountry(join(folder, 'pki.yaml')).faults[0] as never),
      /is a file: name the folder/,
    );
  });
});
