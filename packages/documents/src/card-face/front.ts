import { breakLines, textWidth } from '../drawing/lines.ts';
import { emblem } from './emblem.ts';
import { drawGround, drawHead } from './ground.ts';
import { drawName } from './name.ts';
import type { Sheet } from './sheet.ts';
import { CARD, escapeXml, INK, mm, roundedRect } from './sheet.ts';
import type { Addendum, CardFacesInput } from './types.ts';
import { printedBirthDate, printedDate, SEX } from './words.ts';

const HEAD = 8.3;
/** CARD-05: 27.5 × 22.0 mm */
const PHOTO = { x: 4.4, y: 11, width: 22, height: 27.5 } as const;
const COLUMN = { x: 29.4, right: 81.4 } as const;
/** Of the country's name in the head. */
const COUNTRY_WIDTH = 22;
const WIDTH = COLUMN.right - COLUMN.x;

export function drawFront(sheet: Sheet, input: CardFacesInput): void {
  drawGround(sheet, 'front');
  drawHead(sheet, HEAD);
  const { emblem: shapes, title: words, country } = sheet.face;
  sheet.add(emblem(shapes, { x: 7.3, y: HEAD / 2, radius: 2.95, colour: '#fff' }));
  const title = sheet.text(words.ja, 11.6, 5.35, {
    size: 3.3,
    maxWidth: 26,
    font: 'gothic-bold',
    fill: '#fff',
    tracking: 0.16,
  });
  const name = 11.6 + title + 1.6;
  sheet.text(words.en, name, 5.3, {
    size: 1.7,
    maxWidth: COLUMN.right - COUNTRY_WIDTH - 1.4 - name,
    font: 'gothic-medium',
    fill: '#dbe6ee',
  });
  sheet.text(`${country.ja} ${country.latin}`, COLUMN.right, 5.4, {
    size: 2.7,
    maxWidth: COUNTRY_WIDTH,
    font: 'gothic-bold',
    fill: '#fff',
    tracking: 0.12,
    anchor: 'end',
  });
  drawPhoto(sheet, input.photo);
  drawHolder(sheet, input);
  drawDates(sheet, input);
  drawSecurityCode(sheet, input.securityCode);
  drawAddenda(sheet, input.addenda ?? []);
  drawOrganDonation(sheet);
  drawIssuer(sheet, input.issuer);
}

function drawPhoto(sheet: Sheet, photo: string | undefined): void {
  const { x, y, width, height } = PHOTO;
  const clip = sheet.id('photo');
  if (photo === undefined) {
    sheet.add(roundedRect(x, y, width, height, 0.9, `fill="#fff" opacity=".55"`));
    sheet.add(
      roundedRect(
        x,
        y,
        width,
        height,
        0.9,
        `fill="none" stroke="${INK.label}" stroke-width=".12" stroke-dasharray=".7 .5"`,
      ),
    );
    sheet.text('写真なし', x + width / 2, y + height / 2 - 0.3, {
      size: 2,
      fill: INK.label,
      anchor: 'middle',
    });
    sheet.text('No photograph (under 1)', x + width / 2, y + height / 2 + 2.3, {
      size: 1.3,
      fill: INK.label,
      anchor: 'middle',
    });
    return;
  }
  sheet.define(`<clipPath id="${clip}">${roundedRect(x, y, width, height, 0.9)}</clipPath>`);
  sheet.add(
    roundedRect(x, y, width, height, 0.9, 'fill="#dfe6ea"'),
    `<image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice" clip-path="url(#${clip})" href="${escapeXml(photo)}"/>`,
    roundedRect(
      x,
      y,
      width,
      height,
      0.9,
      `fill="none" stroke="${sheet.face.colours.head}" stroke-width=".16"`,
    ),
  );
}

function drawHolder(sheet: Sheet, input: CardFacesInput): void {
  sheet.label('氏名', 'Name', COLUMN.x, 12.4);
  drawName(sheet, input, { x: COLUMN.x, y: 17.1, width: WIDTH, size: 4.3 });
  sheet.label('住所', 'Address', COLUMN.x, 20.3);
  drawAddress(sheet, input.address);
}

/** Two lines where they will do; a longer address is set smaller, on three. */
function drawAddress(sheet: Sheet, address: string): void {
  for (const { size, most, pitch } of [
    { size: 2.5, most: 1, pitch: 3 },
    { size: 2.35, most: 2, pitch: 2.85 },
    { size: 1.95, most: 3, pitch: 2.1 },
    { size: 1.6, most: 3, pitch: 2.0 },
    { size: 1.3, most: 4, pitch: 1.55 },
  ]) {
    const lines = addressLines(sheet, address, size);
    if (lines.length > most && size > 1.3) continue;
    lines.slice(0, most).forEach((line, i) => {
      sheet.text(line, COLUMN.x, (most > 2 ? 22.85 : 23.2) + i * pitch, {
        size,
        font: 'mincho',
        maxWidth: WIDTH,
      });
    });
    return;
  }
}

/** Breaks before the building's name where both halves fit, else where the line is full. */
function addressLines(sheet: Sheet, address: string, size: number): readonly string[] {
  const style = { font: 'mincho', size, fonts: sheet.fonts } as const;
  const lines = breakLines(address, WIDTH, style);
  const [street, building, ...more] = address.split(/[ \u3000]+/);
  if (lines.length !== 2 || street === undefined || building === undefined || more.length > 0) return lines;
  const fits = [street, building].every((part) => textWidth(part, style.font, size, style.fonts) <= WIDTH);
  return fits ? [street, building] : lines;
}

