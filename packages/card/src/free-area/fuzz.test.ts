import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeImage, Bench, INDIVIDUAL_NUMBER, SIGNATURE_PASSWORD } from '../../testing/fixture.ts';
import {
  benchWithTwo,
  LIBRARY_AID,
  LIBRARY_KEYS,
  openFree,
  POOL_AID,
  POOL_KEYS,
  TRANSPORT_KEYS,
} from '../../testing/free-area.ts';
import { issuerOf } from '../../testing/issuer.ts';
import type { Scp03Host } from '../../testing/scp03-host.ts';
import { ascii, hex, toHex, u16 } from '../bytes.ts';
import { COMMANDS } from '../commands/table.ts';
import type { CardImage, ScpKeySet } from '../image/card-image.ts';
import { decodeImage } from '../image/decode.ts';
import { encodeImage } from '../image/encode.ts';
import { ISSUER_COMMANDS } from '../issuer-channel/table.ts';
import { FREE_CHANNEL_COMMANDS, FREE_COMMANDS } from './table.ts';

const ROUNDS = 4000;
const MEMBER = 'POOL-MEMBER-0042';

/** xorshift32: the same commands every time, so that a failure can be found again. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** The pool's file of mutual rights holds {@link MEMBER}. */
function prepared(): CardImage {
  const bench = benchWithTwo();
  const { host } = openFree(bench, POOL_AID, POOL_KEYS);
  assert.equal(host.send('84D68300', ascii(MEMBER)).sw, '9000');
  return bench.saved;
}

const keysOf = ({ enc, mac, dek }: ScpKeySet) => [enc, mac, dek];
const SECRETS = [
  ...[MEMBER, INDIVIDUAL_NUMBER, SIGNATURE_PASSWORD].map(ascii),
  ...[TRANSPORT_KEYS, LIBRARY_KEYS, POOL_KEYS].flatMap(keysOf),
].map((secret) => Buffer.from(secret));

const STATUS_WORDS =
  /^(9000|63C.|6300|66F1|6700|688[12]|6981|6982|6983|6984|6985|6986|6987|6988|69FC|69F0|6A8[0123468]|6B00|6D00|6E00)$/;

const SELECTIONS = [
  ...[LIBRARY_AID, POOL_AID, LIBRARY_AID.slice(0, 8), hex('F04D4942554EFA0000')],
  ...[hex('A0000001510000'), hex('D392F000260100000001'), hex('D3921000310001010408')],
].map((aid) => Uint8Array.of(0x00, 0xa4, 0x04, 0x0c, aid.length, ...aid));

test(`${ROUNDS} random commands on a card with applications in its free area: nothing leaks, nothing breaks`, () => {
  const below = generator(0x6c696272);
  const image = prepared();
  const bench = new Bench(image);
  const seen = new Set<string>();
  const bytes = (length: number) => Uint8Array.from({ length }, () => below(256));
  for (let round = 0; round < ROUNDS; round++) {
    const table = below(4) === 0 ? COMMANDS : FREE_COMMANDS;
    const { cla, ins } = table[below(table.length)] ?? assert.fail();
    const p1 = [0x00, 0x01, 0x80 | below(8), below(8), below(256)][below(5)] ?? 0;
    const p2 = [0x00, 0x80, (below(8) << 3) | 4, (below(8) << 3) | 5, below(256)][below(5)] ?? 0;
    const data =
      [bytes(below(80)), ascii('4321'), u16(below(8)), Uint8Array.of(1, 2, 3, 4)][below(4)] ?? bytes(1);
    const header = [cla, ins, p1, p2];
    const command =
      below(8) === 0
        ? (SELECTIONS[below(SELECTIONS.length)] ?? bytes(4))
        : ([
            Uint8Array.from(header),
            Uint8Array.from([...header, below(256)]),
            Uint8Array.from([...header, data.length, ...data]),
            Uint8Array.from([0x84, ins, p1, p2, data.length, ...data]),
          ][below(4)] ?? bytes(4));
    const answer = Buffer.from(bench.chip.transmit(command));
    const context = `${toHex(command)} → ${toHex(answer)}`;
    const statusWord = toHex(answer.subarray(-2));
    assert.match(statusWord, STATUS_WORDS, context);
    seen.add(statusWord);
    if (statusWord !== '9000') assert.equal(answer.length, 2, context);
    for (const secret of SECRETS) assert.equal(answer.indexOf(secret), -1, context);
  }
  for (const expected of ['9000', '6982', '6985', '6A82', '6B00', '6D00']) {
    assert.ok(seen.has(expected), expected);
  }
  assert.deepEqual(bench.saved.files, activeImage().files);
  assert.deepEqual(bench.saved.keys, activeImage().keys);
  const [library, pool] = bench.saved.freeApplications;
  const [, before] = image.freeApplications;
  assert.deepEqual(pool?.files[2], before?.files[2]);
  assert.equal(library?.quota, 1024);
  assert.deepEqual(decodeImage(encodeImage(bench.saved)), bench.saved);
});

test('random commands in open channels of the issuer and of an application: no file of another one in any answer', () => {
  const below = generator(0x70656e21);
  const bench = new Bench(prepared());
  let host: Scp03Host = issuerOf(bench);
  let table: readonly { readonly ins: number }[] = ISSUER_COMMANDS;
  for (let round = 0; round < 2500; round++) {
    if (round % 25 === 0) {
      const own = below(2) === 0 && bench.saved.freeApplications.length > 0 && round < 2000;
      table = own ? FREE_CHANNEL_COMMANDS : ISSUER_COMMANDS;
      const opened = own ? openFree(bench, LIBRARY_AID, LIBRARY_KEYS) : undefined;
      if (opened) assert.equal(opened.sw, '9000');
      host = opened?.host ?? issuerOf(bench);
    }
    const { ins } = table[below(table.length)] ?? assert.fail();
    const [p1, p2] = [[0x00, 0x01, 0x40, 0x83][below(4)] ?? 0, [0x00, 0x02, 0x04, below(256)][below(4)] ?? 0];
    // Ending the chip's life, or taking the application's keys or the application away, would end the test, too.
    if (ins === 0xf0 || ins === 0xd8 || ins === 0xe4) continue;
    const aid = below(2) ? LIBRARY_AID : POOL_AID;
    const data =
      [Uint8Array.of(0x4f, aid.length, ...aid), Uint8Array.of(0x4f, 0), u16(below(0x1e)), new Uint8Array(0)][
        below(4)
      ] ?? aid;
    const header = toHex(Uint8Array.of(0x84, ins, p1, p2));
    const answer = host.send(header, data);
    assert.match(answer.sw, STATUS_WORDS, header);
    const isOfHolder = [...keysOf(POOL_KEYS), ascii(MEMBER)].map((secret) => Buffer.from(secret));
    for (const secret of isOfHolder) assert.equal(Buffer.from(answer.data).indexOf(secret), -1, header);
    if (answer.sw === '6982') host = issuerOf(bench);
  }
});
