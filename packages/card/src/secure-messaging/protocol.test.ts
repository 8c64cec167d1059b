import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ATTRIBUTES, activeImage, Bench, CODE_B, INDIVIDUAL_NUMBER, PIN } from '../../testing/fixture.ts';
import { testKey } from '../../testing/keys.ts';
import { MessagingHost } from '../../testing/messaging-host.ts';
import { ascii, hex } from '../bytes.ts';
import { encodeAttributes } from '../layout/attributes-file.ts';
import { encodeNumberFile } from '../layout/number-file.ts';

const CARD_KEY = testKey('card').publicKey;

function textApplication(): Bench {
  const bench = new Bench();
  bench.select('text');
  return bench;
}

function session(): { readonly bench: Bench; readonly host: MessagingHost } {
  const bench = textApplication();
  const host = new MessagingHost();
  bench.verify(0x11, PIN);
  assert.equal(bench.send(host.delivery(CARD_KEY)), '9000');
  return { bench, host };
}

/** Whether commands of the session are still understood. */
function works({ bench, host }: ReturnType<typeof session>): boolean {
  return bench.send(host.command('A4020C', hex('0001'))) === '9000';
}

test('chip.md §4.10 SELECT and READ BINARY give the whole file, encrypted', () => {
  const { bench, host } = session();
  assert.equal(bench.send(host.command('A4020C', hex('0001'))), '9000');
  const answer = bench.send(host.read('0000'));
  assert.match(answer, /^862101[0-9A-F]{64}9000$/);
  assert.deepEqual(new Uint8Array(host.open(answer)), encodeNumberFile(INDIVIDUAL_NUMBER));
});

test('chip.md §4.10 READ BINARY by short id, with an offset, a length, and more than is there', () => {
  const { bench, host } = session();
  const file = encodeAttributes(ATTRIBUTES);
  assert.deepEqual(new Uint8Array(host.open(bench.send(host.read('8200')))), file);
  assert.deepEqual(new Uint8Array(host.open(bench.send(host.read('0003', 16)))), file.slice(3, 19));
  assert.deepEqual(new Uint8Array(host.open(bench.send(host.read('01F0', 600)))), file.slice(0x1f0));
});

test('chip.md §4.10 VERIFY: code A never crosses the line in the clear', () => {
  const { bench, host } = session();
  const command = host.command('200094', ascii(INDIVIDUAL_NUMBER));
  assert.match(command, /^0820009413861101[0-9a-f]{32}$/);
  assert.equal(bench.send(command), '9000');
});

test('chip.md §4.10 a wrong value costs a try as in the clear, and the session goes on', () => {
  const { bench, host } = session();
  assert.equal(bench.send(host.command('200095', ascii('00000000000000'))), '63C9');
  assert.equal(bench.tries(0x15), '63C9');
  assert.equal(bench.send(host.command('200095', ascii(CODE_B))), '9000');
  assert.equal(bench.tries(0x15), '63CA');
});

test('chip.md §4.10 an encrypted empty VERIFY asks for the tries', () => {
  const { bench, host } = session();
  assert.equal(bench.send(host.command('200091', new Uint8Array(0))), '63C3');
});

test('chip.md §4.10 the counter goes on with rejected commands and not with those in the clear', () => {
  const { bench, host } = session();
  assert.equal(bench.send(host.command('A4020C', hex('0099'))), '6A82');
  assert.equal(bench.send(host.command('200092', ascii(PIN))), '6984');
  assert.equal(bench.send(host.read('9300')), '6981');
  bench.send('00A4020C020001');
  assert.match(bench.send('00B0000000'), /9000$/);
  host.count();
  assert.equal(bench.send('08240191'), '6882');
  assert.ok(works({ bench, host }));
});

test('chip.md §4.10 a wrong counter is 6988, and then everything is 69FC', () => {
  const { bench, host } = session();
  host.count();
  assert.equal(bench.send(host.command('A4020C', hex('0001'))), '6988');
  for (const command of ['08A4020C', '08B00000', '08200091', '08240191']) {
    assert.equal(bench.send(command), '69FC', command);
  }
});

