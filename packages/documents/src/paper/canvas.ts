import { breakLines, textWidth } from '../drawing/lines.ts';
import type { FontBook, FontRole, Substitute } from './fonts.ts';
import { openFontBook } from './fonts.ts';
import { drawGroundPattern } from './ground.ts';
import type { PdfKit } from './pdf.ts';
import { collectPdf, MM, newPdf } from './pdf.ts';
import type { PaperOptions } from './types.ts';
import { teachVariants } from './variation-sequences.ts';

/** A4 with the margins of an office letter, in points. */
export const PAGE = {
  width: 595.28,
  height: 841.89,
  left: 22 * MM,
  right: 595.28 - 20 * MM,
  top: 20 * MM,
  bottom: 841.89 - 21 * MM,
} as const;

export const COLUMN = PAGE.right - PAGE.left;

export const GREY = { text: '#1b2330', soft: '#55606f', rule: '#c3cad3', tint: '#f3f5f8' } as const;

export interface InkStyle {
  readonly size: number;
  readonly font?: FontRole;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
  /** Width for alignment; default the column to the right of x. */
  readonly width?: number;
  /** Wider text is condensed to this width. */
  readonly maxWidth?: number;
}

type StructElement = ReturnType<PdfKit['struct']>;

/** pdfkit reads a font file by itself, so what it draws with is another object than ours. */
function fontInUse(document: PdfKit): object {
  return (document as unknown as { readonly _font?: { readonly font?: object } })._font?.font ?? {};
}

/** The pen of {@link createPaper}: pages, a cursor that moves down, fonts per character, tags. */
export class Canvas {
  readonly document: PdfKit;
  readonly fonts: FontBook;
  readonly accent: string;
  readonly japanese: boolean;
  readonly certificate: boolean;
  /** Colour of what steps back; darker where a ground is behind it. */
  readonly soft: string;
  readonly body: FontRole;
  readonly strong: FontRole;
  /** Top of what comes next, in points from the top of the page. */
  y: number = PAGE.top;
  /** What was not drawn as it is registered. */
  readonly substituted: Substitute[] = [];
  readonly #options: PaperOptions;
  readonly #done: Promise<Uint8Array>;
  readonly #root: StructElement;
  readonly #registered = new Set<string>();

