import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PkiError } from '../errors.ts';
import { backward } from './backward.ts';
import { OctetMap } from './octet-map.ts';
import { TAG } from './tags.ts';
import { decodeUtf8 } from './utf8.ts';
import { explicit, octetString, sequence, utf8 } from './write.ts';

const buffer = (octets: Uint8Array) => Buffer.from(octets);

test('what is written backwards is what is written forwards, of any size', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 5 });
  const octets = fc.uint8Array({ maxLength: 6_000 });
  fc.assert(
    fc.property(texts, octets, (list, content) => {
      const forwards = sequence(octetString(content), explicit(3, sequence(...list.map(utf8))));
      const backwards = backward((writer) => {
        const end = writer.mark();
        for (const text of list.toReversed()) writer.utf8(text);
        writer.close(TAG.sequence, end);
        writer.closeContext(3, end);
        const string = writer.mark();
        writer.octets(content);
        writer.close(TAG.octetString, string);
        writer.close(TAG.sequence, end);
      });
      assert.deepEqual(buffer(backwards), buffer(forwards));
    }),
  );
});

test('a lone surrogate is refused, and the next text is written as if nothing had been', () => {
  for (const text of ['\ud800', 'a\udc00', '\udc00b', 'x\ud800y']) {
    assert.throws(() => backward((writer) => writer.utf8(text)), PkiError);
  }
  assert.deepEqual(buffer(backward((writer) => writer.utf8('𠮷野'))), buffer(utf8('𠮷野')));
});

test('RFC 3629 octets of any kind are decoded as the platform decodes them, or refused by both', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lead = fc.constantFrom(0x41, 0xc0, 0xc2, 0xe0, 0xe3, 0xed, 0xef, 0xf0, 0xf4, 0xf5);
  const more = fc.constantFrom(0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf);
  const pieces = fc.array(fc.oneof(lead, more), { maxLength: 12 }).map((list) => Uint8Array.from(list));
  const texts = fc.string({ unit: 'binary', maxLength: 150 }).map((text) => new TextEncoder().encode(text));
  fc.assert(
    fc.property(fc.oneof(pieces, texts, fc.uint8Array({ maxLength: 400 })), (octets) => {
      let wanted: string | undefined;
      try {
        wanted = strict.decode(octets);
      } catch {
        assert.throws(() => decodeUtf8(octets, 0, octets.length), PkiError);
        return;
      }
      assert.equal(decodeUtf8(octets, 0, octets.length), wanted);
    }),
    { numRuns: 2_000 },
  );
});

test('a map of octets finds what was put, by octets alone, and takes no more than its limit', () => {
  const map = new OctetMap<number>(3);
  // 31 × 1 + 0 = 31 × 0 + 31: the same hash
  const alike = [Uint8Array.of(1, 0), Uint8Array.of(0, 31)];
  for (const [index, octets] of alike.entries()) map.put(octets, index);
  alike[0]?.fill(9);
  assert.equal(map.get(Uint8Array.of(1, 0)), 0);
  assert.equal(map.get(Uint8Array.of(7, 0, 31, 7), 1, 3), 1);
  map.put(Uint8Array.of(2), 2);
  map.put(Uint8Array.of(3), 3);
  assert.equal(map.get(Uint8Array.of(2)), 2);
  assert.equal(map.get(Uint8Array.of(3)), undefined);
});
