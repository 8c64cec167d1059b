import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench, INDIVIDUAL_NUMBER, PIN, SIGNATURE_PASSWORD } from '../../testing/fixture.ts';
import { ascii } from '../bytes.ts';

test('§3.5 values of illegal form are 6A80 and leave the old one', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, PIN);
  for (const value of ['123', '12345', 'ABCD', '12 4']) {
    assert.equal(bench.sendData('00240198', ascii(value)), '6A80', value);
  }
  bench.verify(0x1b, SIGNATURE_PASSWORD);
  for (const value of ['ABC12', 'abcdef12', 'ABCDEFGH', '12345678', 'A1'.repeat(9)]) {
    assert.equal(bench.sendData('0024019B', ascii(value)), '6A80', value);
  }
  assert.equal(bench.send('00240198'), '6700');
  assert.equal(bench.verify(0x18, PIN), '9000');
});

test('§3.5 the new value works, the old one costs a try', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x1b, SIGNATURE_PASSWORD);
  assert.equal(bench.sendData('0024019B', ascii('NEWPASS2027')), '9000');
  bench.chip.reset();
  bench.select('jpki');
  assert.equal(bench.verify(0x1b, SIGNATURE_PASSWORD), '63C4');
  assert.equal(bench.verify(0x1b, 'NEWPASS2027'), '9000');
});

test('§3.5 only the new value alone is accepted, and only after VERIFY', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.sendData('00240098', ascii('12345678')), '6A86');
  assert.equal(bench.sendData('00240198', ascii('5678')), '6982');
});

test('§3.5 JICSAP CHANGE KEY in the resident-register and common applications alone', () => {
  for (const application of ['juki', 'common'] as const) {
    const bench = new Bench();
    bench.select(application);
    assert.equal(bench.sendData('8032009C', ascii('5678')), '6982');
    bench.verify(0x1c, PIN);
    assert.equal(bench.sendData('8032009C', ascii('5678')), '9000');
    assert.equal(bench.verify(0x1c, '5678'), '9000');
  }
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, PIN);
  assert.equal(bench.sendData('80320098', ascii('5678')), '6982');
});

test('§3.1 the holder cannot change what is printed on the card', () => {
  const bench = new Bench();
  bench.select('text');
  bench.verify(0x14, INDIVIDUAL_NUMBER);
  assert.equal(bench.sendData('00240194', ascii('123456789018')), '6982');
});
