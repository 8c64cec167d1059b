import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import sharp from 'sharp';
import { svgPath } from '../drawing/path.ts';
import { svgToPng } from '../drawing/render.ts';
import { MOST_OCTETS, readPicture } from './index.ts';
import { readPath } from './path.ts';

const svg = (content: string, attributes = 'viewBox="0 0 100 100"') =>
  new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>\n${content}\n</svg>`);
const faultsOf = (octets: Uint8Array) =>
  readPicture(octets).faults.map(({ line, problem }) => `${line} ${problem}`);
const shapesOf = (octets: Uint8Array) => {
  const { picture, faults } = readPicture(octets);
  assert.ok(picture, JSON.stringify(faults));
  return picture.shapes;
};

describe('a drawing that somebody else has made', () => {
  test('every kind of shape is read, into a square from -1 to 1', () => {
    const shapes = shapesOf(
      svg(
        `<?x?>`.slice(5) +
          `<!-- a mark --><title>mark</title>
        <g fill="none" stroke="#123" stroke-width="4"><circle cx="50" cy="50" r="40"/><line x1="0" y1="0" x2="100" y2="100"/></g>
        <rect x="25" y="25" width="50" height="50"/><polygon points="0,0 100,0 50,100" fill-rule="evenodd"/>
        <ellipse cx="50" cy="50" rx="10" ry="20"/><path d="M0 0h100v100z"/>`,
      ),
    );
    assert.deepEqual(
      shapes.map(({ line, winding, segments }) => [line, winding, segments[0]?.points]),
      [
        [0.08, 'nonzero', [-0.8, 0]],
        [0.08, 'nonzero', [-1, -1]],
        [undefined, 'nonzero', [-0.5, -0.5]],
        [undefined, 'evenodd', [-1, -1]],
        [undefined, 'nonzero', [-0.19999999999999996, 0]],
        [undefined, 'nonzero', [-1, -1]],
      ],
    );
  });

  for (const [what, content, said] of [
    ['a script', '<script>alert(1)</script>', /has <script>/],
    ['what runs by itself', '<path d="M0 0h9v9z" onload="x()"/>', /has onload/],
    ['a foreign object', '<foreignObject><b/></foreignObject>', /has <foreignObject>/],
    ['a picture from elsewhere', '<image href="http://evil.example/x.png"/>', /has <image>/],
    ['a reference', '<use href="#a"/>', /has <use>/],
    ['a link', '<a href="javascript:x"><path d="M0 0h9v9z"/></a>', /has <a>/],
    ['a style sheet', '<style>@import "x"</style>', /has <style>/],
    ['a style', '<path style="fill:url(http://x)" d="M0 0h9v9z"/>', /has style.*write fill/],
    ['paint from elsewhere', '<path fill="url(#x)" d="M0 0h9v9z"/>', /painted by reference/],
    ['text', '<text>A</text>', /turn words into paths/],
    ['a movement', '<animate/>', /has <animate>/],
    ['a transformation', '<path transform="scale(9)" d="M0 0h9v9z"/>', /has transform.*apply it/],
    ['what stands outside', '<path d="M0 0h200v9z"/>', /outside the viewBox/],
    ['a path that is none', '<path d="M0 0 url(x)"/>', /no shape that can be drawn/],
    ['a path that never ends', `<path d="M0 0${'h1h-1'.repeat(4000)}"/>`, /no shape that can be drawn/],
    ['numbers that are none', '<circle r="1e999"/>', /no shape that can be drawn/],
    ['a line too wide', '<path d="M0 0h9" stroke="red" stroke-width="900"/>', /no stroke-width/],
    ['nothing', '', /draws nothing/],
    ['an entity', '<path d="M0 0h9v9z"/>&x;', /has an entity/],
    ['CDATA', '<![CDATA[x]]>', /document type or CDATA/],
    ['a hole in the nest', '<g>', /is nothing that is open|ends before|ends nothing/],
    ['a name twice', '<path d="M0 0h9v9z" d="M0 0"/>', /has d twice/],
    ['a deep nest', `${'<g>'.repeat(99)}${'</g>'.repeat(99)}`, /nested too deeply/],
    ['an attribute of another language', '<path xlink:href="x" d="M0 0h9v9z"/>', /has xlink:href/],
  ] as const) {
    test(`${what} is refused, with its line and what to do`, () => {
      const faults = faultsOf(svg(content));
      assert.match(faults.join('\n'), said);
      for (const fault of faults) assert.match(fault, /^\d+ .+: .+/);
    });
  }

  test('a document type, another document, a drawing that is no square or too large are refused', () => {
    const raw = (text: string) => faultsOf(new TextEncoder().encode(text)).join();
    assert.match(raw('<!DOCTYPE svg [<!ENTITY x "y">]><svg/>'), /document type/);
    assert.match(raw('<html/>'), /is no SVG/);
    assert.match(raw('{}'), /text outside its drawing/);
    assert.match(raw('<svg viewBox="0 0 10 20"><path d="M0 0h1v1z"/></svg>'), /no square viewBox/);
    assert.match(raw('<svg/><svg/>'), /two drawings/);
    assert.match(raw(''), /ends before its drawing/);
    assert.match(faultsOf(new Uint8Array(MOST_OCTETS + 1)).join(), /larger than 64 kB/);
    assert.match(faultsOf(new Uint8Array([0x3c, 0xff])).join(), /not UTF-8/);
  });

  test('all faults are named at once', () => {
    assert.deepEqual(
      faultsOf(svg('<script/>\n<path d="x"/>\n<image/>')).map((fault) => fault.split(' ')[0]),
      ['2', '3', '4'],
    );
  });
});

test('a path is the same picture as absolute steps as it is to a renderer that has read it itself', async () => {
  const draw = (d: string) =>
    svgToPng(
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 100 100"><rect width="100" height="100" fill="#fff"/><path fill-rule="evenodd" d="${d}"/></svg>`,
    );
  for (const d of [
    'M10 10 20 20l30-5H90V60h-10v20L10 80z',
    'M10 50C20 10 40 10 50 50S80 90 90 50t-5 20q-10 10-20 0T40 80z',
    'M20 50A30 20 30 1 0 80 50A30 20 30 0 1 20 50z',
    'm50,10a40,40 0 01.5 80 5 5 0 1 1-1-80z m0 20 10 10h-20z',
    'M10 10L90 10A5 5 0 0 0 90 20 1 1 0 0010 20Z',
  ]) {
    const segments = readPath(d);
    assert.ok(segments, d);
    const [own, other] = await Promise.all([draw(svgPath(segments, 4)), draw(d)]);
    const grey = (png: Uint8Array) => sharp(png).greyscale().raw().toBuffer();
    const [left, right] = [await grey(own), await grey(other)];
    let apart = 0;
    for (const [i, value] of left.entries()) apart += Math.abs(value - (right[i] ?? 0));
    assert.ok(apart / left.length < 0.2, `${d}: ${apart / left.length}`);
  }
  for (const none of ['', 'L1 1', 'M', 'M1', 'M1 1 2', 'M0 0A1 1 0 2 0 1 1', 'M0 0 NaN', 'M0 0;'])
    assert.ok((readPath(none)?.length ?? 0) === 0, none);
});
