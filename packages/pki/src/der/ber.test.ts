import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as asn1js from 'asn1js';
import fc from 'fast-check';
import { PkiError } from '../errors.ts';
import { assertDer, MAX_DEPTH } from './assert.ts';
import { fromBer } from './ber.ts';
import { TAG } from './tags.ts';
import { element, integer, octetString, sequence, setOf } from './write.ts';

const octets = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The same element in DER, and in BER as somebody may write it. */
interface Written {
  readonly der: Uint8Array;
  readonly ber: Uint8Array;
}

const END = Uint8Array.of(0, 0);
const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** A length in so many octets more than it needs, as far as four. */
function longLength(length: number, more: number): Uint8Array {
  const size = Math.min(4, Math.max(1, Math.ceil(Math.log2(length + 1) / 8)) + more);
  const bytes = Buffer.alloc(1 + size, 0x80 | size);
  bytes.writeUIntBE(length, 1, size);
  return bytes;
}

const plainString = fc.uint8Array({ maxLength: 300 });
const primitive: fc.Arbitrary<Written> = fc
  .tuple(fc.constantFrom(TAG.integer, TAG.octetString, TAG.utf8String, 0x80), plainString, fc.nat(3))
  .map(([tag, content, more]) => {
    const der = element(tag, content);
    if (more === 3) return { der, ber: der };
    return { der, ber: join(Uint8Array.of(tag), longLength(content.length, more), content) };
  });
const pieces: fc.Arbitrary<Written> = fc
  .tuple(fc.array(plainString, { maxLength: 4 }), fc.boolean(), fc.boolean())
  .map(([parts, isNested, isIndefinite]) => {
    const inner = parts.map((part) => octetString(part));
    const string = (list: readonly Uint8Array[]) =>
      isIndefinite ? join(Uint8Array.of(0x24, 0x80), ...list, END) : element(0x24, ...list);
    return { der: octetString(...parts), ber: isNested ? string([string(inner)]) : string(inner) };
  });
const { element: anything } = fc.letrec<{ element: Written }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    primitive,
    pieces,
    fc
      .tuple(
        fc.constantFrom(TAG.sequence, TAG.set, 0xa0, 0xa1),
        fc.array(tie('element'), { maxLength: 4 }),
        fc.nat(4),
      )
      .map(([tag, inside, form]) => {
        const content = join(...inside.map(({ ber }) => ber));
        const head =
          form === 4 ? Uint8Array.of(0x80) : form === 3 ? undefined : longLength(content.length, form);
        const ber = head
          ? join(Uint8Array.of(tag), head, content, ...(form === 4 ? [END] : []))
          : element(tag, content);
        return { der: element(tag, ...inside.map(({ der }) => der)), ber };
      }),
  ),
}));

test('X.690 §8.1.3, §8.7.3 whatever the lengths and pieces in BER, DER comes of it, and what is DER stays', () => {
  fc.assert(
    fc.property(anything, fc.uint8Array({ maxLength: 9 }), ({ der, ber }, behind) => {
      const found = fromBer(join(ber, behind));
      assert.equal(hex(found.der), hex(der));
      assert.equal(found.end, ber.length);
      assertDer(found.der);
      assert.equal(hex(fromBer(der).der), hex(der));
      // the witness reads as far
      assert.equal(asn1js.fromBER(join(ber)).offset, ber.length);
    }),
    { numRuns: 500 },
  );
});

test('neither order nor values are written anew', () => {
  const inWrongOrder = element(TAG.set, integer(2), integer(1));
  const odd = [octets('0101 01'), octets('0202 0001'), inWrongOrder];
  const ber = join(octets('3080'), ...odd, END);
  assert.equal(hex(fromBer(ber).der), hex(sequence(...odd)));
  assert.notEqual(hex(inWrongOrder), hex(setOf(integer(2), integer(1))));
});

test('what is not BER is refused with the reason', () => {
  const nested = (head: string, depth: number) => octets(head.repeat(depth) + '0000'.repeat(depth));
  const refused: readonly (readonly [string | Uint8Array, string])[] = [
    ['', 'der-truncated'],
    ['30', 'der-truncated'],
    ['3003 0101', 'der-truncated'],
    ['3082 01', 'der-truncated'],
    ['3080 020101', 'der-truncated'],
    ['3080 020101 00', 'der-truncated'],
    ['3003 0202 01', 'der-truncated'],
    ['3085 0000000000', 'der-length'],
    ['30ff', 'der-length'],
    ['0480 0000', 'der-length'],
    ['0000', 'der-tag'],
    ['3002 0000', 'der-tag'],
    ['3f8101 00', 'der-tag'],
    ['2403 020101', 'der-tag'],
    ['2480 0480 0000 0000', 'der-length'],
    [nested('3080', MAX_DEPTH + 2), 'der-depth'],
    [nested('2480', MAX_DEPTH + 2), 'der-depth'],
    ['3080'.repeat(100_000), 'der-depth'],
  ];
  for (const [input, code] of refused) {
    const bytes = typeof input === 'string' ? octets(input) : input;
    assert.throws(() => fromBer(bytes), { code }, hex(bytes.subarray(0, 20)));
  }
  assert.equal(fromBer(nested('3080', MAX_DEPTH)).end, 4 * MAX_DEPTH);
});

test('no octets make it throw anything else, and what it lets through is DER in every header', () => {
  fc.assert(
    fc.property(anything, fc.nat(), fc.uint8Array({ maxLength: 5 }), ({ ber }, position, noise) => {
      const changed = Uint8Array.from(ber);
      changed.set(noise.subarray(0, changed.length), position % Math.max(1, changed.length - noise.length));
      for (const input of [changed, noise]) {
        try {
          assertDer(fromBer(input).der);
        } catch (error) {
          assert.ok(error instanceof PkiError, String(error));
        }
      }
    }),
    { numRuns: 500 },
  );
});
