import assert from 'node:assert/strict';
import { test } from 'node:test';
import { birthDateFromParts, dateFromParts, partsFromDate } from './date-parts.ts';

test('three boxes make a date, in full-width digits too', () => {
  assert.equal(dateFromParts({ calendar: 'western', year: '1980', month: '2', day: '17' }), '1980-02-17');
  assert.equal(
    dateFromParts({ calendar: 'western', year: '１９８０', month: '０２', day: ' 17' }),
    '1980-02-17',
  );
});

test('era years become Western ones; 元 is the first year', () => {
  assert.equal(dateFromParts({ calendar: 'showa', year: '55', month: '2', day: '17' }), '1980-02-17');
  assert.equal(dateFromParts({ calendar: 'reiwa', year: '元', month: '5', day: '1' }), '2019-05-01');
});

test('a day outside its era is no date', () => {
  assert.equal(dateFromParts({ calendar: 'reiwa', year: '1', month: '4', day: '30' }), undefined);
  assert.equal(dateFromParts({ calendar: 'showa', year: '64', month: '1', day: '8' }), undefined);
  assert.equal(dateFromParts({ calendar: 'showa', year: '64', month: '1', day: '7' }), '1989-01-07');
});

test('what is no day of the calendar is no date', () => {
  for (const [year, month, day] of [
    ['1980', '2', '30'],
    ['80', '2', '17'],
    ['1980', '13', '1'],
    ['1980', '', '1'],
    ['1980', 'two', '1'],
  ] as const) {
    assert.equal(dateFromParts({ calendar: 'western', year, month, day }), undefined);
  }
});

test('a known date is shown without leading zeros and reads back', () => {
  const parts = partsFromDate('1980-02-07');
  assert.deepEqual(parts, { calendar: 'western', year: '1980', month: '2', day: '7' });
  assert.equal(dateFromParts(parts), '1980-02-07');
});

test('CARD-04 a day, or month and day, that is not registered is 00; an empty box is no answer', () => {
  for (const [calendar, year, month, day, birth] of [
    ['western', '1935', '5', '00', '1935-05'],
    ['western', '1935', '００', '00', '1935'],
    ['showa', '10', '5', '不詳', '1935-05'],
    ['showa', '64', '1', '00', '1989-01'],
    ['heisei', '元', '00', '00', '1989'],
    ['showa', '10', '5', '1', '1935-05-01'],
    ['western', '1935', '5', '', undefined],
    ['western', '1935', '', '', undefined],
    ['western', '1935', '00', '5', undefined],
    ['western', '1935', '13', '00', undefined],
    ['reiwa', '1', '3', '00', undefined],
  ] as const) {
    assert.equal(
      birthDateFromParts({ calendar, year, month, day }),
      birth,
      `${calendar} ${year}-${month}-${day}`,
    );
  }
  assert.equal(birthDateFromParts(partsFromDate('1935')), '1935');
  assert.equal(birthDateFromParts(partsFromDate('1935-05')), '1935-05');
});
