import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PlainDate, plainDate } from '@mibun/rules';
import { CommandError } from '../output.ts';
import { commandOf, fits, parseScript } from './apdu-script.ts';
import { findEntry } from './find-card.ts';
import { cardAndRest } from './options.ts';
import { mayTry, wellFormed } from './pin-change.ts';
import { RESIDENT_EXAMPLE, RESIDENT_SCHEMA, readResident } from './resident-file.ts';
import { traceLine } from './trace-words.ts';

const TODAY = plainDate('2026-11-22');

const refusal = (work: () => unknown): CommandError => {
  try {
    work();
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

test('the example of a resident file can be used, and fits its own schema', () => {
  const resident = readResident(JSON.stringify(RESIDENT_EXAMPLE), 'example', TODAY);
  assert.equal(resident.name, '番号　花子');
  assert.equal(resident.municipality?.code, '99201');
  const { properties, required } = RESIDENT_SCHEMA;
  for (const name of required) assert.ok(name in RESIDENT_EXAMPLE, name);
  for (const [name, value] of Object.entries(RESIDENT_EXAMPLE)) {
    const { pattern } = properties[name] as { readonly pattern?: string };
    assert.match(value, new RegExp(pattern ?? '', 'u'), name);
  }
});

test('a resident file that cannot be used is refused field by field, with what to do', () => {
  const file = { name: '★', birthDate: '1985-02-30', sex: 2, nationality: 'Japan', colour: 'red' };
  const { message, hint } = refusal(() => readResident(JSON.stringify(file), 'r.json', TODAY));
  const [headline, ...lines] = message.split('\n');
  assert.equal(headline, 'r.json cannot be used:');
  for (const [field, words] of [
    ['colour', /unknown; known are name/],
    ['name', /no letter in the name/],
    ['birthDate', /no date; write it as 1985-04-01/],
    ['sex', /not a text/],
    ['address', /missing; for example/],
    ['nationality', /three capital letters/],
  ] as const) {
    const line = lines.find((one) => one.startsWith(`  - ${field} `));
    assert.match(line ?? '', words, field);
  }
  assert.equal(lines.length, 6);
  assert.match(hint ?? '', /--schema/);
});

const person = {
  name: '番号　花子',
  birthDate: '1985-04-01',
  sex: '2',
  address: '見本県見本市中央１丁目２番３号',
};
const read = (more: object, today: PlainDate = TODAY) =>
  readResident(JSON.stringify({ ...person, ...more }), 'r.json', today);

test('a name may be one word, Latin words, or have blanks inside its parts', () => {
  for (const [typed, name] of [
    ['SUHARTO', 'SUHARTO'],
    ['SMITH JOHN', 'SMITH JOHN'],
    ['デ ラ クルス　マリア', 'デ ラ クルス　マリア'],
    ['VAN DER BERG　ANNA', 'VAN DER BERG　ANNA'],
    ['番号 花子', '番号　花子'],
  ] as const) {
    assert.equal(read({ name: typed }).name, name);
  }
});

test('VAL-02 a date that no card can be made for is refused at its field', () => {
  for (const [more, words] of [
    [{ birthDate: '2030-01-01' }, /- birthDate cannot be used: .*future/],
    [{ birthDate: '1860-01-01' }, /- birthDate cannot be used: .*Meiji/],
    [{ birthDate: '1985-00-00' }, /- birthDate cannot be used: .*1985-04/],
    [{ stayUntil: '2020-01-01', nationality: 'KOR' }, /- stayUntil is over/],
    [{ stayUntil: TODAY, nationality: 'KOR' }, /- stayUntil is over/],
  ] as const) {
    assert.match(refusal(() => read(more)).message, words);
  }
});

test('a date of birth may be known without its day, or as a year', () => {
  assert.equal(read({ birthDate: '1935-05' }).birthDate, '1935-05');
  assert.equal(read({ birthDate: '1935' }).birthDate, '1935');
});

test('what is no JSON, or not one resident, is refused as such', () => {
  assert.match(refusal(() => readResident('{', 'r.json', TODAY)).message, /^r\.json is no JSON: /);
  assert.match(refusal(() => readResident('[]', 'r.json', TODAY)).message, /not one resident/);
});

test('a script has comments, blanks, resets and status words with wild cards', () => {
  const script = parseScript(
    '# log in\n00 A4 04 0C 0A D392F000260100000001 => 9000\n\nreset\n00200080=>63Cx # three\n',
  );
  assert.deepEqual(
    script.map(({ line, command, expected }) => [
      line,
      command === 'reset' ? command : Buffer.from(command).toString('hex'),
      expected,
    ]),
    [
      [2, '00a4040c0ad392f000260100000001', '9000'],
      [4, 'reset', undefined],
      [5, '00200080', '63Cx'],
    ],
  );
  assert.ok(fits('63Cx', '63C2'));
  assert.ok(!fits('63Cx', '6983'));
  assert.ok(fits(undefined, '6F00'));
});

test('a script that cannot be read is refused with the line', () => {
  for (const [text, words] of [
    ['00A4 => 9000', /^line 1: a command has four bytes/],
    ['\n00A4040 => 9000', /^line 2: 00A4040 is no command/],
    ['00200080 => ok', /^line 1: what is expected is a status word/],
    ['00200080 => 9000 => 9000', /^line 1: what is expected/],
  ] as const) {
    assert.match(refusal(() => parseScript(text)).message, words);
  }
  assert.throws(() => commandOf('hello'), CommandError);
});

test('a card is found by serial, by its ends, or by a part of the label, and never by guessing', () => {
  const cards = [
    { serial: '900000000000017', place: 'wallet', label: '番号　花子' },
    { serial: '900000000000117', place: 'wallet', label: '見本　太郎' },
  ] as const;
  const serial = (wanted: string | undefined, entries: typeof cards | readonly [(typeof cards)[0]] = cards) =>
    findEntry(entries, wanted).serial;
  assert.equal(serial('900000000000117'), '900000000000117');
  assert.equal(serial('0017'), '900000000000017');
  assert.equal(serial('番号花子'), '900000000000017');
  assert.equal(serial(undefined, [cards[0]]), '900000000000017');
  assert.match(refusal(() => serial('17')).message, /^2 cards fit 17/);
  assert.match(refusal(() => serial('次郎')).message, /^there is no card 次郎/);
  assert.match(refusal(() => serial(undefined)).message, /^there are 2 cards/);
  assert.match(refusal(() => findEntry([], undefined)).hint ?? '', /card new/);
});

test('with --reader no card is named', () => {
  const folder = { cards: 'x' };
  assert.deepEqual(cardAndRest(['0017', 'letter.txt'], folder, '', 1), {
    card: '0017',
    rest: ['letter.txt'],
  });
  const inReader = { ...folder, reader: 'Reader' };
  assert.deepEqual(cardAndRest(['letter.txt'], inReader, '', 1), { card: undefined, rest: ['letter.txt'] });
  assert.equal(refusal(() => cardAndRest(['0017'], folder, 'CARD FILE', 1)).hint, 'CARD FILE');
});

test('PIN-04 a malformed PIN is refused before it is sent, full width is folded', () => {
  assert.equal(wellFormed('authentication', '２５８０'), '2580');
  assert.equal(wellFormed('signature', 'mibun2026'), 'MIBUN2026');
  assert.match(refusal(() => wellFormed('text', '12345')).message, /no try was used/);
});

test('PIN-05 the last try is not used by accident, a blocked PIN not at all', () => {
  assert.match(refusal(() => mayTry('text', 1, false)).message, /^one try is left/);
  assert.doesNotThrow(() => mayTry('text', 1, true));
  assert.match(refusal(() => mayTry('text', 0, true)).message, /blocked, or was never set/);
});

test('an event of a trace is one line', () => {
  const at = '2026-11-22T03:04:05.678Z';
  assert.equal(traceLine({ event: 'reset', at }), '03:04:05.678  ----  reset');
  const exchange = {
    command: 'SELECT JPKI application',
    answer: 'ok',
    statusWord: '9000',
    bytes: '',
    data: '',
  };
  assert.equal(
    traceLine({ event: 'exchange', at, ...exchange }),
    '03:04:05.678  9000  SELECT JPKI application: ok',
  );
});
