import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPortrait } from '@mibun/portraits';
import { plainDate } from '@mibun/rules';
import { DEMO_DATE, DEMO_SEED, generateCountry, personas, portraitSubject } from './people.ts';

test('a resident is drawn by person, at the age of the day', () => {
  const resident = {
    personId: 'p-abcdefghijkl',
    birthDate: plainDate('2000-06-01'),
    sex: '2',
    nationality: 'VNM',
  } as const;
  assert.deepEqual(portraitSubject(resident, plainDate('2026-05-31')), {
    seed: 'p-abcdefghijkl',
    age: 25,
    sex: '2',
    nationality: 'VNM',
  });
  assert.equal(portraitSubject(resident, plainDate('2026-06-01')).age, 26);
  assert.throws(() => portraitSubject(resident, plainDate('2000-05-31')), RangeError);
});

test('INC-03 every persona has a face of their own, namesakes too', () => {
  const people = [...generateCountry({ seed: DEMO_SEED, residents: 100 })];
  const faces = personas.map(({ personId }) => {
    const resident = people.find((one) => one.personId === personId);
    assert.ok(resident);
    return drawPortrait(portraitSubject(resident, DEMO_DATE));
  });
  assert.equal(new Set(faces).size, personas.length);
});