  constructor(options: PaperOptions) {
    this.#options = options;
    this.fonts = options.fonts ?? openFontBook();
    this.accent = options.accent ?? '#1f3768';
    this.japanese = options.language === 'ja';
    this.certificate = options.kind === 'certificate';
    this.soft = this.certificate ? '#36404f' : GREY.soft;
    this.body = this.certificate ? 'mincho' : 'gothic';
    this.strong = this.certificate ? 'mincho' : 'gothic-bold';
    this.document = newPdf({
      title: options.title,
      createdAt: options.createdAt,
      size: 'A4',
      author: options.office,
      language: options.language,
      archival: options.archival ?? true,
      tagged: true,
    });
    this.#done = collectPdf(this.document);
    this.#root = this.document.struct('Document');
    this.document.addStructure(this.#root);
    this.addPage();
  }

  get leading(): number {
    return this.japanese ? 1.72 : 1.5;
  }

  get pageIndex(): number {
    return this.document.bufferedPageRange().count - 1;
  }

  addPage(): void {
    this.document.addPage({ size: 'A4', margin: 0 });
    this.y = PAGE.top;
    if (this.certificate) {
      this.y = PAGE.top + 6 * MM;
      this.decoration(() => drawGroundPattern(this.document, this.fonts, this.#options.groundWord ?? '複写'));
      this.emblem(PAGE.left + 7 * MM, PAGE.top + 9 * MM, 5.5 * MM);
    }
  }

  /** Starts a new page unless so much height is left. */
  ensure(height: number): void {
    if (this.y + height > PAGE.bottom && this.y > PAGE.top + 12 * MM) this.addPage();
  }

  /** A tagged element; `draw` gets its own element for children. */
  element(type: string, draw: (element: StructElement) => void, parent: StructElement = this.#root): void {
    const element = this.document.struct(type);
    parent.add(element);
    draw(element);
    element.end();
  }

  /** Content of an element: what a screen reader reads. */
  mark(element: StructElement, draw: () => void): void {
    element.add(draw);
  }

  figure(alt: string, draw: () => void): void {
    const element = this.document.struct('Figure', { alt });
    this.#root.add(element);
    element.add(draw);
    element.end();
  }

  /** Rules, tints and frames: not content. Never inside {@link mark}. */
  decoration(draw: () => void): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    this.document.save();
    draw();
    this.document.restore();
    this.document.endMarkedContent();
  }

  /** The country's emblem, if it is to be there: a sign for the eye, no content. */
  emblem(x: number, y: number, radius: number): void {
    const { document, accent } = this;
    const { emblem = [] } = this.#options;
    if (emblem.length === 0) return;
    this.decoration(() => {
      document.translate(x, y).scale(radius).lineCap('round');
      for (const { shape, line, winding = 'evenodd' } of emblem) {
        const path = document.path(shape);
        if (line === undefined) path.fill(accent, winding === 'evenodd' ? 'even-odd' : 'non-zero');
        else path.lineWidth(line).stroke(accent);
      }
    });
  }

  width(text: string, style: InkStyle): number {
    return textWidth(text, style.font ?? this.body, style.size, this.fonts);
  }

  break(text: string, width: number, style: InkStyle): string[] {
    return breakLines(text, width, { font: style.font ?? this.body, size: style.size, fonts: this.fonts });
  }

  /** One line of text with its baseline at y. */
  ink(text: string, x: number, baseline: number, style: InkStyle): void {
    const width = this.width(text, style);
    const squeeze = style.maxWidth !== undefined && width > style.maxWidth ? style.maxWidth / width : 1;
    const room = style.width ?? PAGE.right - x;
    const shift =
      style.align === 'right'
        ? room - width * squeeze
        : style.align === 'center'
          ? (room - width * squeeze) / 2
          : 0;
    const { document } = this;
    document.fillColor(style.colour ?? GREY.text).fontSize(style.size);
    let at = x + shift;
    const { runs, substituted } = this.fonts.runs(text, style.font ?? this.body);
    this.substituted.push(...substituted);
    for (const run of runs) {
      if (!this.#registered.has(run.face.id)) {
        document.registerFont(run.face.id, run.face.bytes);
        teachVariants(fontInUse(document.font(run.face.id)), run.face.sequences);
        this.#registered.add(run.face.id);
      }
      document.font(run.face.id).text(run.text, at, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        ...(squeeze < 1 ? { horizontalScaling: squeeze * 100 } : {}),
      });
      const { font } = run.face;
      at += (font.layout(run.text).advanceWidth / font.unitsPerEm) * style.size * squeeze;
    }
  }

  /** Lines one below another, moving to new pages as needed; the cursor ends below the last. */
  flow(
    type: string,
    lines: readonly string[],
    x: number,
    style: InkStyle,
    pitch = style.size * this.leading,
  ): void {
    this.element(type, (element) => {
      for (const line of lines) {
        this.ensure(pitch);
        const baseline = this.y + pitch / 2 + style.size * 0.36;
        this.mark(element, () => this.ink(line, x, baseline, style));
        this.y += pitch;
      }
    });
  }

  rule(
    y: number,
    colour: string = GREY.rule,
    weight = 0.5,
    x1: number = PAGE.left,
    x2: number = PAGE.right,
  ): void {
    this.document.moveTo(x1, y).lineTo(x2, y).lineWidth(weight).strokeColor(colour).stroke();
  }

  async finish(): Promise<Uint8Array> {
    const { document } = this;
    const { start, count } = document.bufferedPageRange();
    for (let i = 0; i < count; i++) {
      document.switchToPage(start + i);
      this.decoration(() => this.#foot(i + 1, count));
    }
    this.#root.end();
    document.end();
    return this.#done;
  }

  #foot(page: number, of: number): void {
    const y = PAGE.height - 14.5 * MM;
    const style = { size: 7.5, font: 'gothic', colour: this.soft } as const;
    this.rule(y - 10, GREY.rule, 0.4);
    const left = [this.#options.office, this.#options.footer].filter((part) => part !== undefined).join('　');
    this.ink(left, PAGE.left, y, { ...style, maxWidth: COLUMN * 0.78 });
    const number = this.japanese ? `${page} / ${of} ページ` : `Page ${page} of ${of}`;
    this.ink(number, PAGE.left, y, { ...style, align: 'right', width: COLUMN });
  }
}
