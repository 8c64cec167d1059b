import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureKind } from './photo-file.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

test('a picture is known by its first octets, whatever its name says', () => {
  assert.equal(pictureKind(bytes('\x89PNG\r\n\x1a\n')), 'PNG');
  assert.equal(pictureKind(bytes('RIFF\x00\x00\x00\x00WEBPVP8 ')), 'WebP');
  assert.equal(pictureKind(bytes('\x00\x00\x00\x18ftypheic')), 'HEIC');
  assert.equal(pictureKind(bytes('\x00\x00\x00\x18ftypmif1')), 'HEIC');
  assert.equal(pictureKind(bytes('\x00\x00\x00\x18ftypavif')), 'AVIF');
  assert.equal(pictureKind(bytes('GIF89a')), 'GIF');
});

test('a JPEG is not made anew, and a film, a document or nothing is no picture', () => {
  assert.equal(pictureKind(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)), undefined);
  assert.equal(pictureKind(bytes('\x00\x00\x00\x18ftypisom')), undefined);
  assert.equal(pictureKind(bytes('%PDF-1.7')), undefined);
  assert.equal(pictureKind(new Uint8Array()), undefined);
});
