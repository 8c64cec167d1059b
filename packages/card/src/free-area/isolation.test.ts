import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Bench } from '../../testing/fixture.ts';
import {
  benchWithTwo,
  FILES,
  install,
  installationOf,
  LIBRARY_AID,
  LIBRARY_KEYS,
  openFree,
  POOL_AID,
  POOL_KEYS,
  selectFree,
} from '../../testing/free-area.ts';
import { issuerOf } from '../../testing/issuer.ts';
import { toHex, u16 } from '../bytes.ts';
import type { CardImage } from '../image/card-image.ts';
import { decodeImage } from '../image/decode.ts';
import { encodeImage } from '../image/encode.ts';
import { ISSUER_COMMANDS } from '../issuer-channel/table.ts';
import { GENERATION_1 } from '../profiles/generation-1.ts';
import { FREE_AREA_PREFIX, freeApplicationAt, takenBytes } from './free-application.ts';
import { FREE_CHANNEL_COMMANDS, FREE_COMMANDS } from './table.ts';

const SECRET = 'MEMBER-0042-SECRET';

/** Two applications; the swimming pool's files all hold {@link SECRET}. */
function prepared(): CardImage {
  const bench = benchWithTwo();
  const { host } = openFree(bench, POOL_AID, POOL_KEYS);
  assert.equal(bench.verify(0, '4321'), '9000');
  for (const id of [2, 3, 4]) {
    assert.equal(host.send(`84D68${id}00`, Buffer.from(SECRET)).sw, '9000');
  }
  return bench.saved;
}
const image = prepared();

const parameter = fc.oneof(fc.constantFrom(0x00, 0x01, 0x02, 0x04, 0x80, 0x81), fc.nat(255));
const short = fc.uint8Array({ maxLength: 40 });
const without = (of: CardImage, aid: Uint8Array) => {
  const { freeApplications, ...rest } = of;
  return { ...rest, others: freeApplications.filter((one) => toHex(one.aid) !== toHex(aid)) };
};

const commandOf = (header: readonly number[], data: Uint8Array) =>
  Uint8Array.from(data.length === 0 ? [...header, 0] : [...header, data.length, ...data, 0]);

test('whatever is sent to one application, in the clear or in its channel, changes nothing else on the card', () => {
  const inTheClear = fc.constantFrom(...FREE_COMMANDS.filter(({ name }) => name !== 'SELECT'));
  const inTheChannel = fc.constantFrom(...FREE_CHANNEL_COMMANDS);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), inTheClear, inTheChannel, parameter, parameter, short), {
        minLength: 1,
        maxLength: 15,
      }),
      (steps) => {
        const bench = new Bench(image);
        const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
        for (const [secured, clear, channel, p1, p2, data] of steps) {
          const answer = secured
            ? Buffer.from(host.send(`84${toHex(Uint8Array.of(channel.ins, p1, p2))}`, data).data)
            : Buffer.from(bench.chip.transmit(commandOf([clear.cla, clear.ins, p1, p2], data)));
          assert.equal(answer.indexOf(SECRET), -1);
        }
        assert.deepEqual(without(bench.saved, LIBRARY_AID), without(image, LIBRARY_AID));
        const application = freeApplicationAt(bench.saved, LIBRARY_AID) ?? assert.fail('it is still there');
        assert.equal(application.quota, 1024);
        for (const { content, size } of application.files) assert.ok(content.length <= size);
        assert.deepEqual(decodeImage(encodeImage(bench.saved)), bench.saved);
      },
    ),
    { numRuns: 150 },
  );
});

