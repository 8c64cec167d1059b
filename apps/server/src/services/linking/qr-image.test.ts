import assert from 'node:assert/strict';
import { test } from 'node:test';
import { qrPath } from '@mibun/documents';
import sharp from 'sharp';
import { qrImage } from './qr-image.ts';

const ADDRESS = 'https://mibun.example/portal/consents/offer/A0BA-BANK-2026';

test('LAT-05 the picture has every module of the code, in a quiet zone of four white ones', async () => {
  const { modules } = qrPath(ADDRESS);
  const side = modules + 8;
  const svg = Buffer.from(qrImage(ADDRESS).replace('data:image/svg+xml;base64,', ''), 'base64');
  // One pixel a module.
  const { data, info } = await sharp(svg)
    .resize(side, side)
    .grayscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const dark = (x: number, y: number) => (data[(y * info.width + x) * info.channels] ?? 255) < 128;
  for (let at = 0; at < side; at++) {
    for (const edge of [0, 1, 2, 3, side - 4, side - 3, side - 2, side - 1]) {
      assert.ok(!dark(at, edge) && !dark(edge, at), `${at} ${edge}`);
    }
  }
  // ISO/IEC 18004 §5.3.3: finder patterns in three corners, none in the fourth.
  const finder = (left: number, top: number) =>
    Array.from({ length: 7 }, (_, index) => dark(left + index, top + 3)).join() ===
    [true, false, true, true, true, false, true].join();
  const far = side - 4 - 7;
  assert.deepEqual(
    [finder(4, 4), finder(far, 4), finder(4, far), finder(far, far)],
    [true, true, true, false],
  );
});
