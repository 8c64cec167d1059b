import { createHash } from 'node:crypto';
import type { TextPath, TextPathOptions } from '../drawing/text-path.ts';
import { textPath } from '../drawing/text-path.ts';
import type { FontBook, FontRole, Substitute } from '../paper/fonts.ts';
import type { CountryFace } from './face.ts';

/** ISO/IEC 7810 ID-1, in mm. */
export const CARD = { width: 85.6, height: 53.98, radius: 3.18 } as const;

/** The colours of text; all others are the country's. */
export const INK = {
  text: '#16213a',
  label: '#47566f',
  paper: '#fdfcf8',
} as const;

export interface TextStyle {
  readonly size: number;
  readonly font?: FontRole;
  readonly fill?: string;
  readonly maxWidth?: number;
  readonly tracking?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly opacity?: number;
}

/** Collects the elements of one face. Units are mm, the origin is the upper left corner. */
export class Sheet {
  readonly #fonts: FontBook;
  readonly #elements: string[] = [];
  readonly #definitions: string[] = [];
  readonly #prefix: string;
  readonly face: CountryFace;
  readonly substituted: Substitute[] = [];

  /** `identity` makes ids that do not clash when several cards stand in one page. */
  constructor(fonts: FontBook, face: CountryFace, identity: string) {
    this.#fonts = fonts;
    this.face = face;
    this.#prefix = `c${createHash('sha256').update(identity).digest('hex').slice(0, 8)}`;
  }

  get fonts(): FontBook {
    return this.#fonts;
  }

  id(name: string): string {
    return `${this.#prefix}-${name}`;
  }

  add(...elements: readonly string[]): void {
    this.#elements.push(...elements);
  }

  define(...elements: readonly string[]): void {
    this.#definitions.push(...elements);
  }

  /** Outlines to be used more than once. */
  takeText(text: string, style: { readonly size: number; readonly font: FontRole }): TextPath {
    return textPath(text, { ...style, fonts: this.#fonts });
  }

  /** Draws a line of text with its baseline at y; gives back its width. */
  text(text: string, x: number, y: number, style: TextStyle): number {
    const options: TextPathOptions = {
      size: style.size,
      font: style.font ?? 'gothic',
      fonts: this.#fonts,
      ...(style.maxWidth === undefined ? {} : { maxWidth: style.maxWidth }),
      ...(style.tracking === undefined ? {} : { tracking: style.tracking }),
    };
    const path = textPath(text, options);
    this.substituted.push(...path.substituted);
    const share = style.anchor === 'end' ? 1 : style.anchor === 'middle' ? 0.5 : 0;
    const opacity = style.opacity === undefined ? '' : ` opacity="${style.opacity}"`;
    this.add(
      `<path transform="translate(${mm(x - path.width * share)} ${mm(y)})" fill="${style.fill ?? INK.text}"${opacity} d="${path.d}"/>`,
    );
    return path.width;
  }

  /** A field: small bilingual label and, below it, its value. */
  label(ja: string, en: string, x: number, y: number): void {
    const width = this.text(ja, x, y, { size: 1.42, font: 'gothic-medium', fill: INK.label });
    this.text(en, x + width + 0.7, y, { size: 1.22, fill: INK.label });
  }

  svg(title: string): string {
    const { width, height } = CARD;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">`,
      `<title>${escapeXml(title)}</title>`,
      `<defs><clipPath id="${this.id('card')}">${roundedRect(0, 0, width, height, CARD.radius)}</clipPath>${this.#definitions.join('')}</defs>`,
      `<g clip-path="url(#${this.id('card')})">`,
      ...this.#elements,
      '</g>',
      `<rect x="0.06" y="0.06" width="${width - 0.12}" height="${height - 0.12}" rx="${CARD.radius}" fill="none" stroke="#8d99ab" stroke-width="0.12"/>`,
      '</svg>',
    ].join('');
  }
}

export function roundedRect(x: number, y: number, w: number, h: number, r: number, attributes = ''): string {
  return `<rect x="${mm(x)}" y="${mm(y)}" width="${mm(w)}" height="${mm(h)}" rx="${r}" ${attributes}/>`;
}

export function mm(value: number): string {
  return String(Number(value.toFixed(3)));
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
