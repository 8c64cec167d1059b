import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldErrors } from './refusal.ts';

const wrongDate = {
  status: 422,
  code: 'APPLICATION_BIRTH_DATE_WRONG',
  title: 'The date of birth does not belong to this application ID.',
  next: 'After 4 more wrong entries the ID is locked.',
  fields: [{ field: 'birthDate', message: 'Check the date of birth.' }],
};

test('APP-05 a wrong birth date tells at its field how many tries are left', () => {
  assert.deepEqual(fieldErrors(wrongDate, ['applicationId', 'birthDate']), [
    { field: 'birthDate', message: `${wrongDate.title} ${wrongDate.next}` },
  ]);
});

test('a refusal stands at a field only where that field is asked for', () => {
  assert.deepEqual(fieldErrors(wrongDate, ['photo']), []);
  assert.deepEqual(fieldErrors(undefined, ['photo']), []);
});

test('fields that the server names are taken as they are', () => {
  const problem = {
    status: 400,
    code: 'INPUT_INVALID',
    title: 't',
    fields: [
      { field: 'email', message: 'e' },
      { field: 'body', message: 'b' },
    ],
  };
  assert.deepEqual(fieldErrors(problem, ['email', 'contactName']), [{ field: 'email', message: 'e' }]);
});
