import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as asn1js from 'asn1js';
import fc from 'fast-check';
import { PkiError, type PkiErrorCode } from '../errors.ts';
import * as der from './index.ts';

function refuses(code: PkiErrorCode, read: () => unknown): void {
  assert.throws(read, (error) => error instanceof PkiError && error.code === code);
}

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex');

test('X.690 §8.3 integers are as short as possible and come back the same', () => {
  assert.equal(hex(der.integer(127)), '02017f');
  assert.equal(hex(der.integer(128)), '02020080');
  assert.equal(hex(der.integer(-128)), '020180');
  assert.equal(hex(der.integer(0)), '020100');
  fc.assert(
    fc.property(fc.bigInt({ min: -(1n << 300n), max: 1n << 300n }), (value) => {
      const encoded = der.integer(value);
      assert.equal(der.readInteger(der.readElement(encoded)), value);
      assert.equal((asn1js.fromBER(encoded).result as asn1js.Integer).toBigInt(), value);
    }),
  );
});

test('X.690 §8.3.2 an integer that is not minimal is refused', () => {
  for (const octets of ['02020001', '0202ff80', '0200']) {
    refuses('der-value', () => der.readInteger(der.readElement(bytes(octets))));
  }
});

// X.667: an arc of 128 bits; certificates of others have such
const UUID_ARC = '2.25.159896763428442056582374392474873311059';

test('X.690 §8.19 OIDs with arcs of any size come back the same', () => {
  assert.equal(hex(der.oid('1.2.840.113549.1.1.11')), '06092a864886f70d01010b');
  assert.equal(der.readOid(der.readElement(der.oid(UUID_ARC))), UUID_ARC);
  const arcs = fc.tuple(
    fc.constantFrom('0.9', '1.39', '2.0', '2.999', '2.25'),
    fc.array(fc.bigInt({ min: 0n, max: 1n << 128n }), { maxLength: 5 }),
  );
  fc.assert(
    fc.property(arcs, ([start, rest]) => {
      const dotted = [start, ...rest].join('.');
      assert.equal(der.readOid(der.readElement(der.oid(dotted))), dotted);
    }),
  );
});

test('X.690 §8.19 an OID that is empty, padded or cut off is refused', () => {
  refuses('der-value', () => der.readOid(der.readElement(bytes('0600'))));
  refuses('der-value', () => der.readOid(der.readElement(bytes('0603 55 80 01'))));
  refuses('der-truncated', () => der.readOid(der.readElement(bytes('0602 55 81'))));
  for (const text of ['3.1', '1.40', '1', '1.02', '', '1.2.x']) refuses('der-value', () => der.oid(text));
});

test('X.690 §10.1 content of any length gets a minimal header and comes back the same', () => {
  for (const length of [0, 127, 128, 255, 256, 65_535, 65_536, 16_777_216]) {
    const encoded = der.octetString(new Uint8Array(length));
    assert.equal(encoded.length, der.headerLength(length) + length);
    assert.equal(der.readElement(encoded).content.length, length);
  }
});

test('X.690 §10.1 lengths that are indefinite, padded or above four octets are refused', () => {
  refuses('der-length', () => der.readElement(bytes('3080 0000')));
  refuses('der-length', () => der.readElement(bytes('0481 01 00')));
  refuses('der-length', () => der.readElement(bytes('0482 0080')));
  refuses('der-length', () => der.readElement(bytes('0485 0100000000')));
});

test('a length beyond the input is refused before anything is allocated', () => {
  refuses('der-truncated', () => der.readElement(bytes('0484 ffffffff 00')));
  refuses('der-truncated', () => der.readElement(bytes('30')));
  refuses('der-truncated', () => der.readElement(bytes('3082 01')));
});

test('tag numbers above 30 are refused', () => {
  refuses('der-tag', () => der.readElement(bytes('1f 81 01 00')));
});

test('nesting of any depth is refused without exhausting the stack', () => {
  let nested: Uint8Array = new Uint8Array(0);
  for (let depth = 0; depth < 3000; depth++) nested = der.sequence(nested);
  refuses('der-depth', () => der.assertDer(nested));
  der.assertDer(der.sequence(der.sequence(der.integer(1)), der.setOf(der.nullValue())));
});

test('X.690 §11.1 a BOOLEAN is 00 or FF', () => {
  assert.equal(der.readBoolean(der.readElement(der.boolean(true))), true);
  assert.equal(der.readBoolean(der.readElement(der.boolean(false))), false);
  refuses('der-value', () => der.readBoolean(der.readElement(bytes('0101 01'))));
});

test('X.690 §11.2.2 named bits have no trailing zeros and come back the same', () => {
  assert.equal(hex(der.namedBits([0, 1])), '030206c0');
  assert.equal(hex(der.namedBits([5, 6])), '03020106');
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 40 })), (numbers) => {
      const sorted = numbers.toSorted((left, right) => left - right);
      assert.deepEqual(der.readNamedBits(der.readElement(der.namedBits(sorted))), sorted);
    }),
  );
  refuses('der-value', () => der.readNamedBits(der.readElement(bytes('0302 05c0'))));
  refuses('der-value', () => der.readNamedBits(der.readElement(bytes('0302 07c0'))));
});

test('X.690 §11.6 the elements of a SET OF are put in order', () => {
  const set = der.setOf(der.integer(300), der.integer(2), der.oid('1.2.3'));
  const tags = [...new der.DerReader(der.readWhole(set, der.TAG.set).content)].map(({ raw }) => hex(raw));
  assert.deepEqual(tags, tags.toSorted());
});

test('text of any script comes back the same, a lone surrogate is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(der.readText(der.readElement(der.utf8(text))), text);
    }),
  );
  refuses('der-value', () => der.utf8('\ud842'));
  refuses('der-value', () => der.readText(der.readElement(bytes('0c02 c0af'))));
});

test('a reader refuses what stands where nothing belongs', () => {
  const reader = der.DerReader.sequence(der.sequence(der.integer(1), der.integer(2)));
  reader.next(der.TAG.integer);
  refuses('der-trailing', () => reader.end());
  refuses('der-tag', () => reader.next(der.TAG.octetString));
  refuses('der-trailing', () => der.readWhole(bytes('0500 00'), der.TAG.null));
});

test('octets of any kind give elements or a PkiError, never another error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
      try {
        der.assertDer(octets);
      } catch (error) {
        assert.ok(error instanceof PkiError);
      }
    }),
  );
});
