import { isCollection, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { CountryFault } from './types.ts';

export interface Parsed<T> {
  readonly data?: T;
  /** What the file says, sound or not: what holds across files is looked at all the same. */
  readonly content?: unknown;
  readonly faults: readonly CountryFault[];
  /** The line on which an entry stands, or the nearest that there is around it. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/** One file: every fault of it with line and place. */
export function parseFile<T extends z.ZodType>(file: string, source: string, schema: T): Parsed<z.infer<T>> {
  const lines = new LineCounter();
  const document = parseDocument(source.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false });
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    const faults = broken.map(({ message, pos }) => ({
      file,
      line: lines.linePos(pos[0]).line,
      place: '',
      problem: `cannot be read as YAML (${firstLine(message)}): put this line right`,
    }));
    return { faults, lineOf };
  }
  let content: unknown;
  try {
    content = document.toJS();
  } catch (error) {
    const why = error instanceof Error ? firstLine(error.message) : String(error);
    return {
      faults: [{ file, place: '', problem: `cannot be read (${why}): write it without references` }],
      lineOf,
    };
  }
  const read = schema.safeParse(content);
  if (read.success) return { data: read.data, content, faults: [], lineOf };
  const faults = read.error.issues
    .flatMap((issue) => faultsOf(issue))
    .map(({ path, problem }) => {
      const line = lineOf(path);
      return { file, ...(line !== undefined && { line }), place: placeOf(path), problem };
    });
  return { content, faults, lineOf };

  function faultsOf(
    issue: z.core.$ZodIssue,
  ): readonly { readonly path: readonly PropertyKey[]; readonly problem: string }[] {
    const { path } = issue;
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...path, key],
        problem: 'is not known: see its spelling, or take it out',
      }));
    }
    if (path.length > 0 && !document.hasIn(path)) return [{ path, problem: 'is missing: write it' }];
    if (issue.code === 'invalid_key') return [{ path, problem: issue.issues[0]?.message ?? issue.message }];
    if (issue.code === 'invalid_type' && issue.expected === 'object') {
      const node = document.getIn(path, true);
      return [
        {
          path,
          problem: `${isCollection(node) ? 'is a list' : 'is no group'}: write its entries below it, indented`,
        },
      ];
    }
    return [{ path, problem: issue.message }];
  }
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

/** `office.hours.ja`, `[2].code`: lists are counted from 1, as people do. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part + 1}]` : `${i > 0 ? '.' : ''}${String(part)}`))
    .join('');
}
