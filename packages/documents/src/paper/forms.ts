import { qrPath } from '../drawing/qr.ts';
import type { Canvas } from './canvas.ts';
import { COLUMN, GREY, PAGE } from './canvas.ts';
import { MM } from './pdf.ts';
import { drawSeal } from './seal.ts';
import type { SealText } from './types.ts';

export interface QrBlock {
  readonly data: string;
  readonly title?: string;
  readonly text?: string;
  /** What stands below the code for people who cannot scan; default the data. */
  readonly shown?: string;
}

export interface FormBlock {
  readonly title: string;
  readonly text?: string;
  /** `cells`: boxes for single characters; `tall`: room for an address or a seal. */
  readonly fields: readonly { readonly label: string; readonly cells?: number; readonly tall?: boolean }[];
  /** To be covered with an opaque sticker after writing (NTC-01). */
  readonly sticker?: boolean;
}

export interface AttestationBlock {
  readonly statement?: string;
  readonly date: string;
  readonly issuer: string;
  readonly seal?: SealText;
}

/** The code as vectors at the left, what it is for beside it, the coded text below. */
export function drawQr(canvas: Canvas, code: QrBlock): void {
  const side = 27 * MM;
  const x = PAGE.left + side + 8 * MM;
  const width = PAGE.right - x;
  const text = { size: 9.5, font: canvas.body } as const;
  const small = { size: 7.5, font: 'gothic', colour: canvas.soft } as const;
  const lines = code.text === undefined ? [] : canvas.break(code.text, width, text);
  const shown = canvas.break(code.shown ?? code.data, width, small);
  const pitch = text.size * canvas.leading;
  const used = (code.title === undefined ? 0 : 20) + lines.length * pitch + 6 + shown.length * 11;
  const height = Math.max(side, used) + 4;
  canvas.ensure(height + 8);
  canvas.y += 8;
  const top = canvas.y;
  const { d, modules } = qrPath(code.data);
  canvas.figure(`QR: ${code.shown ?? code.data}`, () => {
    const { document } = canvas;
    const quiet = (side / modules) * 4; // ISO/IEC 18004 §6.3.8
    document.rect(PAGE.left - quiet, top - quiet, side + 2 * quiet, side + 2 * quiet).fill('#ffffff');
    document
      .save()
      .translate(PAGE.left, top)
      .scale(side / modules)
      .path(d)
      .fill('#000000')
      .restore();
  });
  canvas.element('P', (element) => {
    canvas.mark(element, () => {
      let y = top + 1;
      if (code.title !== undefined) {
        canvas.ink(code.title, x, y + 11, { size: 11.5, font: canvas.strong, colour: canvas.accent });
        y += 20;
      }
      lines.forEach((line, i) => {
        canvas.ink(line, x, y + pitch * (i + 0.5) + 3.4, text);
      });
      y += lines.length * pitch + 6;
      shown.forEach((line, i) => {
        canvas.ink(line, x, y + 8 + i * 11, small);
      });
    });
  });
  canvas.y = top + height + 12;
}

/** Boxes to write in. A field that must not be read on the way gets a place for its sticker. */
export function drawForm(canvas: Canvas, form: FormBlock): void {
  const labelWidth = 38 * MM;
  const rows = form.fields.map((field) => ({ ...field, height: (field.tall === true ? 15 : 10) * MM }));
  const small = { size: 8.5, font: canvas.body, colour: canvas.soft } as const;
  const words = form.text === undefined ? [] : canvas.break(form.text, COLUMN, small);
  const height = 26 + words.length * 13 + rows.reduce((sum, row) => sum + row.height, 0) + 8;
  canvas.ensure(height);
  canvas.flow('H3', [form.title], PAGE.left, { size: 11.5, font: canvas.strong, colour: canvas.accent }, 20);
  if (words.length > 0) canvas.flow('P', words, PAGE.left, small, 13);
  canvas.y += 4;
  const top = canvas.y;
  for (const row of rows) {
    const y = canvas.y;
    canvas.decoration(() => {
      const { document } = canvas;
      document.lineWidth(0.5).strokeColor(GREY.soft);
      document.rect(PAGE.left, y, labelWidth, row.height).fillAndStroke(GREY.tint, GREY.soft);
      document
        .rect(PAGE.left + labelWidth, y, COLUMN - labelWidth, row.height)
        .fillAndStroke('#fff', GREY.soft);
      for (let i = 0; i < (row.cells ?? 0); i++) {
        const side = Math.min(7 * MM, (COLUMN - labelWidth - 10) / (row.cells ?? 1));
        const x = PAGE.left + labelWidth + 8 + i * side;
        document
          .rect(x, y + (row.height - side) / 2, side, side)
          .lineWidth(0.4)
          .stroke(GREY.soft);
      }
    });
    canvas.element('P', (element) => {
      const baseline = y + row.height / 2 + 3.3;
      canvas.mark(element, () =>
        canvas.ink(row.label, PAGE.left + 6, baseline, {
          size: 9,
          font: canvas.body,
          maxWidth: labelWidth - 10,
        }),
      );
    });
    canvas.y += row.height;
  }
  if (form.sticker === true) drawStickerEdge(canvas, top, canvas.y - top);
  canvas.y += form.sticker === true ? 22 : 12;
}

