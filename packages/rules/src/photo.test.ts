import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftJpeg } from '../testing/jpeg.ts';
import { checkPhotoFile, PHOTO_DEFECTS, PHOTO_EXCEPTIONS } from './photo.ts';

function findings(bytes: Uint8Array): string[] {
  return checkPhotoFile(bytes).map(({ id, ja, en }) => {
    assert.ok(ja !== '' && en !== '' && ja !== en);
    return id;
  });
}

test('PHO-02 appendix B 17: 480 × 480 RGB JPEG of 20 KB is accepted, by either kilobyte', () => {
  assert.deepEqual(findings(draftJpeg({ width: 480, height: 480, size: 20_480 })), []);
  assert.deepEqual(findings(draftJpeg({ width: 480, height: 480, size: 20_000 })), []);
});

test('PHO-02 appendix B 17: 479 × 600 pixels', () => {
  assert.deepEqual(findings(draftJpeg({ width: 479, height: 600 })), ['too-few-pixels']);
  assert.deepEqual(findings(draftJpeg({ width: 600, height: 479 })), ['too-few-pixels']);
});

test('PHO-02 appendix B 17: CMYK', () => {
  assert.deepEqual(findings(draftJpeg({ width: 480, height: 600, components: 4 })), ['cmyk']);
});

test('PHO-02 greyscale is not RGB', () => {
  assert.deepEqual(findings(draftJpeg({ width: 480, height: 600, components: 1 })), ['not-rgb']);
});

test('PHO-02 appendix B 17: 19 KB', () => {
  assert.deepEqual(findings(draftJpeg({ width: 480, height: 600, size: 19 * 1024 })), ['file-too-small']);
});

test('PHO-02 7 MB is the most', () => {
  assert.deepEqual(findings(draftJpeg({ width: 480, height: 600, size: 7 * 1024 * 1024 })), []);
  assert.deepEqual(findings(draftJpeg({ width: 480, height: 600, size: 7 * 1024 * 1024 + 1 })), [
    'file-too-large',
  ]);
});

test('PHO-02 6000 pixels are the most', () => {
  assert.deepEqual(findings(draftJpeg({ width: 6000, height: 6000 })), []);
  assert.deepEqual(findings(draftJpeg({ width: 480, height: 6001 })), ['too-many-pixels']);
});

test('PHO-02 appendix B 17: PNG and other formats are named', () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  assert.deepEqual(findings(png), ['format']);
  assert.match(checkPhotoFile(png)[0]?.en ?? '', /PNG/);
  const heic = new TextEncoder().encode('\0\0\0\x18ftypheic');
  assert.match(checkPhotoFile(heic)[0]?.ja ?? '', /HEIC/);
  assert.deepEqual(findings(new Uint8Array()), ['format']);
});

test('PHO-02 several faults are all named at once', () => {
  assert.deepEqual(findings(draftJpeg({ width: 100, height: 7000, components: 4, size: 500 })), [
    'file-too-small',
    'cmyk',
    'too-few-pixels',
    'too-many-pixels',
  ]);
});

test('PHO-02 a file cut off on the way is told apart', () => {
  assert.deepEqual(findings(draftJpeg({ width: 480, height: 480, size: 40_000 }).subarray(0, 30_000)), [
    'truncated',
  ]);
});

test('PHO-03 PHO-04 the lists are closed, with unique ids and both languages', () => {
  for (const list of [PHOTO_DEFECTS, PHOTO_EXCEPTIONS]) {
    assert.equal(new Set(list.map(({ id }) => id)).size, list.length);
    for (const { ja, en } of list) assert.ok(ja.length > 3 && en.length > 3);
  }
  assert.equal(PHOTO_DEFECTS.length, 16);
});
