import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonAnswer } from '@mibun/server/schemas/office/counter';
import { emptyHandOver, type HandOverDraft, handOverProblems, handOverRequest } from './draft.ts';

const words = {
  noticeNeeded: 'notice',
  oldCardNeeded: 'old card',
  documentsNeeded: 'documents',
  nameNeeded: 'name',
  addressNeeded: 'address',
  birthDateNeeded: 'birth date',
  representativeNeeded: 'representative',
  authorityNeeded: 'authority',
  faceNeeded: 'face',
};
const person: PersonAnswer['person'] = {
  personId: 'p-1',
  name: '見本 花子',
  nameKana: 'ミホン ハナコ',
  nameRomaji: 'MIHON Hanako',
  birthDate: '1980-02-17',
  age: 46,
  sex: '2',
  address: '見本市中央1-2-3',
  municipality: { ja: '見本市', en: 'Mihon City' },
  nationality: 'JPN',
  stayUntil: null,
  hasEmail: true,
  needsRepresentative: false,
};
const complete: HandOverDraft = {
  ...emptyHandOver,
  noticePresented: true,
  oldCard: 'none',
  documents: ['driving-licence'],
  name: { same: true, typed: '' },
  address: { same: false, typed: ' 見本市中央1丁目2番3号 ' },
  birthDate: { calendar: 'showa', year: '55', month: '2', day: '17' },
  face: ['mask', 'person', 'document'],
};
const messagesOf = (step: number, draft: HandOverDraft, child = false) =>
  handOverProblems(step, draft, child, words).map(({ message }) => message);

test('IDD-01 to IDD-05 every step names what it lacks', () => {
  assert.deepEqual(messagesOf(0, emptyHandOver), ['notice', 'old card']);
  assert.deepEqual(messagesOf(1, emptyHandOver), ['documents', 'name', 'address', 'birth date']);
  assert.deepEqual(messagesOf(2, emptyHandOver), ['face']);
  for (const step of [0, 1, 2, 3]) assert.deepEqual(messagesOf(step, complete), []);
});

test('AGE-02 a child needs a representative with documents and authority', () => {
  assert.deepEqual(messagesOf(1, complete, true), ['representative', 'documents', 'authority']);
});

test('IDD-05 what a document shows otherwise is sent as it stands there, the rest as in the registry', () => {
  const request = handOverRequest(complete, person, 'A-1', 7);
  assert.deepEqual(request?.presented, {
    name: '見本 花子',
    address: '見本市中央1丁目2番3号',
    birthDate: '1980-02-17',
  });
  assert.equal(request?.version, 7);
  assert.equal(request?.representative, undefined);
});

test('IDD-05 without a birth date from the document there is no request', () => {
  assert.equal(
    handOverRequest({ ...complete, birthDate: emptyHandOver.birthDate }, person, 'A-1', 7),
    undefined,
  );
});
