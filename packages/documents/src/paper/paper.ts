import { drawDefinitions, drawList, drawNotice, drawTable } from './blocks.ts';
import { Canvas, COLUMN, PAGE } from './canvas.ts';
import type { Substitute } from './fonts.ts';
import { eachOnce } from './fonts.ts';
import type { AttestationBlock, FormBlock, QrBlock } from './forms.ts';
import { drawAttestation, drawCutLine, drawForm, drawQr } from './forms.ts';
import { drawLetterhead } from './letterhead.ts';
import { MM } from './pdf.ts';
import type { Addressee, Definition, PaperOptions, PaperTable, Sender } from './types.ts';

/** A page builder: content flows from the top, pages are added as needed. Every method gives back the paper. */
export interface Paper {
  /** Letter head: address window (left), sender and reference block (right). First call of a letter. */
  letterhead(head: {
    readonly to: Addressee;
    readonly from: Sender;
    readonly reference: readonly Definition[];
    /** A box for the office's date stamp with this label, e.g. 受付印. */
    readonly stampArea?: string;
  }): Paper;
  title(text: string, subtitle?: string): Paper;
  heading(text: string): Paper;
  paragraph(
    text: string,
    options?: {
      readonly bold?: boolean;
      readonly small?: boolean;
      readonly align?: 'left' | 'right' | 'center';
    },
  ): Paper;
  list(items: readonly string[], options?: { readonly ordered?: boolean }): Paper;
  definitions(entries: readonly Definition[]): Paper;
  table(table: PaperTable): Paper;
  /** A framed remark that must not be overlooked. */
  notice(text: string, title?: string): Paper;
  /** A QR code (vector) with words beside it and the coded text below them. */
  qr(code: QrBlock): Paper;
  /** Boxes to write in. */
  form(form: FormBlock): Paper;
  cutLine(label: string): Paper;
  /** Date, issuer and the drawn official seal, at the right. */
  attestation(block: AttestationBlock): Paper;
  space(mm: number): Paper;
  newPage(): Paper;
  /** Where the next content goes: page (0 is the first), points from the top left; for a visible signature. */
  readonly position: { readonly page: number; readonly x: number; readonly y: number };
  /** What of the text so far is not drawn as it is registered. A paper that certifies must not leave with any. */
  readonly substituted: readonly Substitute[];
  /** The PDF. The paper takes no more content afterwards. */
  finish(): Promise<Uint8Array>;
}

/**
 * A letter or certificate of an office on A4 (UX.md, Print): tagged, fonts embedded, PDF/A-2b unless `archival` is
 * false. The same calls give the same bytes.
 */
export function createPaper(options: PaperOptions): Paper {
  const canvas = new Canvas(options);
  const certificate = options.kind === 'certificate';
  const draw =
    <A extends readonly unknown[]>(action: (...args: A) => void) =>
    (...args: A): Paper => {
      action(...args);
      return paper;
    };
  const paper: Paper = {
    letterhead: draw((head) => drawLetterhead(canvas, head)),
    title: draw((text, subtitle) => drawTitle(canvas, certificate, text, subtitle)),
    heading: draw((text) => drawHeading(canvas, text)),
    paragraph: draw((text, style) => drawParagraph(canvas, text, style ?? {})),
    list: draw((items, style) => drawList(canvas, items, style?.ordered === true)),
    definitions: draw((entries) => drawDefinitions(canvas, entries)),
    table: draw((table) => drawTable(canvas, table)),
    notice: draw((text, title) => drawNotice(canvas, text, title)),
    qr: draw((code) => drawQr(canvas, code)),
    form: draw((form) => drawForm(canvas, form)),
    cutLine: draw((label) => drawCutLine(canvas, label)),
    attestation: draw((block) => drawAttestation(canvas, block)),
    space: draw((mm) => {
      canvas.y += mm * MM;
    }),
    newPage: draw(() => canvas.addPage()),
    get position() {
      return { page: canvas.pageIndex, x: PAGE.left, y: canvas.y };
    },
    get substituted() {
      return eachOnce(canvas.substituted);
    },
    finish: () => canvas.finish(),
  };
  return paper;
}

function drawTitle(canvas: Canvas, certificate: boolean, text: string, subtitle: string | undefined): void {
  const size = certificate ? 22 : 18;
  const align = certificate ? 'center' : 'left';
  const style = { size, font: canvas.strong, align, width: COLUMN, maxWidth: COLUMN } as const;
  const spaced = certificate && canvas.japanese && text.length <= 10 ? Array.from(text).join(' ') : text;
  canvas.flow('H1', canvas.break(spaced, COLUMN, style), PAGE.left, style, size * 1.4);
  if (subtitle !== undefined) {
    const small = { size: 10.5, font: canvas.body, colour: canvas.soft, align, width: COLUMN } as const;
    canvas.flow('P', canvas.break(subtitle, COLUMN, small), PAGE.left, small, 16);
  }
  canvas.y += certificate ? 14 : 10;
}

function drawHeading(canvas: Canvas, text: string): void {
  const style = { size: 12.5, font: canvas.strong } as const;
  const lines = canvas.break(text, COLUMN - 12, style);
  // A heading keeps at least two lines of what follows with it.
  canvas.ensure(lines.length * 20 + 50);
  canvas.y += 8;
  const top = canvas.y;
  canvas.decoration(() =>
    canvas.document.rect(PAGE.left, top + 2.5, 3.2, lines.length * 20 - 5).fill(canvas.accent),
  );
  canvas.flow('H2', lines, PAGE.left + 11, style, 20);
  canvas.y += 5;
}

function drawParagraph(
  canvas: Canvas,
  text: string,
  options: {
    readonly bold?: boolean;
    readonly small?: boolean;
    readonly align?: 'left' | 'right' | 'center';
  },
): void {
  const style = {
    size: options.small === true ? 8.5 : 10.5,
    font: options.bold === true ? canvas.strong : canvas.body,
    align: options.align ?? 'left',
    width: COLUMN,
    ...(options.small === true ? { colour: canvas.soft } : {}),
  } as const;
  canvas.flow('P', canvas.break(text, COLUMN, style), PAGE.left, style);
  canvas.y += options.small === true ? 5 : 9;
}
