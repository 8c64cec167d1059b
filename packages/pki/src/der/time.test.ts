import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PkiError } from '../errors.ts';
import { readElement } from './read.ts';
import { TAG } from './tags.ts';
import { generalizedTime, readTime, time } from './time.ts';
import { element } from './write.ts';

const text = (octets: Uint8Array) => Buffer.from(octets.subarray(2)).toString('latin1');

test('RFC 5280 §4.1.2.5 UTCTime through 2049, GeneralizedTime from 2050, no fractions', () => {
  const last = time(new Date('2049-12-31T23:59:59.999Z'));
  assert.equal(last[0], TAG.utcTime);
  assert.equal(text(last), '491231235959Z');
  const first = time(new Date('2050-01-01T00:00:00.000Z'));
  assert.equal(first[0], TAG.generalizedTime);
  assert.equal(text(first), '20500101000000Z');
});

test('every instant comes back, cut to the second', () => {
  const range = {
    min: new Date('1950-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  };
  fc.assert(
    fc.property(fc.date(range), (instant) => {
      const second = Math.floor(instant.getTime() / 1000) * 1000;
      assert.equal(readTime(readElement(time(instant))).getTime(), second);
      assert.equal(readTime(readElement(generalizedTime(instant))).getTime(), second);
    }),
  );
});

test('RFC 5280 §4.1.2.5 fractions, offsets, missing seconds and days that do not exist are refused', () => {
  const bad: readonly (readonly [number, string])[] = [
    [TAG.generalizedTime, '20261122010203.5Z'],
    [TAG.utcTime, '261122010203+0900'],
    [TAG.utcTime, '2611220102Z'],
    [TAG.utcTime, '260229000000Z'],
    [TAG.utcTime, '261122240000Z'],
    [TAG.generalizedTime, '20261322010203Z'],
    [TAG.ia5String, '261122010203Z'],
  ];
  for (const [tag, typed] of bad) {
    const node = readElement(element(tag, new TextEncoder().encode(typed)));
    assert.throws(() => readTime(node), PkiError, typed);
  }
});

test('an instant that is none is refused', () => {
  assert.throws(
    () => time(new Date(Number.NaN)),
    (error) => error instanceof PkiError && error.code === 'time-invalid',
  );
});