function drawStickerEdge(canvas: Canvas, top: number, height: number): void {
  const words = canvas.japanese
    ? '書いたあと、この枠に目隠しシールを貼ってください'
    : 'After writing, cover this frame with the opaque sticker';
  canvas.decoration(() => {
    canvas.document.lineWidth(0.9).dash(4, { space: 3 }).strokeColor('#b8893c');
    canvas.document
      .roundedRect(PAGE.left - 4, top - 4, COLUMN + 8, height + 8, 4)
      .stroke()
      .undash();
  });
  canvas.element('P', (element) => {
    const baseline = top + height + 14.5;
    canvas.mark(element, () =>
      canvas.ink(words, PAGE.left, baseline, {
        size: 8,
        font: canvas.strong,
        colour: '#8a6420',
        align: 'right',
        width: COLUMN,
      }),
    );
  });
}

export function drawCutLine(canvas: Canvas, label: string): void {
  canvas.ensure(26);
  const y = canvas.y + 12;
  const style = { size: 8, font: 'gothic', colour: canvas.soft } as const;
  const half = canvas.width(label, style) / 2 + 6;
  const middle = PAGE.width / 2;
  canvas.decoration(() => {
    canvas.document.dash(3, { space: 3 });
    canvas.rule(y, GREY.soft, 0.5, 6 * MM, middle - half);
    canvas.rule(y, GREY.soft, 0.5, middle + half, PAGE.width - 6 * MM);
    canvas.document.undash();
    canvas.ink(label, middle - half + 6, y + 2.8, style);
  });
  canvas.y += 28;
}

/** Statement, date and issuer at the right, the seal over the end of the issuer's name. */
export function drawAttestation(canvas: Canvas, block: AttestationBlock): void {
  const side = (block.seal?.sizeMm ?? 24) * MM;
  const body = { size: 11, font: canvas.body } as const;
  const statement = block.statement === undefined ? [] : canvas.break(block.statement, COLUMN, body);
  canvas.ensure(statement.length * 19 + 40 + side);
  canvas.y += 6;
  if (statement.length > 0) canvas.flow('P', statement, PAGE.left, body, 19);
  canvas.y += 16;
  canvas.flow('P', [block.date], PAGE.left + 8 * MM, { size: 11, font: canvas.body }, 18);
  const centre = canvas.y + side / 2 + 2;
  const name = { size: 15, font: 'mincho' } as const;
  const sealed = block.seal !== undefined;
  const right = PAGE.right - (sealed ? side * 0.62 : 0);
  canvas.element('P', (element) => {
    canvas.mark(element, () =>
      canvas.ink(block.issuer, PAGE.left, centre + 5, { ...name, align: 'right', width: right - PAGE.left }),
    );
  });
  const { seal } = block;
  if (seal !== undefined) {
    canvas.figure(canvas.japanese ? `印影 ${seal.text}` : `Seal ${seal.text}`, () => {
      drawSeal(canvas.document, canvas.fonts, seal, PAGE.right - side, centre - side / 2);
    });
  }
  canvas.y = centre + side / 2 + 12;
}