/** `08 A4 02 0C` (or another header) with this data field; a longer Le where it reads. */
function secured(dataField: string, header = '08A4020C', le = ''): string {
  const length = hex(dataField).length.toString(16).padStart(2, '0');
  return le === '' ? `${header}${length}${dataField}` : `${header}0000${length}${dataField}${le}`;
}

test('chip.md §4.10 what cannot be decoded is 6988 and ends the session', () => {
  const cryptogram = (host: MessagingHost) => host.command('A4020C', hex('0001')).slice(16);
  const broken: Readonly<Record<string, (host: MessagingHost) => string>> = {
    'no data field': () => '08A4020C',
    'data in the clear': () => secured('0001'),
    'an object that ends too soon': () => secured('8611010203'),
    'no padding indicator': () => secured('8600'),
    'no block': () => secured('860101'),
    'half a block': (host) => secured(`860901${cryptogram(host).slice(16)}`),
    'another padding indicator': (host) => secured(`861102${cryptogram(host)}`),
    'another tag': (host) => secured(`871101${cryptogram(host)}`),
    'another object after it': (host) => secured(`861101${cryptogram(host)}9603000000`),
    'the object twice': (host) => secured(`861101${cryptogram(host)}`.repeat(2)),
    'no padding inside': () => secured(`861101${'00'.repeat(16)}`),
    'VERIFY with a length': () => secured('9603000000', '08200091'),
    'READ BINARY with data': (host) => secured(`861101${cryptogram(host)}`, '08B08100', '0000'),
    'READ BINARY without a length': () => '08B08100000000',
    'a length that is too long': () => secured('9603010000', '08B08100', '0000'),
    'a length of two bytes': () => secured('96020000', '08B08100', '0000'),
  };
  for (const [what, command] of Object.entries(broken)) {
    const { bench, host } = session();
    assert.equal(bench.send(command(host)), '6988', what);
    assert.equal(bench.send(host.read('8400')), '69FC', what);
    assert.match(bench.send('00B0810000'), /9000$/, 'in the clear the application goes on');
  }
});

test('chip.md §4.10 lengths may be written long', () => {
  const { bench, host } = session();
  const command = host.command('A4020C', hex('0001'));
  assert.equal(bench.send(secured(`86811101${command.slice(16)}`)), '9000');
});

test('chip.md §4.10 class 0C, with a checksum, is 6987 and ends the session', () => {
  const { bench, host } = session();
  assert.equal(bench.send(`0C${host.command('A4020C', hex('0001')).slice(2)}`), '6987');
  assert.equal(bench.send(host.read('8100')), '69FC');
});

test('chip.md §4.10 an answer that does not fit into Le is 6700, and the session goes on', () => {
  const { bench, host } = session();
  host.count();
  assert.equal(bench.send('08B0830005960300000000'), '6700');
  host.count();
  assert.equal(bench.send('08B08300059603000000'), '6700');
  assert.ok(works({ bench, host }));
});

test('chip.md §4.10 the session ends with SELECT of any application and with power', () => {
  const ends: readonly ((bench: Bench) => void)[] = [
    (bench) => bench.select('text'),
    (bench) => bench.select('jpki') && bench.select('text'),
    (bench) => bench.chip.reset() && bench.select('text'),
    (bench) => bench.chip.powerOff() ?? bench.select('text'),
  ];
  for (const end of ends) {
    const { bench, host } = session();
    end(bench);
    assert.equal(bench.send(host.read('8400')), '69FC');
    assert.equal(bench.send(host.command('A4020C', hex('0001'))), '6882');
  }
});

