/**
 * Draws a sheet of portraits of all ages, for the eye:
 * `node packages/portraits/testing/contact-sheet.ts OUT.png [SEED]`.
 */
import sharp from 'sharp';
import { drawPortrait } from '../src/portrait.ts';

const AGES = [0, 1, 3, 6, 9, 12, 15, 18, 22, 26, 29, 33, 37, 41, 45, 49, 54, 59, 64, 69, 74, 79, 86, 95];
const COLUMNS = 6;
const WIDTH = 300;
const HEIGHT = 400;

const [out, seed = 'sheet'] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: contact-sheet.ts OUT.png [SEED]');
  process.exit(2);
}
const pictures = await Promise.all(
  AGES.map((age, i) =>
    sharp(Buffer.from(drawPortrait({ seed: `${seed}-${i}`, age, sex: i % 2 === 0 ? '2' : '1' })))
      .resize(WIDTH, HEIGHT)
      .png()
      .toBuffer(),
  ),
);
await sharp({
  create: {
    width: COLUMNS * WIDTH,
    height: Math.ceil(AGES.length / COLUMNS) * HEIGHT,
    channels: 3,
    background: '#ffffff',
  },
})
  .composite(
    pictures.map((input, i) => ({
      input,
      left: (i % COLUMNS) * WIDTH,
      top: Math.floor(i / COLUMNS) * HEIGHT,
    })),
  )
  .png()
  .toFile(out);
