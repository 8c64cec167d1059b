import assert from 'node:assert/strict';
import { test } from 'node:test';
import { photoHints } from './photo-hints.ts';

function picture(width: number, height: number, value: (x: number, y: number) => number) {
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) grey[at] = value(at % width, Math.floor(at / width));
  return { width, height, grey };
}
const stripes = (low: number, high: number) => (x: number) => (x % 4 < 2 ? low : high);

test('PHO-05 a sharp upright picture of middling brightness raises no suspicion', () => {
  assert.deepEqual(photoHints(picture(40, 50, stripes(80, 180))), []);
});

test('PHO-05 what a screener would be warned of, the applicant hears first', () => {
  assert.deepEqual(photoHints(picture(40, 50, stripes(10, 40))), ['too-dark']);
  assert.deepEqual(photoHints(picture(40, 50, stripes(230, 255))), ['too-bright']);
  assert.deepEqual(photoHints(picture(40, 50, (x) => 100 + x)), ['blurred']);
  assert.deepEqual(photoHints(picture(50, 40, stripes(80, 180))), ['landscape']);
});
