import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FACE_CHECKS } from '../acts/face-check.ts';
import { emptyReactivation, type ReactivationDraft, reactivationProblems } from './draft.ts';

const words = { cardHereNeeded: 'card', documentsNeeded: 'documents', faceNeeded: 'face' };

test('LOS-07 a reactivation wants the card itself, another document and the face, each said by itself', () => {
  const whole: ReactivationDraft = {
    ...emptyReactivation,
    here: true,
    documents: ['passport'],
    face: FACE_CHECKS,
  };
  const lacking = (change: Partial<ReactivationDraft>) =>
    reactivationProblems({ ...whole, ...change }, words).map(({ field }) => field);
  assert.deepEqual(lacking({}), []);
  assert.deepEqual(lacking({ here: false }), ['card-here']);
  assert.deepEqual(lacking({ documents: [] }), ['documents']);
  assert.deepEqual(lacking({ face: FACE_CHECKS.slice(1) }), ['face']);
  assert.deepEqual(lacking(emptyReactivation), ['card-here', 'documents', 'face']);
});
