import { RESIDENT_COLUMNS } from '@mibun/rules';
import { CommandError } from '../../output.ts';
import { type Line, linesOf } from './lines.ts';
import { type FileRecord, LONGEST_RECORD } from './records.ts';

/** A quoted text may have line ends in it, but no column of ours wants many. */
const MOST_LINES = 20;

/**
 * A comma-separated file (RFC 4180) with a header, read as it comes. A fault is that of one line: quotation marks that are
 * never closed do not swallow everybody who comes after.
 * @throws CommandError for a header that is none
 */
export async function* csvRecords(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<FileRecord> {
  let header: readonly string[] | undefined;
  for await (const { line, cells, problem } of recordsOf(linesOf(chunks, name))) {
    if (header === undefined) {
      if (problem !== undefined)
        throw new CommandError(`${name}:${line} is no header: it ${problem}`, HEADER_HINT);
      header = headerOf(cells, `${name}:${line}`);
    } else if (problem !== undefined) {
      yield { line, problem };
    } else if (cells.length !== header.length) {
      yield { line, problem: `has ${cells.length} columns, and the header has ${header.length}` };
    } else {
      const names = header;
      const row = Object.fromEntries(
        cells.map((cell, i) => [names[i] ?? '', cell]).filter(([, cell]) => cell !== ''),
      );
      yield { line, row };
    }
  }
  if (header === undefined) throw new CommandError(`${name} has no header`, HEADER_HINT);
}

const HEADER_HINT = 'its first line names the columns; docs/operate/settle.md has them all';

function headerOf(cells: readonly string[], where: string): readonly string[] {
  const names = cells.map((cell) => cell.trim());
  const unknown = names.filter((name) => !Object.hasOwn(RESIDENT_COLUMNS, name));
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  const missing = Object.entries(RESIDENT_COLUMNS).flatMap(([column, need]) =>
    need === 'needed' && !names.includes(column) ? [column] : [],
  );
  const problems = [
    ...(unknown.length > 0
      ? [`has columns that are not known: ${unknown.map((one) => JSON.stringify(one)).join(', ')}`]
      : []),
    ...(twice.length > 0 ? [`has columns twice: ${twice.join(', ')}`] : []),
    ...(missing.length > 0 ? [`has not got: ${missing.join(', ')}`] : []),
  ];
  if (problems.length > 0)
    throw new CommandError(`the header of ${where} ${problems.join('; ')}`, HEADER_HINT);
  return names;
}

interface RawRecord {
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem?: string;
}

/** Lines put together until their quotation marks are closed. Comments and empty lines are left out. */
async function* recordsOf(lines: AsyncIterable<Line>): AsyncGenerator<RawRecord> {
  let held: Line[] = [];
  for await (const line of lines) {
    held.push(line);
    for (let record = takeFrom(held, false); record; record = takeFrom(record.left, false)) {
      held = [...record.left];
      if (record.found) yield record.found;
    }
  }
  for (let record = takeFrom(held, true); record; record = takeFrom(record.left, true)) {
    if (record.found) yield record.found;
  }
}

/** The record at the beginning of these lines; undefined when it goes on beyond them. */
function takeFrom(
  held: readonly Line[],
  last: boolean,
): { readonly found?: RawRecord; readonly left: readonly Line[] } | undefined {
  const [first] = held;
  if (!first) return undefined;
  const { number: line, text } = first;
  const left = held.slice(1);
  if (text.trim() === '' || text.startsWith('#')) return { left };
  const broken = (problem: string) => ({ found: { line, cells: [], problem }, left });
  if (first.tooLong) return broken('is too long');
  let whole = '';
  for (const [i, part] of held.entries()) {
    whole += i === 0 ? part.text : `\n${part.text}`;
    if (isClosed(whole)) {
      const cells = cellsOf(whole);
      if (!cells)
        return broken(
          'has a quotation mark where none may be: put the text between two, and double those in it',
        );
      return { found: { line, cells }, left: held.slice(i + 1) };
    }
  }
  if (!last && held.length < MOST_LINES && whole.length < LONGEST_RECORD) return undefined;
  return broken('has a quotation mark that is never closed');
}

function isClosed(text: string): boolean {
  let marks = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) marks += 1;
  return marks % 2 === 0;
}

const CELL = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

function cellsOf(text: string): readonly string[] | undefined {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const found = CELL.exec(text);
    if (!found) return undefined;
    const [, quoted, plain = '', end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') return cells;
  }
}
