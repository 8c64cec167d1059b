import type { Canvas } from './canvas.ts';
import { COLUMN, GREY, PAGE } from './canvas.ts';
import { MM } from './pdf.ts';
import type { Definition, PaperTable } from './types.ts';

/** Terms left, values right, a hairline between: the facts of a letter. */
export function drawDefinitions(canvas: Canvas, entries: readonly Definition[]): void {
  const termWidth = 44 * MM;
  const x = PAGE.left + termWidth;
  const value = { size: 11, font: canvas.body === 'mincho' ? canvas.body : 'gothic-medium' } as const;
  const note = { size: 8.5, font: canvas.body, colour: canvas.soft } as const;
  const line = () => canvas.decoration(() => canvas.rule(canvas.y));
  canvas.ensure(30);
  line();
  for (const entry of entries) {
    const lines = canvas.break(entry.value, COLUMN - termWidth, value);
    const notes = entry.note === undefined ? [] : canvas.break(entry.note, COLUMN - termWidth, note);
    const height = 13 + lines.length * 17 + notes.length * 13;
    if (canvas.y + height > PAGE.bottom) {
      canvas.ensure(height);
      line();
    }
    const top = canvas.y;
    canvas.element('P', (element) => {
      canvas.mark(element, () => {
        canvas.ink(entry.term, PAGE.left, top + 18.5, {
          size: 9.5,
          font: canvas.body,
          colour: canvas.soft,
          maxWidth: termWidth - 8,
        });
        lines.forEach((text, i) => {
          canvas.ink(text, x, top + 19 + i * 17, value);
        });
        notes.forEach((text, i) => {
          canvas.ink(text, x, top + 17 + lines.length * 17 + i * 13, note);
        });
      });
    });
    canvas.y = top + height;
    line();
  }
  canvas.y += 12;
}

export function drawTable(canvas: Canvas, table: PaperTable): void {
  const total = table.columns.reduce((sum, column) => sum + column.share, 0);
  const pad = 6;
  let at: number = PAGE.left;
  const columns = table.columns.map((column) => {
    const width = (COLUMN * column.share) / total;
    const placed = { ...column, x: at, width, align: column.align ?? ('left' as const) };
    at += width;
    return placed;
  });
  const head = { size: 8.5, font: canvas.strong, colour: canvas.soft } as const;
  const cell = { size: 9.5, font: canvas.body } as const;
  canvas.element('Table', (element) => {
    const drawRow = (cells: readonly (readonly string[])[], type: 'TH' | 'TD', height: number): void => {
      const style = type === 'TH' ? head : cell;
      const top = canvas.y;
      canvas.decoration(() => {
        if (type === 'TH' && !canvas.certificate)
          canvas.document.rect(PAGE.left, top, COLUMN, height).fill(GREY.tint);
        canvas.rule(top + height, type === 'TH' ? canvas.accent : GREY.rule, type === 'TH' ? 0.8 : 0.4);
      });
      canvas.element(
        'TR',
        (row) => {
          cells.forEach((lines, i) => {
            const column = columns[i];
            if (column === undefined) return;
            canvas.element(
              type,
              (td) => {
                canvas.mark(td, () => {
                  lines.forEach((text, n) => {
                    canvas.ink(text, column.x + pad, top + 15 + n * 14, {
                      ...style,
                      align: column.align,
                      width: column.width - 2 * pad,
                      maxWidth: column.width - 2 * pad,
                    });
                  });
                });
              },
              row,
            );
          });
        },
        element,
      );
      canvas.y = top + height;
    };
    const heading = () =>
      drawRow(
        table.columns.map((column) => [column.header]),
        'TH',
        22,
      );
    canvas.ensure(60);
    heading();
    for (const row of table.rows) {
      const cells = columns.map((column, i) => canvas.break(row[i] ?? '', column.width - 2 * pad, cell));
      const height = 9 + 14 * Math.max(...cells.map((lines) => lines.length));
      if (canvas.y + height > PAGE.bottom) {
        canvas.addPage();
        heading();
      }
      drawRow(cells, 'TD', height);
    }
  });
  canvas.y += 12;
}

/** A framed remark that must not be overlooked. */
export function drawNotice(canvas: Canvas, text: string, title: string | undefined): void {
  const inset = 12;
  const style = { size: 10, font: canvas.body } as const;
  const lines = canvas.break(text, COLUMN - 2 * inset - 4, style);
  const pitch = style.size * canvas.leading;
  const height = inset * 1.6 + lines.length * pitch + (title === undefined ? 0 : 19);
  canvas.ensure(height);
  const top = canvas.y;
  canvas.decoration(() => {
    canvas.document.rect(PAGE.left, top, COLUMN, height).fill('#fbf6ea');
    canvas.document.rect(PAGE.left, top, 3, height).fill('#b8893c');
  });
  canvas.element('Div', (element) => {
    let y = top + inset * 0.8;
    if (title !== undefined) {
      const baseline = y + 12;
      canvas.mark(element, () =>
        canvas.ink(title, PAGE.left + inset + 4, baseline, { size: 11, font: canvas.strong }),
      );
      y += 19;
    }
    canvas.mark(element, () => {
      lines.forEach((line, i) => {
        canvas.ink(line, PAGE.left + inset + 4, y + pitch * (i + 0.5) + 3.6, style);
      });
    });
  });
  canvas.y = top + height + 14;
}

/** Items with a hanging marker: a dot, or numbers. */
export function drawList(canvas: Canvas, items: readonly string[], ordered: boolean): void {
  const style = { size: 10.5, font: canvas.body } as const;
  const indent = ordered ? 18 : 13;
  const pitch = style.size * canvas.leading;
  canvas.element('L', (list) => {
    items.forEach((item, n) => {
      canvas.element(
        'LI',
        (li) => {
          canvas.break(item, COLUMN - indent, style).forEach((line, i) => {
            canvas.ensure(pitch);
            const baseline = canvas.y + pitch / 2 + style.size * 0.36;
            const marker = ordered ? `${n + 1}.` : '・';
            canvas.mark(li, () => {
              if (i === 0) canvas.ink(marker, PAGE.left, baseline, { ...style, colour: canvas.accent });
              canvas.ink(line, PAGE.left + indent, baseline, style);
            });
            canvas.y += pitch;
          });
        },
        list,
      );
    });
  });
  canvas.y += 6;
}
