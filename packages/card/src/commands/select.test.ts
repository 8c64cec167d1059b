import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench } from '../../testing/fixture.ts';

test('§4.1 every application is selected by name', () => {
  const bench = new Bench();
  for (const application of ['card-manager', 'jpki', 'text', 'visual', 'juki', 'common'] as const) {
    assert.equal(bench.select(application), '9000', application);
  }
  assert.equal(bench.send('00A4040C0AD392F000260100000002'), '6A82');
});

test('§4.1 P2 = 00 answers with an FCI that holds the name', () => {
  const bench = new Bench();
  const fci = '6F0C840AD392F0002601000000019000';
  assert.equal(bench.send('00A404000AD392F000260100000001'), fci);
  assert.equal(bench.send('00A404000AD392F00026010000000100'), fci);
});

test('§4.1 a partial name finds the first application that starts with it', () => {
  const bench = new Bench();
  assert.equal(bench.send('00A4040004D3921000'), '6F0C840AD39210003100010104089000');
  assert.equal(bench.send('00A4040205D392100031'), '6A82');
});

test('§4.1 an EF is selected by id in the current application', () => {
  const bench = new Bench();
  assert.equal(bench.send('00A4020C020001'), '6A82');
  bench.select('jpki');
  for (const id of ['0001', '0006', '0016', '0018', '001A', '001C']) {
    assert.equal(bench.send(`00A4020C02${id}`), '9000', id);
  }
  assert.equal(bench.send('00A4020C020003'), '6A82');
});

test('§4.1 selecting an application leaves no current EF', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.send('00A4020C02000A');
  bench.select('jpki');
  assert.equal(bench.send('00B0000004'), '6986');
});

test('§4.1 a SELECT that fails changes nothing', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.send('00A4020C02000A');
  bench.send('00A4040C0AD392F000260100000099');
  bench.send('00A4020C020003');
  assert.equal(bench.send('00B0000004'), '308202CF9000');
});

test('chip.md §4.1 every application answers with its name, the card manager also with its longest command', () => {
  const bench = new Bench();
  const names = ['D392F000260100000001', 'D3921000310001010408', 'D3921000310001010402'];
  names.push('D3921000310001010401', 'D3921000310001010100');
  for (const name of names) {
    assert.equal(bench.send(`00A404000A${name}`), `6F0C840A${name}9000`);
  }
  assert.equal(bench.send('00A4040007A000000151000000'), '6F0F8407A0000001510000A5049F6501FF9000');
  bench.select('jpki');
  assert.equal(bench.send('00A4020002000A00'), '6F048302000A9000');
});

test('chip.md §4.1 EFs of all kinds are selected alike, in an application alone', () => {
  const bench = new Bench();
  for (const id of ['0001', '0002', '0018', '00F0', '7F21']) {
    assert.equal(bench.send(`00A4020C02${id}`), '6A82', id);
  }
  assert.equal(bench.send('00B0810000'), '6A82');
  assert.equal(bench.tries(0x18), '6A82');
});

test('§1.2 select MF: 6A86 after power-on, 9000 in an application, 3F00 by id 6A82', () => {
  const bench = new Bench();
  assert.equal(bench.send('00A40000'), '6A86');
  bench.select('jpki');
  assert.equal(bench.send('00A40000'), '9000');
  assert.equal(bench.send('00A40000023F00'), '6A82');
  assert.equal(bench.send('00A4000C022F11'), '6A82');
  assert.equal(bench.send('00A4000C022F10'), '6A82');
  assert.match(bench.send('00B08A0001'), /9000$/, 'the application is still current');
  bench.select('card-manager');
  assert.equal(bench.send('00A40000'), '6A86');
});
