import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHOTO_LIMITS } from '@mibun/rules';
import { cutOf, FRAME, largestZoom, MIDDLE, moved, settled } from './crop.ts';

const upright = { width: 1200, height: 1600 };
const broad = { width: 4000, height: 3000 };

test('PHO-01 every part has the proportions of the photo and lies within the picture', () => {
  for (const picture of [upright, broad, { width: 480, height: 6000 }]) {
    for (const view of [
      MIDDLE,
      { x: 0, y: 0, zoom: 9 },
      { x: 2, y: -1, zoom: 1.5 },
      { x: 1, y: 1, zoom: 0 },
    ]) {
      const { left, top, width, height } = cutOf(picture, view);
      assert.ok(Math.abs(width / height - FRAME) < 1e-9);
      assert.ok(left >= 0 && top >= 0);
      assert.ok(left + width <= picture.width + 1e-6 && top + height <= picture.height + 1e-6);
    }
  }
});

test('PHO-02 nobody zooms to a part that is too small to be sent', () => {
  assert.equal(largestZoom({ width: 480, height: 640 }), 1);
  for (const picture of [upright, broad]) {
    const part = cutOf(picture, { ...MIDDLE, zoom: 100 });
    assert.ok(part.width >= PHOTO_LIMITS.minPixels - 1e-6 && part.height >= PHOTO_LIMITS.minPixels - 1e-6);
  }
});

test('a picture moves with the hand, and against an edge it stays', () => {
  const start = { ...MIDDLE, zoom: 2 };
  const before = cutOf(broad, start);
  const after = cutOf(broad, moved(broad, start, 0.1, -0.1));
  assert.ok(Math.abs(before.left - after.left - 0.1 * before.width) < 1e-6);
  assert.ok(Math.abs(after.top - before.top - 0.1 * before.height) < 1e-6);
  const far = moved(broad, moved(broad, start, 50, 50), -0.1, 0);
  assert.ok(cutOf(broad, far).left > 0, 'what was dragged too far has not to be dragged back first');
  assert.deepEqual(settled(broad, MIDDLE), MIDDLE);
});