function drawDates(sheet: Sheet, input: CardFacesInput): void {
  const second = 57.4;
  sheet.label('生年月日', 'Date of birth', COLUMN.x, 29.5);
  sheet.text(printedBirthDate(input.birthDate, input.nationality), COLUMN.x, 32.3, {
    size: 2.35,
    font: 'gothic-medium',
  });
  if (input.sex !== undefined) {
    sheet.label('性別', 'Sex', second, 29.5);
    sheet.text(SEX[input.sex], second, 32.3, { size: 2.35, font: 'gothic-medium' });
  }
  sheet.label('カードの有効期限', 'Card valid until', COLUMN.x, 35.1);
  sheet.text(printedDate(input.cardExpiry), COLUMN.x, 38.1, { size: 2.35, font: 'gothic-medium' });
  sheet.label('電子証明書の有効期限', 'Certificates', second, 35.1);
  sheet.add(
    roundedRect(
      second - 0.1,
      35.75,
      COLUMN.right - second + 0.1,
      3.15,
      0.4,
      `fill="#fff" fill-opacity=".7" stroke="${INK.label}" stroke-width=".09"`,
    ),
  );
  if (input.certificateExpiry !== undefined) {
    sheet.text(printedDate(input.certificateExpiry), second + 0.7, 38.1, {
      size: 2.15,
      font: 'gothic-medium',
    });
  }
}

function drawSecurityCode(sheet: Sheet, code: string): void {
  sheet.label('セキュリティコード', 'Security code', PHOTO.x, 41.3);
  sheet.text(code, PHOTO.x, 45.6, {
    size: 4,
    font: 'gothic-bold',
    tracking: 0.7,
    fill: sheet.face.colours.headDeep,
  });
}

function drawAddenda(sheet: Sheet, addenda: readonly Addendum[]): void {
  const box = { x: COLUMN.x, y: 40.3, width: WIDTH, height: 6.5 };
  sheet.add(
    roundedRect(
      box.x,
      box.y,
      box.width,
      box.height,
      0.5,
      `fill="#fff" fill-opacity=".72" stroke="${INK.label}" stroke-width=".09"`,
    ),
  );
  sheet.text('追記', box.x + 2.55, box.y + 3.1, {
    size: 1.5,
    font: 'gothic-medium',
    fill: INK.label,
    anchor: 'middle',
  });
  sheet.text('Notes', box.x + 2.55, box.y + 4.9, { size: 1.1, fill: INK.label, anchor: 'middle' });
  const rows = Math.max(2, addenda.length);
  const pitch = box.height / rows;
  const rules = Array.from(
    { length: rows - 1 },
    (_, i) => `M${box.x + 5.1} ${mm(box.y + pitch * (i + 1))}h${mm(box.width - 5.1)}`,
  );
  sheet.add(
    `<path d="M${box.x + 5.1} ${box.y}v${box.height}${rules.join('')}" stroke="${INK.label}" stroke-width=".06" fill="none"/>`,
  );
  const size = Math.min(1.75, pitch * 0.72);
  addenda.forEach((addendum, i) => {
    const y = box.y + pitch * i + pitch / 2 + size * 0.37;
    sheet.text(`${printedDate(addendum.date)}　${addendum.text}`, box.x + 5.8, y, {
      size,
      font: 'mincho',
      maxWidth: box.width - 6.4,
    });
  });
}

function drawOrganDonation(sheet: Sheet): void {
  const box = { x: PHOTO.x, y: 47.9, width: 57.6, height: 4.1 };
  sheet.add(
    roundedRect(
      box.x,
      box.y,
      box.width,
      box.height,
      0.5,
      `fill="#fff" fill-opacity=".72" stroke="${INK.label}" stroke-width=".09"`,
    ),
  );
  const y = box.y + 1.75;
  const title = sheet.text('臓器提供の意思', box.x + 0.8, y, {
    size: 1.34,
    font: 'gothic-medium',
    fill: INK.text,
  });
  let x = box.x + 0.8 + title + 1.5;
  for (const choice of ['脳死後・心停止後に提供する', '心停止後に限り提供する', '提供しない']) {
    sheet.add(
      `<rect x="${mm(x)}" y="${mm(y - 1.12)}" width="1.2" height="1.2" rx=".15" fill="#fff" stroke="${INK.text}" stroke-width=".1"/>`,
    );
    x += 1.7 + sheet.text(choice, x + 1.7, y, { size: 1.28 }) + 1.6;
  }
  const line = box.y + 3.45;
  sheet.text('Organ donation — optional, may be left blank', box.x + 0.8, line, {
    size: 1.08,
    fill: INK.label,
  });
  let at = box.x + 27.2;
  for (const { word, room } of [
    { word: '署名', room: 12.5 },
    { word: '年月日', room: 9 },
  ]) {
    const width = sheet.text(word, at, line, { size: 1.28 });
    sheet.add(
      `<path d="M${mm(at + width + 0.5)} ${mm(line + 0.18)}h${room}" stroke="${INK.label}" stroke-width=".08"/>`,
    );
    at += width + room + 1.4;
  }
}

function drawIssuer(sheet: Sheet, issuer: string): void {
  const x = PHOTO.x + 57.6 + 1.4;
  sheet.label('交付', 'Issued by', x, 49.3);
  sheet.text(issuer, x, 51.9, { size: 2.2, font: 'mincho', maxWidth: CARD.width - x - 4.2 });
}
