import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codestreamOf, codestreamSize, wrapJp2 } from './boxes.ts';
import { decodeJp2, encodeJp2, Jp2Error } from './codec.ts';

const [width, height] = [120, 150];
/** A soft picture with an edge, like a face before a wall. */
const grey = Uint8Array.from({ length: width * height }, (_, i) => {
  const [x, y] = [i % width, Math.floor(i / width)];
  const inside = (x - 60) ** 2 + (y - 70) ** 2 < 45 ** 2;
  return inside ? 190 + 30 * Math.sin(x / 9) * Math.cos(y / 11) : 90 + y / 4;
});

test('chip.md §2.3 a photo survives the JP2 container within the size asked for', async () => {
  const jp2 = await encodeJp2({ width, height, grey }, { maxBytes: 2500 });
  assert.ok(jp2.length <= 2500);
  const picture = await decodeJp2(jp2);
  assert.deepEqual([picture.width, picture.height], [width, height]);
  const error = picture.grey.reduce((sum, value, i) => sum + (value - (grey[i] ?? 0)) ** 2, 0) / grey.length;
  assert.ok(error < 20, `mean square error ${error}`);
});

test('ISO/IEC 15444-1 annex I: signature, file type, header with greyscale, codestream, in this order', async () => {
  const jp2 = Buffer.from(await encodeJp2({ width, height, grey }));
  const types: string[] = [];
  for (let at = 0; at < jp2.length; at += jp2.readUInt32BE(at))
    types.push(jp2.toString('latin1', at + 4, at + 8));
  assert.deepEqual(types, ['jP  ', 'ftyp', 'jp2h', 'jp2c']);
  const header = jp2.indexOf('ihdr');
  assert.equal(jp2.readUInt32BE(header + 4), height);
  assert.equal(jp2.readUInt32BE(header + 8), width);
  const colour = jp2.indexOf('colr');
  assert.deepEqual([...jp2.subarray(colour + 4, colour + 11)], [1, 0, 0, 0, 0, 0, 17]);
});

test('the bare codestream is decoded too', async () => {
  const codestream = codestreamOf(await encodeJp2({ width, height, grey }));
  assert.ok(codestream !== undefined);
  assert.deepEqual(codestreamSize(codestream), { width, height, components: 1, bitDepth: 8 });
  assert.equal((await decodeJp2(codestream)).width, width);
});

test('hostile pictures are refused before or in the decoder, and the decoder works afterwards', async () => {
  const good = await encodeJp2({ width, height, grey });
  await assert.rejects(decodeJp2(new Uint8Array(100)), { code: 'not-jp2' });
  await assert.rejects(decodeJp2(good.subarray(0, 40)), { code: 'not-jp2' });
  const huge = Buffer.from(codestreamOf(good) ?? []);
  huge.writeUInt32BE(0x7fffffff, 8);
  await assert.rejects(decodeJp2(huge), { code: 'unsupported' });
  const cut = codestreamOf(good)?.subarray(0, 60) ?? new Uint8Array();
  await assert.rejects(decodeJp2(wrapJp2(cut, { width, height })), Jp2Error);
  assert.equal((await decodeJp2(good)).width, width);
});

test('a picture with too few bytes is refused', async () => {
  await assert.rejects(encodeJp2({ width: 10, height: 10, grey: new Uint8Array(99) }), RangeError);
});
