import { qrPath } from '../drawing/qr.ts';
import { emblem } from './emblem.ts';
import { drawGround, drawHead } from './ground.ts';
import { drawName } from './name.ts';
import type { Sheet } from './sheet.ts';
import { CARD, INK, mm, roundedRect } from './sheet.ts';
import type { CardFacesInput } from './types.ts';
import { printedBirthDate } from './words.ts';

const HEAD = 5.6;
const RIGHT = 81.4;

export function drawBack(sheet: Sheet, input: CardFacesInput): void {
  drawGround(sheet, 'back');
  drawHead(sheet, HEAD);
  const { emblem: shapes, country, backHead } = sheet.face;
  sheet.add(emblem(shapes, { x: 6.4, y: HEAD / 2, radius: 2.05, colour: '#fff' }));
  sheet.text(`${country.ja} ${country.latin}`, 9.4, 3.72, {
    size: 2.1,
    font: 'gothic-bold',
    fill: '#fff',
    tracking: 0.1,
    maxWidth: 20,
  });
  sheet.text(backHead, RIGHT, 3.6, {
    size: 1.75,
    maxWidth: 50,
    font: 'gothic-medium',
    fill: '#fff',
    anchor: 'end',
  });
  drawContacts(sheet, 9.25, 17.3);
  drawNumber(sheet, input);
  drawHolder(sheet, input);
  drawWarnings(sheet);
}

/** The contact plate of ISO/IEC 7816-2: eight areas, C1 at 10.25 mm from the left, 19.23 mm from the top. */
function drawContacts(sheet: Sheet, x: number, y: number): void {
  const gold = sheet.id('gold');
  sheet.define(
    `<linearGradient id="${gold}" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#f0d79a"/><stop offset=".45" stop-color="#d3ab58"/><stop offset=".6" stop-color="#ecd08b"/><stop offset="1" stop-color="#b98c3e"/></linearGradient>`,
  );
  const [w, h] = [12.6, 11.4];
  sheet.add(roundedRect(x, y, w, h, 1.9, `fill="url(#${gold})" stroke="#8f6a2b" stroke-width=".12"`));
  const [left, right] = [4.3, 8.3];
  const lines = [
    `M0 2.85H${left}M0 5.7H${left}M0 8.55H${left}`,
    `M${w} 2.85H${right}M${w} 5.7H${right}M${w} 8.55H${right}`,
    `M${left} 2.2V9.2Q${left} 9.6 ${left - 0.4} 9.9L3.3 ${h}M${left} 2.2Q${left} 1.8 ${left - 0.4} 1.5L3.3 0`,
    `M${right} 2.2V9.2Q${right} 9.6 ${right + 0.4} 9.9L9.3 ${h}M${right} 2.2Q${right} 1.8 ${right + 0.4} 1.5L9.3 0`,
  ];
  sheet.add(
    `<path transform="translate(${x} ${y})" d="${lines.join('')}" fill="none" stroke="#7d5b22" stroke-width=".16"/>`,
  );
}

function drawNumber(sheet: Sheet, input: CardFacesInput): void {
  const x = 29.4;
  sheet.label('個人番号', 'Individual Number', x, 11);
  const digits = input.maskNumber === true ? '************' : input.individualNumber;
  const groups = [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)];
  sheet.add(
    roundedRect(
      x - 0.9,
      12.1,
      RIGHT - x + 0.9,
      8.1,
      0.8,
      `fill="#fff" fill-opacity=".62" stroke="${sheet.face.colours.head}" stroke-width=".12"`,
    ),
  );
  groups.forEach((group, i) => {
    const centre = x + (RIGHT - x) * ((i + 0.5) / 3) - 0.4;
    if (input.maskNumber === true) maskedGroup(sheet, centre);
    else
      sheet.text(group, centre, 18.15, {
        size: 5.5,
        font: 'gothic-bold',
        tracking: 0.32,
        anchor: 'middle',
        fill: sheet.face.colours.headDeep,
      });
  });
}

function maskedGroup(sheet: Sheet, centre: number): void {
  for (let i = 0; i < 4; i++) {
    sheet.add(
      `<circle cx="${mm(centre - 4.8 + i * 3.2)}" cy="16.15" r=".85" fill="${sheet.face.colours.headDeep}"/>`,
    );
  }
}

function drawHolder(sheet: Sheet, input: CardFacesInput): void {
  const x = 29.4;
  sheet.label('氏名', 'Name', x, 24.4);
  drawName(sheet, input, { x, y: 28.3, width: 34.5, size: 3.3 });
  sheet.label('生年月日', 'Date of birth', x, 32.4);
  sheet.text(printedBirthDate(input.birthDate, input.nationality), x, 35.5, {
    size: 2.5,
    font: 'gothic-medium',
  });
  drawQr(sheet, input);
}

function drawQr(sheet: Sheet, input: CardFacesInput): void {
  const side = 15;
  const [x, y] = [RIGHT - side, 22.4];
  sheet.add(
    roundedRect(x, y, side, side, 0.7, `fill="#fff" stroke="${sheet.face.colours.head}" stroke-width=".12"`),
  );
  if (input.maskNumber === true) {
    sheet.text('番号は', x + side / 2, y + 6.9, { size: 1.9, fill: INK.label, anchor: 'middle' });
    sheet.text('表示していません', x + side / 2, y + 9.5, { size: 1.6, fill: INK.label, anchor: 'middle' });
    return;
  }
  const { d, modules } = qrPath(input.individualNumber);
  // Four modules of quiet zone on each side (ISO/IEC 18004 §6.3.8).
  const unit = side / (modules + 8);
  sheet.add(
    `<path transform="translate(${mm(x + 4 * unit)} ${mm(y + 4 * unit)}) scale(${unit.toFixed(5)})" d="${d}" fill="#000" shape-rendering="crispEdges"/>`,
  );
}

function drawWarnings(sheet: Sheet): void {
  const y = 40;
  sheet.add(roundedRect(4.4, y - 0.3, CARD.width - 8.6, 11.9, 0.6, 'fill="#fff" fill-opacity=".58"'));
  sheet.face.backLines.forEach(({ ja, en }, i) => {
    sheet.text(ja, 5.4, y + 2.1 + i * 3.75, { size: 1.5, font: 'gothic-medium', maxWidth: 74.6 });
    sheet.text(en, 5.4, y + 3.62 + i * 3.75, { size: 1.12, fill: INK.label, maxWidth: 74.6 });
  });
}
