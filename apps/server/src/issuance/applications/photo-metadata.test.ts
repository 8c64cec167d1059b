import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { checkPhotoFile } from '@mibun/rules';
import sharp from 'sharp';
import { photoDesk } from './photo-desk.ts';
import { withoutMetadata } from './photo-metadata.ts';

const SECRETS = ['N 35 41 22', 'Telephone 15', 'a word in a comment', 'xmpmeta', 'motion behind the end'];

const segment = (marker: number, text: string) =>
  Buffer.concat([
    Buffer.from([0xff, marker, (text.length + 2) >> 8, (text.length + 2) & 255]),
    Buffer.from(text, 'latin1'),
  ]);

describe('what a picture says besides the picture', () => {
  let plain: Buffer;
  let told: Buffer;

  before(async () => {
    const width = 480;
    const noise = Buffer.from(Array.from({ length: width * width * 3 }, (_, at) => (at * 7919) % 251));
    const drawn = sharp(noise, { raw: { width, height: width, channels: 3 } });
    plain = await drawn.clone().jpeg({ progressive: true }).toBuffer();
    const withExif = await drawn
      .jpeg({ progressive: true })
      .withMetadata({ orientation: 6 })
      .withExifMerge({
        IFD0: { Model: 'Telephone 15' },
        IFD3: { GPSLatitudeRef: 'N', GPSDateStamp: 'N 35 41 22' },
      })
      .toBuffer();
    told = Buffer.concat([
      withExif.subarray(0, 2),
      segment(0xfe, 'a word in a comment'),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>'),
      withExif.subarray(2),
      Buffer.from('motion behind the end'),
    ]);
    for (const secret of SECRETS) assert.ok(told.includes(secret), secret);
  });

  test('is not kept: no place, no device, no words, nothing behind the end', () => {
    const kept = Buffer.from(withoutMetadata(told) ?? []);
    for (const secret of SECRETS) assert.ok(!kept.includes(secret), secret);
    assert.deepEqual(checkPhotoFile(kept), []);
  });

  test('the pixels stay as they are, and the way they are turned', async () => {
    const kept = withoutMetadata(told) ?? new Uint8Array();
    const { orientation, icc } = await sharp(kept).metadata();
    assert.equal(orientation, 6);
    assert.deepEqual(icc, (await sharp(told).metadata()).icc);
    assert.deepEqual(await sharp(kept).raw().toBuffer(), await sharp(told).raw().toBuffer());
    assert.equal((await sharp(withoutMetadata(plain)).metadata()).orientation, undefined);
  });

  test('the same picture with other words is the same picture (PHO-06)', () => {
    const first = withoutMetadata(plain);
    const again = withoutMetadata(
      Buffer.concat([plain.subarray(0, 2), segment(0xfe, 'changed'), plain.subarray(2)]),
    );
    assert.deepEqual(first, again);
  });

  test('a picture of scans without number is not one', () => {
    const sos = plain.lastIndexOf(Buffer.from([0xff, 0xda]));
    const scan = plain.subarray(sos, -2);
    const end = Buffer.from([0xff, 0xd9]);
    const bomb = Buffer.concat([plain.subarray(0, -2), ...Array(100).fill(scan), end]);
    assert.equal(withoutMetadata(bomb), undefined);
    for (let length = 0; length < plain.length - 2; length += 97) {
      assert.equal(withoutMetadata(plain.subarray(0, length)), undefined, String(length));
    }
  });
});

test('pictures are decoded one at a time, one of each applicant, and our own jobs are never sent away', async () => {
  const desk = photoDesk();
  let inside = 0;
  let most = 0;
  const doors: (() => void)[] = [];
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise<void>((resolve) => doors.push(resolve));
    inside--;
  };
  const all = Array.from({ length: 20 }, (_, n) => desk.forApplicant(`draft-${n}`, work));
  await assert.rejects(desk.forApplicant('draft-0', work), /APPLICATION_PHOTO_LATER/);
  await assert.rejects(desk.forApplicant('another', work), /APPLICATION_PHOTO_LATER/);
  all.push(desk.forUs(work));
  const failing = desk.forUs(async () => {
    throw new Error('damaged');
  });
  const finished = Promise.all([...all, assert.rejects(failing, /damaged/)]);
  while (doors.length < all.length) {
    doors.at(-1)?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  doors.at(-1)?.();
  await finished;
  assert.equal(most, 1);
  await desk.forApplicant('draft-0', async () => undefined);
});
