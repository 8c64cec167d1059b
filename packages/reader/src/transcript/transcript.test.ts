import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SW } from '@mibun/card';
import fc from 'fast-check';
import { commandParts } from './command-parts.ts';
import { maskedCommand, Transcript } from './transcript.ts';
import { statusWordMeaning } from './words.ts';

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Commands and answers in hex; what a person reads. */
function told(...pairs: readonly (readonly [command: string, answer: string])[]): readonly string[] {
  const transcript = new Transcript();
  return pairs.map(([command, answer]) => {
    const { command: asked, answer: said } = transcript.exchange(hex(command), hex(answer));
    return `${asked} → ${said}`;
  });
}

test('a log-in and a signature are told with the names of application, file and key', () => {
  const digestInfo = `3031300D060960864801650304020105000420${'AB'.repeat(32)}`;
  assert.deepEqual(
    told(
      ['00A4040C0AD392F000260100000001', '9000'],
      ['00A4020C020018', '9000'],
      ['00200080', '63C3'],
      ['0020008004 31323334', '63C2'],
      ['0020008004 32353830', '9000'],
      ['00A4020C020017', '9000'],
      [`802A008033${digestInfo}00`, `${'00'.repeat(256)}9000`],
    ),
    [
      'SELECT JPKI application → ok',
      'SELECT authentication PIN → ok',
      'VERIFY authentication PIN (tries left?) → 3 tries left',
      'VERIFY authentication PIN, 4 bytes → 2 tries left',
      'VERIFY authentication PIN, 4 bytes → ok',
      'SELECT EF 0017 (authentication private key) → ok',
      'COMPUTE DIGITAL SIGNATURE with EF 0017 (authentication private key), a SHA-256 digest → 256 bytes, ok',
    ],
  );
});

test('files are named by what is selected, also by short file id, and after a reset nothing is', () => {
  const transcript = new Transcript();
  const say = (command: string, answer: string) => transcript.exchange(hex(command), hex(answer)).command;
  say('00A4040C0AD3921000310001010408', '9000');
  assert.equal(say('00B0820000', '009000'), 'READ BINARY EF 0002, up to 256 bytes');
  assert.equal(say('00B0010000', '009000'), 'READ BINARY EF 0002 from 256, up to 256 bytes');
  transcript.powerChanged();
  assert.equal(say('00B0000004', '6986'), 'READ BINARY what is selected, 4 bytes');
});

test('a SELECT that failed selects nothing', () => {
  assert.deepEqual(
    told(
      ['00A4040C0AD392F000260100000001', '9000'],
      ['00A4040007A0000000031010', '6A82'],
      ['00A4020C02001B', '9000'],
    ),
    [
      'SELECT JPKI application → ok',
      'SELECT application A0000000031010 (not one of this card) → not found',
      'SELECT signature password → ok',
    ],
  );
});

test('applications of generation 2 and of the free area are named', () => {
  assert.deepEqual(
    told(
      ['00A4040C0CF04D4942554E024155544801', '9000'],
      ['00A4020C020011', '9000'],
      ['00A4040C0BF04D4942554EFA09920101', '9000'],
    ),
    [
      'SELECT authentication application → ok',
      'SELECT PIN → ok',
      'SELECT application F04D4942554EFA09920101 of the free area → ok',
    ],
  );
});

test('in the channel of an application of the free area commands have other names, and files none', () => {
  assert.deepEqual(
    told(
      ['84E60100081122334455667788', '9000'],
      ['84E60000081122334455667788', '9000'],
      ['00A4040C0BF04D4942554EFA09920101', '9000'],
      ['84440000081122334455667788', '9000'],
      ['84440100081122334455667788', '9000'],
      ['84CB0100081122334455667788', '6A88'],
      ['84A4020C081122334455667788', '9000'],
      ['8499020C081122334455667788', '6D00'],
      ['00A4040C0AD392F000260100000001', '9000'],
      ['84440000081122334455667788', '9000'],
    ),
    [
      'UPDATE LAYOUT (issuer channel) → ok',
      'INSTALL APPLICATION (issuer channel) → ok',
      'SELECT application F04D4942554EFA09920101 of the free area → ok',
      'CONFIRM LAYOUT (channel of the application) → ok',
      'REFUSE LAYOUT (channel of the application) → ok',
      'READ LAYOUT (channel of the application) → no such object or key',
      'SELECT (channel of the application) → ok',
      'unknown command 84 99 (channel of the application) → unknown instruction',
      'SELECT JPKI application → ok',
      'ACTIVATE PENDING (issuer channel) → ok',
    ],
  );
});

test('PIN-05 whatever is presented, no transcript repeats it', () => {
  const secret = hex('53454352455431');
  const forms = [
    hex('0020008007 53454352455431'),
    hex('8020009B07 53454352455431'),
    hex('00240180000007 53454352455431'),
    hex('8032008007 53454352455431'),
    hex('00200080 53454352455431'),
    hex('0020008053454352455431'),
  ];
  for (const form of forms) {
    const masked = maskedCommand(form);
    assert.ok(!masked.replaceAll(' ', '').includes(Buffer.from(secret).toString('hex')), masked);
    assert.match(masked, /\*\*$/);
    const exchange = new Transcript().exchange(form, hex('63C2'));
    assert.ok(!JSON.stringify(exchange).includes('53 45 43'), JSON.stringify(exchange));
  }
});

test('an empty VERIFY hides nothing: it has no secret', () => {
  assert.equal(maskedCommand(hex('00200080')), '00 20 00 80');
  assert.equal(maskedCommand(hex('0020008000')), '00 20 00 80 00');
});

test('any bytes at all are told without an exception', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 20 })), {
        maxLength: 8,
      }),
      (exchanges) => {
        const transcript = new Transcript();
        for (const [command, answer] of exchanges) {
          const { command: words } = transcript.exchange(command, answer);
          assert.ok(words.length > 0);
        }
      },
    ),
  );
});

test('lengths of short and extended commands, ISO/IEC 7816-4 §5.1', () => {
  const lengths = (text: string) => {
    const parts = commandParts(hex(text));
    return parts && [parts.data.length, parts.le];
  };
  assert.deepEqual(lengths('00840000'), [0, undefined]);
  assert.deepEqual(lengths('0084000000'), [0, 256]);
  assert.deepEqual(lengths('00B00000000000'), [0, 65536]);
  assert.deepEqual(lengths('00A4020C020018'), [2, undefined]);
  assert.deepEqual(lengths('802A00800211220000'), undefined);
  assert.deepEqual(lengths('802A008002112200'), [2, 256]);
  assert.deepEqual(lengths('802A00800000021122 0000'), [2, 65536]);
  assert.equal(commandParts(hex('0084')), undefined);
});

test('status words carry their number', () => {
  assert.equal(statusWordMeaning(0x63c1), '1 try left');
  assert.equal(statusWordMeaning(0x6110), '16 bytes more');
  assert.equal(statusWordMeaning(0x1234), undefined);
});

test('chip.md §4.12 every status word that a chip of ours gives has a meaning in words', () => {
  const unnamed = Object.entries(SW).filter(([, word]) => statusWordMeaning(word) === undefined);
  assert.deepEqual(unnamed, []);
});
