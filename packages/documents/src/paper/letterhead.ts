import type { Canvas } from './canvas.ts';
import { GREY, PAGE } from './canvas.ts';
import { MM } from './pdf.ts';
import type { Addressee, Definition, Sender } from './types.ts';

/** The window of a Japanese long envelope no. 3 for a sheet folded in three, with room for play. */
const WINDOW = { x: 22 * MM, y: 20 * MM, width: 82 * MM, height: 38 * MM } as const;
const RIGHT = 122 * MM;
const FOLDS = [99 * MM, 198 * MM] as const;

/** Address window, sender, reference block and fold marks; the text begins below the first fold. */
export function drawLetterhead(
  canvas: Canvas,
  head: {
    readonly to: Addressee;
    readonly from: Sender;
    readonly reference: readonly Definition[];
    readonly stampArea?: string;
  },
): void {
  canvas.decoration(() => {
    canvas.document.rect(0, 0, PAGE.width, 2.6 * MM).fill(canvas.accent);
    for (const y of FOLDS) canvas.rule(y, GREY.rule, 0.5, 4 * MM, 9 * MM);
    drawWindowCorners(canvas);
  });
  canvas.emblem(RIGHT - 7 * MM, WINDOW.y + 3 * MM, 4 * MM);
  drawAddressee(canvas, head.to);
  const below = drawSender(canvas, head.from);
  drawReference(canvas, head.reference, Math.max(below + 5 * MM, 46 * MM));
  if (head.stampArea !== undefined) drawStampArea(canvas, head.stampArea);
  canvas.y = 103 * MM;
}

function drawWindowCorners(canvas: Canvas): void {
  const arm = 3 * MM;
  const { document } = canvas;
  const [x1, y1] = [WINDOW.x - 3 * MM, WINDOW.y - 3 * MM];
  const [x2, y2] = [x1 + WINDOW.width + 6 * MM, y1 + WINDOW.height + 6 * MM];
  document.lineWidth(0.5).strokeColor(GREY.rule);
  for (const [x, y, dx, dy] of [
    [x1, y1, 1, 1],
    [x2, y1, -1, 1],
    [x1, y2, 1, -1],
    [x2, y2, -1, -1],
  ] as const) {
    document
      .moveTo(x + dx * arm, y)
      .lineTo(x, y)
      .lineTo(x, y + dy * arm)
      .stroke();
  }
}

function drawAddressee(canvas: Canvas, to: Addressee): void {
  let y: number = WINDOW.y + 9;
  const room = { maxWidth: WINDOW.width };
  canvas.element('P', (element) => {
    const line = (text: string, size: number, pitch: number): void => {
      const baseline = y;
      canvas.mark(element, () =>
        canvas.ink(text, WINDOW.x, baseline, { size, font: size > 12 ? 'mincho' : 'gothic', ...room }),
      );
      y += pitch;
    };
    const style = { size: 10.5, font: 'gothic' } as const;
    const lines = to.lines.flatMap((text) => canvas.break(text, WINDOW.width, style)).slice(0, 4);
    const honorific = to.honorific ?? (canvas.japanese ? '様' : '');
    const name = honorific === '' ? to.name : `${to.name}　${honorific}`;
    if (canvas.japanese) {
      if (to.postalCode !== undefined) line(`〒${to.postalCode}`, 11, 18);
      for (const text of lines) line(text, style.size, 16);
      y += 7;
      line(name, 15, 18);
      return;
    }
    y += 3;
    line(name, 14, 20);
    for (const text of lines) line(text, style.size, 16);
    if (to.postalCode !== undefined) line(to.postalCode, 10.5, 16);
  });
}

function drawSender(canvas: Canvas, from: Sender): number {
  let y: number = WINDOW.y + 9;
  const room = { maxWidth: PAGE.right - RIGHT };
  canvas.element('P', (element) => {
    const name = y;
    canvas.mark(element, () =>
      canvas.ink(from.name, RIGHT, name, { size: 12.5, font: 'gothic-bold', colour: canvas.accent, ...room }),
    );
    y += 17;
    for (const text of from.lines) {
      const baseline = y;
      canvas.mark(element, () =>
        canvas.ink(text, RIGHT, baseline, { size: 8.5, font: 'gothic', colour: GREY.soft, ...room }),
      );
      y += 13;
    }
  });
  return y - 13;
}

function drawReference(canvas: Canvas, reference: readonly Definition[], top: number): void {
  const pitch = 14.5;
  const column = 20 * MM;
  canvas.decoration(() => canvas.rule(top, canvas.accent, 0.8, RIGHT));
  reference.forEach(({ term, value }, i) => {
    const baseline = top + 14 + i * pitch;
    canvas.element('P', (element) => {
      canvas.mark(element, () => {
        canvas.ink(term, RIGHT, baseline, {
          size: 8,
          font: 'gothic',
          colour: GREY.soft,
          maxWidth: column - 4,
        });
        canvas.ink(value, RIGHT + column, baseline, {
          size: 9.5,
          font: 'gothic-medium',
          maxWidth: PAGE.right - RIGHT - column,
        });
      });
    });
  });
}

/** Where the office puts its date stamp. */
function drawStampArea(canvas: Canvas, label: string): void {
  const side = 24 * MM;
  const [x, y] = [PAGE.right - side, 70 * MM];
  canvas.decoration(() => {
    canvas.document.lineWidth(0.5).strokeColor(GREY.rule).roundedRect(x, y, side, side, 3).stroke();
    canvas.ink(label, x, y + 11, {
      size: 7.5,
      font: 'gothic',
      colour: GREY.soft,
      align: 'center',
      width: side,
    });
  });
}
