import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APPLICATION } from '@mibun/rules';
import { type LifeFacts, scenesOf } from './scenes.ts';
import { SCENES } from './schemas.ts';

const nothing: LifeFacts = {
  applications: [],
  cardEvents: [],
  loggedIn: false,
  signed: false,
  printedAtKiosk: false,
};

test('the story begins with the application, and a form that nobody sent is no scene lived', () => {
  assert.deepEqual(scenesOf(nothing), { done: [], here: 'apply' });
  assert.deepEqual(scenesOf({ ...nothing, applications: ['DRAFT'] }), { done: [], here: 'apply' });
});

test('each scene is done when the application has come so far, and not before', () => {
  const here = (...applications: LifeFacts['applications']) => scenesOf({ ...nothing, applications }).here;
  assert.equal(here('SCREENING'), 'screen');
  assert.equal(here('IN_PRODUCTION'), 'produce');
  assert.equal(here('AT_MUNICIPALITY'), 'prepare');
  assert.equal(here('READY'), 'handOver');
  assert.equal(here('DEFECT'), 'apply', 'a photo that was sent back is the applicant’s turn');
  assert.equal(here('WITHDRAWN', 'APPROVED'), 'produce', 'what was withdrawn does not count');
});

test('every state of an application has a scene in which the story goes on', () => {
  for (const state of Object.keys(APPLICATION.states) as LifeFacts['applications']) {
    assert.ok(SCENES.includes(scenesOf({ ...nothing, applications: [state] }).here ?? 'replace'), state);
  }
});

test('a scene left out stays open and is the next one; an abolished card ends the story', () => {
  const alive: LifeFacts = {
    ...nothing,
    applications: ['HANDED_OVER'],
    cardEvents: ['produce', 'receive', 'begin-activation', 'confirm-activation'],
  };
  assert.equal(scenesOf(alive).here, 'logIn');
  assert.equal(scenesOf({ ...alive, signed: true }).here, 'logIn');
  assert.deepEqual(scenesOf({ ...alive, loggedIn: true }).done.at(-1), 'logIn');
  const ended = scenesOf({ ...alive, cardEvents: [...alive.cardEvents, 'suspend', 'abolish'] });
  assert.equal(ended.here, null);
  assert.ok(!ended.done.includes('find'), 'nobody has found it');
});
