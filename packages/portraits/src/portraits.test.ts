import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';
import { checkPhotoFile } from '@mibun/rules';
import sharp from 'sharp';
import { asCmykJpeg, asPng, oversized, tooSmall, truncated } from '../testing/bad-photos.ts';
import { drawPortrait, PHOTO_SIZE, portraitJpeg } from './index.ts';

const AGES = [0, 1, 4, 9, 14, 19, 34, 52, 67, 81, 104];
const SEXES = ['1', '2'] as const;
let photo: Uint8Array;

before(async () => {
  photo = await portraitJpeg(drawPortrait({ seed: 'photo', age: 34, sex: '2' }));
});

test('the same person is always drawn the same', () => {
  for (const age of AGES) {
    for (const sex of SEXES) {
      const subject = { seed: 'same', age, sex };
      assert.equal(drawPortrait(subject), drawPortrait({ ...subject }));
    }
  }
});

test('INC-03 portraits of 600 people are 600 different pictures', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 600; i++) {
    // Without the ids, which differ by design.
    const svg = drawPortrait({ seed: `someone-${i}`, age: 30 + (i % 3), sex: i % 2 ? '1' : '2' });
    const id = /clipPath id="(p[0-9a-z]+?)nk"/.exec(svg)?.[1] ?? '';
    assert.notEqual(id, '');
    seen.add(createHash('sha256').update(svg.replaceAll(id, '')).digest('hex'));
  }
  assert.equal(seen.size, 600);
});

test('every age and sex gives a whole drawing without broken numbers, scripts, links or fonts', async () => {
  for (const age of AGES) {
    for (const sex of SEXES) {
      for (let i = 0; i < 12; i++) {
        const svg = drawPortrait({ seed: `whole-${i}`, age, sex });
        assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 600 800"/);
        assert.doesNotMatch(svg, /NaN|undefined|Infinity|<script|href|font-family/);
      }
    }
  }
  const { width, height } = await sharp(
    Buffer.from(drawPortrait({ seed: 'whole-0', age: 4, sex: '1' })),
  ).metadata();
  assert.deepEqual([width, height], [600, 800]);
});

test('two portraits can stand in one page: their ids do not meet', () => {
  const ids = (svg: string): string[] => [...svg.matchAll(/ id="([^"]+)"/g)].map((m) => m[1] ?? '');
  const one = ids(drawPortrait({ seed: 'one', age: 40, sex: '1' }));
  const two = new Set(ids(drawPortrait({ seed: 'two', age: 40, sex: '1' })));
  assert.ok(one.length > 8);
  assert.deepEqual(
    one.filter((id) => two.has(id)),
    [],
  );
  assert.equal(new Set(one).size, one.length);
});

test('PHO-01 the margin above the head is plain background and the head fills its place', async () => {
  const { data, info } = await sharp(photo).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): number[] => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  const distance = (a: number[], b: number[]): number =>
    a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0);
  const corner = at(20, 20);
  assert.ok(Math.min(...corner) > 200, 'light background');
  // 3/45 of the height from the top is still background; 5/45 is hair.
  assert.ok(distance(at(450, 78), corner) < 40);
  assert.ok(distance(at(450, 133), corner) > 120);
});

test('PHO-02 the photo is a baseline RGB JPEG of 900 × 1200 that the rules accept', async () => {
  for (const [age, sex] of [
    [0, '1'],
    [34, '2'],
    [88, '1'],
  ] as const) {
    const file = await portraitJpeg(drawPortrait({ seed: 'limits', age, sex }));
    const meta = await sharp(file).metadata();
    assert.equal(meta.format, 'jpeg');
    assert.equal(meta.space, 'srgb');
    assert.equal(meta.channels, 3);
    assert.equal(meta.isProgressive, false);
    assert.deepEqual([meta.width, meta.height], [PHOTO_SIZE.width, PHOTO_SIZE.height]);
    assert.ok(file.length >= 20 * 1024, `${file.length} bytes`);
    assert.deepEqual(checkPhotoFile(file), []);
  }
});

test('PHO-02 the bad variants are refused, each for the one reason it stands for', async () => {
  const reasons = (file: Uint8Array): string[] => checkPhotoFile(file).map(({ id }) => id);
  assert.deepEqual(reasons(await asPng(photo)), ['format']);
  assert.deepEqual(reasons(await asCmykJpeg(photo)), ['cmyk']);
  assert.deepEqual(reasons(truncated(photo)), ['truncated']);
  assert.deepEqual(reasons(await tooSmall(photo)), ['too-few-pixels']);
  const huge = await oversized(photo);
  assert.deepEqual(reasons(huge), ['file-too-large']);
  assert.ok(huge.length >= 10_000_000);
});

test('the bad variants are what an independent decoder says they are', async () => {
  assert.equal((await sharp(await asPng(photo)).metadata()).format, 'png');
  const cmyk = await sharp(await asCmykJpeg(photo)).metadata();
  assert.deepEqual([cmyk.format, cmyk.space, cmyk.channels], ['jpeg', 'cmyk', 4]);
  const small = await sharp(await tooSmall(photo)).metadata();
  assert.deepEqual([small.format, small.width, small.height], ['jpeg', 479, 639]);
  await assert.rejects(sharp(truncated(photo), { failOn: 'truncated' }).raw().toBuffer());
});