test('chip.md §4.10 an application is selected by a secured command, and the session is over', () => {
  const { bench, host } = session();
  assert.equal(bench.send(host.command('A4040C', hex('D392F000260100000001'))), '9000');
  assert.equal(bench.tries(0x18), '63C3');
  assert.equal(bench.send(host.read('8400')), '69FC');
});

test('chip.md §4.10 SET SESSION KEY needs the PIN; codes A and B do not open it', () => {
  const host = new MessagingHost();
  const bench = textApplication();
  assert.equal(bench.send(host.delivery(CARD_KEY)), '6982');
  bench.verify(0x14, INDIVIDUAL_NUMBER);
  bench.verify(0x15, CODE_B);
  assert.equal(bench.send(host.delivery(CARD_KEY)), '6982');
  bench.verify(0x11, PIN);
  assert.equal(bench.send(host.delivery(CARD_KEY)), '9000');
});

test('chip.md §4.10 SET SESSION KEY of wrong structure 6A80, of wrong length 6700, not below the modulus 6F00', () => {
  const bench = textApplication();
  const host = new MessagingHost();
  bench.verify(0x11, PIN);
  const messages = [
    '',
    `81 20 ${'11'.repeat(32)}`,
    `A0 22 81 20 ${'11'.repeat(32)}`,
    `A0 22 80 20 ${'11'.repeat(31)}`,
    `A0 22 80 20 ${'11'.repeat(33)}`,
    `A0 21 80 1F ${'11'.repeat(31)}`,
    `A0 44 80 20 ${'11'.repeat(32)} 81 20 ${'11'.repeat(32)}`,
  ];
  for (const message of messages) {
    assert.equal(bench.send(host.delivery(CARD_KEY, Buffer.from(hex(message)))), '6A80', message);
  }
  // What was not made with the card's key. It begins with 00, or one in twenty would not be below the modulus.
  assert.equal(bench.send(`80AE000000010000${'C5'.repeat(255)}`), '6A80');
  assert.equal(bench.send(`80AE0000000100${'FF'.repeat(256)}`), '6F00');
  assert.equal(bench.send('80AE0000'), '6700');
  assert.equal(bench.send(`80AE000020${'11'.repeat(32)}`), '6700');
  assert.equal(bench.send('80AE0001'), '6A86');
  assert.equal(bench.send(host.read('8100')), '69FC');
});

test('chip.md §4.10 SET SESSION KEY elsewhere: 66F1 in common and card face, 6982 in the others', () => {
  const bench = new Bench();
  const answers = (['common', 'visual', 'jpki', 'juki', 'card-manager'] as const).map((application) => {
    bench.select(application);
    return bench.send(new MessagingHost().delivery(CARD_KEY));
  });
  assert.deepEqual(answers, ['66F1', '66F1', '6982', '6982', '6982']);
});

test('chip.md §4.10 without the key on the chip SET SESSION KEY is 6A88', () => {
  const image = activeImage();
  const keys = image.keys.filter(({ application, id }) => application !== 'text' || id !== 0x10);
  const bench = new Bench({ ...image, keys });
  bench.select('text');
  bench.verify(0x11, PIN);
  assert.equal(bench.send(new MessagingHost().delivery(CARD_KEY)), '6A88');
});

test('chip.md §4.10 the key that session keys are sent to neither signs nor authenticates', () => {
  const bench = textApplication();
  bench.verify(0x11, PIN);
  assert.equal(bench.send(`802A029020${'11'.repeat(32)}00`), '6985');
  assert.equal(bench.send('00880090041111111100'), '6982');
  assert.equal(bench.send('00B0900000'), '6981');
});

test('chip.md §4.10 access rights are those of the credentials, session or not', () => {
  const { bench, host } = session();
  bench.verify(0x11, '0000');
  assert.equal(bench.send(host.read('8100')), '6982');
  assert.equal(bench.send(host.command('200094', ascii(INDIVIDUAL_NUMBER))), '9000');
  assert.match(bench.send(host.read('8100')), /9000$/);
  assert.equal(bench.send(host.read('8200')), '6982');
});
