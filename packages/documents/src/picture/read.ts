import type { Segment } from '../drawing/path.ts';
import { MOST_STEPS, readPath } from './path.ts';
import { type PictureFault, readXml, type XmlElement, XmlFault } from './xml.ts';

/** A shape in one colour: filled, or with `line` drawn as a line that wide. */
export interface PictureShape {
  readonly segments: readonly Segment[];
  readonly line?: number;
  readonly winding: 'nonzero' | 'evenodd';
}

/** A drawing in one colour, in a square from -1 to 1. */
export interface Picture {
  readonly shapes: readonly PictureShape[];
}

export type PictureReading =
  | { readonly picture: Picture; readonly faults: readonly [] }
  | { readonly picture?: never; readonly faults: readonly PictureFault[] };

/** Of a file. */
export const MOST_OCTETS = 64 * 1024;
const MOST_SHAPES = 100;

/** What draws, and which of its attributes say where. */
const DRAWS: Readonly<Record<string, readonly string[]>> = {
  path: ['d'],
  circle: ['cx', 'cy', 'r'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  rect: ['x', 'y', 'width', 'height'],
  line: ['x1', 'y1', 'x2', 'y2'],
  polyline: ['points'],
  polygon: ['points'],
};
/** Look of a shape; colours are read as "drawn" or "not drawn". */
const LOOK = ['fill', 'fill-rule', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin', 'id'];
const ROOT = ['xmlns', 'viewBox', 'width', 'height', 'version', ...LOOK];
/** Says something to people alone. */
const SILENT = ['title', 'desc'];

/**
 * Reads a drawing that somebody else has made: SVG with shapes in one colour and nothing else. No script, style, text,
 * picture, link or reference to anything gets through, since only shapes are kept. Every fault is named at once.
 */
export function readPicture(octets: Uint8Array): PictureReading {
  if (octets.length > MOST_OCTETS)
    return failed(1, `is larger than ${MOST_OCTETS / 1024} kB: draw it simpler`);
  let root: XmlElement;
  try {
    root = readXml(new TextDecoder('utf-8', { fatal: true }).decode(octets));
  } catch (error) {
    if (error instanceof XmlFault) return failed(error.line, error.message);
    if (error instanceof TypeError) return failed(1, 'is not UTF-8: save it so');
    throw error;
  }
  if (root.name !== 'svg') return failed(root.line, 'is no SVG: save it as plain SVG');
  const box = viewBoxOf(root);
  if (!box) {
    return failed(root.line, 'has no square viewBox: draw it in a square, as viewBox="0 0 100 100"');
  }
  const reader = new Reader(box);
  reader.strange(root, ROOT);
  for (const child of root.children) reader.read(child, { look: lookOf(root, {}) });
  const { faults, shapes } = reader;
  if (faults.length > 0) return { faults };
  if (shapes.length === 0) return failed(root.line, 'draws nothing: draw at least one shape');
  if (shapes.length > MOST_SHAPES) return failed(root.line, `has more than ${MOST_SHAPES} shapes: join them`);
  const steps = shapes.reduce((sum, { segments }) => sum + segments.length, 0);
  if (steps > MOST_STEPS) return failed(root.line, `has more than ${MOST_STEPS} steps: draw it simpler`);
  return { picture: { shapes }, faults: [] };
}

const failed = (line: number, problem: string): PictureReading => ({ faults: [{ line, problem }] });

interface Box {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

function viewBoxOf({ attributes }: XmlElement): Box | undefined {
  const numbers = numbersOf(attributes.get('viewBox') ?? '');
  const [x = 0, y = 0, width = 0, height = 0] = numbers ?? [];
  return numbers?.length === 4 && width > 0 && width === height ? { x, y, size: width } : undefined;
}

type Look = Readonly<Record<string, string>>;

function lookOf({ attributes }: XmlElement, around: Look): Look {
  return { ...around, ...Object.fromEntries([...attributes].filter(([name]) => LOOK.includes(name))) };
}

class Reader {
  readonly faults: PictureFault[] = [];
  readonly shapes: PictureShape[] = [];
  readonly #box: Box;

  constructor(box: Box) {
    this.#box = box;
  }

  #fault(line: number, problem: string): void {
    this.faults.push({ line, problem });
  }

  strange({ attributes, name, line }: XmlElement, known: readonly string[]): void {
    for (const [attribute, value] of attributes) {
      if (known.includes(attribute)) continue;
      if (attribute === 'xmlns' && value === 'http://www.w3.org/2000/svg') continue;
      const how =
        attribute === 'transform'
          ? 'let the program that drew it apply it to the path'
          : attribute === 'style'
            ? 'write fill and stroke as attributes'
            : 'take it out (save as plain or optimised SVG)';
      this.#fault(line, `${name} has ${attribute}, which is not read: ${how}`);
    }
  }

  read(element: XmlElement, { look: around }: { readonly look: Look }): void {
    const { name, line, children } = element;
    if (SILENT.includes(name)) return;
    const look = lookOf(element, around);
    if (name === 'g') {
      this.strange(element, LOOK);
      for (const child of children) this.read(child, { look });
      return;
    }
    const own = DRAWS[name];
    if (!own || !Object.hasOwn(DRAWS, name)) {
      this.#fault(line, `has <${name}>: draw with shapes alone, and turn words into paths`);
      return;
    }
    this.strange(element, [...own, ...LOOK]);
    if (children.some((child) => !SILENT.includes(child.name))) {
      this.#fault(line, `has something inside <${name}>: take it out`);
    }
    const segments = readPath(pathOf(element));
    if (!segments || segments.length === 0) {
      this.#fault(line, `<${name}> is no shape that can be drawn: see its numbers`);
      return;
    }
    this.#take(segments, look, line, name);
  }

  #take(segments: readonly Segment[], look: Look, line: number, name: string): void {
    const { x, y, size } = this.#box;
    const placed = segments.map(({ op, points }) => ({
      op,
      points: points.map((value, i) => ((value - (i % 2 === 0 ? x : y)) / size) * 2 - 1),
    }));
    if (placed.some(({ points }) => points.some((value) => Math.abs(value) > 1.001))) {
      this.#fault(line, `<${name}> stands outside the viewBox: move it inside`);
      return;
    }
    for (const paint of ['fill', 'stroke'] as const) {
      if (/url\s*\(/i.test(look[paint] ?? '')) {
        this.#fault(line, `<${name}> is painted by reference: give it one colour`);
        return;
      }
    }
    const rule = look['fill-rule'] ?? 'nonzero';
    if (rule !== 'nonzero' && rule !== 'evenodd') {
      this.#fault(line, `<${name}> has another fill-rule: write nonzero or evenodd`);
      return;
    }
    const filled = look.fill !== 'none' && name !== 'line';
    const drawn = (look.stroke ?? 'none') !== 'none';
    const width = Number(look['stroke-width'] ?? 1);
    if (filled) this.shapes.push({ segments: placed, winding: rule });
    if (!drawn) return;
    if (!(width > 0 && width <= size)) {
      this.#fault(line, `<${name}> has no stroke-width that can be drawn: write a number`);
      return;
    }
    this.shapes.push({ segments: placed, line: (width / size) * 2, winding: rule });
  }
}

/** Every shape as a path; what has no numbers is an empty one. */
function pathOf({ name, attributes }: XmlElement): string {
  if (name === 'path') return attributes.get('d') ?? '';
  if (name === 'polyline' || name === 'polygon') {
    const points = numbersOf(attributes.get('points') ?? '') ?? [];
    if (points.length < 4 || points.length % 2 !== 0) return '';
    return `M${points.join(' ')}${name === 'polygon' ? 'Z' : ''}`;
  }
  const given = (DRAWS[name] ?? []).map((attribute) => attributes.get(attribute) ?? '0');
  if (!given.every((value) => numbersOf(value)?.length === 1)) return '';
  const [a = 0, b = 0, c = 0, e = 0] = given.map(Number);
  if (name === 'line') return `M${a} ${b}L${c} ${e}`;
  if (name === 'rect') return c > 0 && e > 0 ? `M${a} ${b}h${c}v${e}h${-c}Z` : '';
  const [rx, ry] = name === 'circle' ? [c, c] : [c, e];
  if (!(rx > 0 && ry > 0)) return '';
  return `M${a - rx} ${b}A${rx} ${ry} 0 1 1 ${a + rx} ${b}A${rx} ${ry} 0 1 1 ${a - rx} ${b}Z`;
}

function numbersOf(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  return parts.length > 0 && numbers.every(Number.isFinite) ? numbers : undefined;
}