test('whatever the issuer sends, no answer holds what a body wrote, nor a key', () => {
  const secrets = [SECRET, LIBRARY_KEYS.enc, LIBRARY_KEYS.mac, POOL_KEYS.enc, POOL_KEYS.dek].map((secret) =>
    Buffer.from(secret as string),
  );
  const aid = fc.constantFrom(LIBRARY_AID, POOL_AID);
  const withAid = aid.map((name) => Uint8Array.of(0x4f, name.length, ...name));
  const withPlace = fc.tuple(fc.nat(0x1e), short).map(([id, rest]) => Uint8Array.of(...u16(id), ...rest));
  const command = fc.constantFrom(...ISSUER_COMMANDS.filter(({ ins }) => ins !== 0xf0));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(command, parameter, parameter, fc.oneof(short, withAid, withPlace)), {
        maxLength: 12,
      }),
      (steps) => {
        const bench = new Bench(image);
        let host = issuerOf(bench);
        for (const [{ ins }, p1, p2, data] of steps) {
          const answer = host.send(`84${toHex(Uint8Array.of(ins, p1, p2))}`, data);
          for (const secret of secrets) assert.equal(Buffer.from(answer.data).indexOf(secret), -1);
          if (answer.sw === '6982') host = issuerOf(bench);
        }
        // Removed perhaps, but never opened: what is still there is as its body left it.
        for (const { aid: name, files } of bench.saved.freeApplications) {
          const before = freeApplicationAt(image, name);
          if (before) assert.deepEqual(files, before.files);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('however many are installed, names never begin with each other and the area is never exceeded', () => {
  const tail = fc.uint8Array({ minLength: 1, maxLength: 3, max: 3 });
  const wish = fc.record({ tail, quota: fc.integer({ min: 64, max: 6000 }) });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
      const bench = new Bench();
      for (const { tail: end, quota } of wishes) {
        const aid = Uint8Array.of(...FREE_AREA_PREFIX, ...end);
        const sw = install(bench, installationOf(aid, { quota, files: FILES.slice(0, 1) }));
        assert.match(sw, /^(9000|6A84|6A8A)$/);
        assert.equal(selectFree(bench, aid) === '9000', freeApplicationAt(bench.saved, aid) !== undefined);
      }
      const { freeApplications } = bench.saved;
      assert.ok(takenBytes(freeApplications) <= GENERATION_1.freeArea);
      const names = freeApplications.map(({ aid }) => toHex(aid));
      for (const name of names) assert.equal(names.filter((other) => other.startsWith(name)).length, 1);
      for (const { aid } of GENERATION_1.applications) {
        assert.equal(bench.sendData('00A4040C', aid), '9000');
      }
    }),
    { numRuns: 40 },
  );
});

test('a full application leaves its neighbour all of its own space', () => {
  const bench = new Bench(image);
  const library = openFree(bench, LIBRARY_AID, LIBRARY_KEYS).host;
  for (let offset = 0; offset < 600; offset += 100) {
    library.send(`84D6${toHex(u16(offset))}`, new Uint8Array(100));
  }
  library.send('84A4020C', u16(3));
  for (let offset = 0; offset < 600; offset += 100) {
    assert.equal(library.send(`84D6${toHex(u16(offset))}`, new Uint8Array(100).fill(1)).sw, '9000');
  }
  assert.equal(library.send('84D60258', Uint8Array.of(1)).sw, '6A84');
  const pool = openFree(bench, POOL_AID, POOL_KEYS).host;
  pool.send('84A4020C', u16(3));
  for (let offset = 0; offset < 600; offset += 100) {
    assert.equal(pool.send(`84D6${toHex(u16(offset))}`, new Uint8Array(100).fill(2)).sw, '9000');
  }
});

test('whoever sits on the line cannot move what the body writes to a file that anybody reads', () => {
  const bench = new Bench(image);
  const { host } = openFree(bench, LIBRARY_AID, LIBRARY_KEYS);
  assert.equal(host.send('84A4020C', u16(3)).sw, '9000');
  assert.equal(bench.send('00A4020C020001'), '9000');
  assert.equal(host.send('84D60000', Buffer.from(SECRET)).sw, '9000');
  assert.equal(bench.send('00B0000000'), '6B00', 'file 1 is current in the clear, and empty');
  assert.equal(Buffer.from(host.send('84B00000').data).toString(), SECRET);
  const another = openFree(bench, LIBRARY_AID, LIBRARY_KEYS).host;
  bench.send('00A4020C020003');
  assert.equal(another.send('84B00000').sw, '6986', 'nor choose a file for a channel that has none');
});

test('a write that cannot be saved has not happened', () => {
  const bench = new Bench(image, {
    save: () => {
      throw new Error('torn off');
    },
  });
  selectFree(bench, LIBRARY_AID);
  assert.equal(bench.send('00D6810001AA'), '6581');
  assert.equal(bench.send('00B0810000'), '6B00');
});
