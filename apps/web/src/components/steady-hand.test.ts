import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SERIES_MS, SteadyHand, type Target } from './steady-hand.ts';

const approve = {};
const one: Target = { control: approve, item: 'application-1' };
const two: Target = { control: approve, item: 'application-2' };
const spot = { x: 400, y: 700 };

test('six presses on one spot mean what was there at the first, whatever comes under the hand', () => {
  const hand = new SteadyHand();
  const seen = [one, undefined, two, { control: {}, item: 'application-2' }, undefined, two];
  const strays = seen.map((target, index) => hand.press({ at: 1000 + index * 250, where: spot, target }));
  assert.deepEqual(strays, [false, true, true, true, true, true]);
});

test('pressing where nothing is, until something comes there, decides nothing', () => {
  const hand = new SteadyHand();
  assert.equal(hand.press({ at: 0, where: spot, target: undefined }), false);
  assert.equal(hand.press({ at: 300, where: spot, target: one }), true);
});

test('a hand that trembles is still the same hand; one that moves away or rests begins anew', () => {
  const hand = new SteadyHand();
  hand.press({ at: 0, where: spot, target: one });
  assert.equal(hand.press({ at: 250, where: { x: 405, y: 695 }, target: two }), true);
  assert.equal(hand.press({ at: 500, where: { x: 700, y: 300 }, target: two }), false);
  assert.equal(hand.press({ at: 700, where: spot, target: two }), false);
  assert.equal(hand.press({ at: 700 + SERIES_MS, where: spot, target: one }), false);
});

test('the same control for the same item may be pressed again', () => {
  const hand = new SteadyHand();
  hand.press({ at: 0, where: spot, target: one });
  assert.equal(hand.press({ at: 200, where: spot, target: one }), false);
});

test('a key held down or struck again means the first one, another key is another press', () => {
  const hand = new SteadyHand();
  assert.equal(hand.press({ at: 0, where: 'enter', target: one }), false);
  assert.equal(hand.press({ at: 30, where: 'enter', target: two, repeat: true }), true);
  assert.equal(hand.press({ at: 5000, where: 'enter', target: two, repeat: true }), true);
  assert.equal(hand.press({ at: 5100, where: 'a', target: two }), false);
});
