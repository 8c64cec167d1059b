/** One element of a drawing, with the line on which it begins. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly line: number;
}

/** What is wrong with a drawing, where, and after a colon what to do. */
export interface PictureFault {
  readonly line: number;
  readonly problem: string;
}

export class XmlFault extends Error {
  readonly line: number;
  constructor(line: number, problem: string) {
    super(problem);
    this.line = line;
  }
}

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const TAG = new RegExp(`<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<&]*"|'[^'<&]*'))*)\\s*(/?)>`, 'y');
const END = new RegExp(`</(${NAME})\\s*>`, 'y');
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');
const COMMENT = /<!--(?:(?!--)[\s\S])*-->/y;
const DECLARATION = /<\?xml\s[^?<>]*\?>/y;
const TEXT = /[^<&]+/y;

/** Deeper than any drawing of a sign needs; a reader that descends without an end would be at the file's mercy. */
const DEEPEST = 32;

/**
 * Reads the little of XML 1.0 that a drawing needs: elements, attributes, comments. Document types, entities, processing
 * instructions and CDATA are refused, as they are where a file reaches out of itself.
 * @throws XmlFault
 */
export function readXml(source: string): XmlElement {
  const text = source.replace(/^\uFEFF/, '');
  const lines = lineCounter(text);
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const fault = (problem: string) => new XmlFault(lines(at), problem);
  const open: { name: string; attributes: Map<string, string>; children: XmlElement[]; line: number }[] = [];
  let root: XmlElement | undefined;
  take(DECLARATION);
  while (at < text.length) {
    const line = lines(at);
    if (take(COMMENT)) continue;
    const words = take(TEXT);
    if (words) {
      if (open.length === 0 && words[0].trim() !== '')
        throw fault('has text outside its drawing: take it out');
      continue;
    }
    const end = take(END);
    if (end) {
      const last = open.pop();
      if (!last || last.name !== end[1]) throw fault(`</${end[1]}> ends nothing that is open: save it anew`);
      continue;
    }
    const tag = take(TAG);
    if (!tag) throw fault(whyNot(text.slice(at, at + 12)));
    if (open.length >= DEEPEST) throw fault('is nested too deeply: draw it simpler');
    const element = { name: tag[1] ?? '', attributes: attributesOf(tag[2] ?? '', fault), children: [], line };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else if (root) throw fault('has two drawings: keep one');
    else root = element;
    if (tag[3] !== '/') open.push(element);
  }
  if (open.length > 0 || !root) throw fault('ends before its drawing does: save it anew');
  return root;
}

function whyNot(begin: string): string {
  if (begin.startsWith('<!')) return 'has a document type or CDATA: save it as plain SVG, without';
  if (begin.startsWith('<?')) return 'has a processing instruction: save it as plain SVG, without';
  if (begin.startsWith('&')) return 'has an entity: save it as plain SVG, without';
  return 'is no XML here: save it anew as plain SVG';
}

function attributesOf(source: string, fault: (problem: string) => XmlFault): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE)) {
    if (found.has(name)) throw fault(`has ${name} twice: keep one`);
    found.set(name, double ?? single ?? '');
  }
  return found;
}

/** Lines are asked for in the order of the text. */
function lineCounter(text: string): (at: number) => number {
  let [line, from] = [1, 0];
  return (at) => {
    for (let next = text.indexOf('\n', from); next >= 0 && next < at; next = text.indexOf('\n', from)) {
      line++;
      from = next + 1;
    }
    return line;
  };
}
