import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { REVOCATION_REASONS, type RevocationReason } from './reasons.ts';
import { RevokedSet } from './revoked-set.ts';

const at = new Date('2026-11-22T03:04:05Z');
const reasons = Object.keys(REVOCATION_REASONS) as RevocationReason[];

/** 10 octets that begin as those of `newSerial` do, the same in every run. */
function serialOf(index: number): string {
  const bytes = createHash('sha256').update(String(index)).digest().subarray(0, 10);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

test('pki.md §6 the set does what a Map does, in ascending order, for any sequence of changes', () => {
  const change = fc.record({
    serial: fc.bigInt({ min: 1n, max: 400n }),
    at: fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((second) => new Date(second * 1000)),
    reason: fc.option(fc.constantFrom(...reasons), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
      const set = new RevokedSet();
      const model = new Map<bigint, { at: Date; reason: RevocationReason }>();
      for (const { serial, at: when, reason } of changes) {
        if (reason) {
          set.set(serial, when, reason);
          model.set(serial, { at: when, reason });
        } else {
          assert.equal(set.delete(serial), model.delete(serial));
        }
      }
      const expected = [...model].sort(([left], [right]) => (left < right ? -1 : 1));
      assert.equal(set.size, expected.length);
      assert.deepEqual(
        [...set.entries()].map((entry) => ({ ...entry, serial: BigInt(`0x${entry.serial}`) })),
        expected.map(([serial, value]) => ({ serial, ...value })),
      );
      for (const [serial, value] of expected) assert.equal(set.get(serial)?.reason, value.reason);
    }),
  );
});

test('pages that are full are parted: 20,000 random serials come back sorted, each with its own reason', () => {
  const set = new RevokedSet();
  for (let index = 0; index < 20_000; index++) {
    set.set(serialOf(index), at, reasons[index % reasons.length] ?? 'unspecified');
  }
  assert.equal(set.size, 20_000);
  const serials = [...set.entries()].map(({ serial }) => serial);
  assert.deepEqual(serials, serials.toSorted());
  for (let index = 0; index < 20_000; index += 7) {
    assert.deepEqual(set.get(serialOf(index)), {
      serial: serialOf(index),
      at,
      reason: reasons[index % reasons.length],
    });
  }
  for (let index = 0; index < 20_000; index += 2) assert.ok(set.delete(serialOf(index)));
  assert.equal(set.size, 10_000);
  assert.equal(set.get(serialOf(0)), undefined);
  assert.ok(set.get(serialOf(1)));
});

test('pki.md §6 15 million fit into 300 MB: at most 20 octets a certificate, filled in order or not', () => {
  const serials = Array.from({ length: 30_000 }, (_, index) => serialOf(index));
  const random = new RevokedSet();
  for (const serial of serials) random.set(serial, at, 'superseded');
  const ordered = new RevokedSet();
  for (const serial of serials.toSorted()) ordered.set(serial, at, 'superseded');
  assert.ok(ordered.octets / ordered.size <= 17, `${ordered.octets / ordered.size} in order`);
  assert.ok(random.octets / random.size <= 20, `${random.octets / random.size} at random`);
});

test('a serial that does not fit and a time before 1970 are refused', () => {
  const set = new RevokedSet({ serialOctets: 2 });
  assert.throws(() => set.set('010203', at, 'superseded'), { code: 'serial-invalid' });
  assert.throws(() => set.set('01', new Date(-1000), 'superseded'), { code: 'time-invalid' });
  set.set('01', new Date('2105-12-31T23:59:59Z'), 'keyCompromise');
  assert.deepEqual(set.get('01')?.at, new Date('2105-12-31T23:59:59Z'));
});
