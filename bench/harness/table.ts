/** One line of the result: a figure, what it is compared with, and what was wanted. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** The figure divided by that of the thing it is compared with, measured in the same run. */
  readonly ratio?: number;
  readonly comparedWith?: string;
  readonly wanted?: { readonly atLeast: number } | { readonly atMost: number };
  /** What the wanted value is held against. Default: the ratio where there is one, else the figure. */
  readonly judge?: 'ratio' | 'figure';
  /** The reader has to know. */
  readonly note?: string;
}

export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Whether the row reaches what was wanted; undefined when nothing was. */
export function reached({ wanted, figure, ratio, judge }: Row): boolean | undefined {
  if (!wanted) return undefined;
  const value = judge === 'figure' || ratio === undefined ? figure : ratio;
  return 'atLeast' in wanted ? value >= wanted.atLeast : value <= wanted.atMost;
}

function cellsOf(row: Row): readonly string[] {
  const verdict = reached(row);
  return [
    row.what,
    `${number(row.figure)} ${row.unit}`,
    row.ratio === undefined ? '' : `${row.ratio.toFixed(2)} × ${row.comparedWith ?? ''}`,
    row.wanted ? ('atLeast' in row.wanted ? `≥ ${row.wanted.atLeast}` : `≤ ${row.wanted.atMost}`) : '',
    verdict === undefined ? '' : verdict ? 'reached' : 'NOT reached',
    row.note ?? '',
  ];
}

/** Plain text for a terminal and for a document. */
export function asText({ title, rows }: Section): string {
  const cells = rows.map(cellsOf);
  const heading = ['', 'figure', 'ratio', 'wanted', '', ''];
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...cells].map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [title, line(heading), ...cells.map(line), ''].join('\n');
}

/** docs/figures.md. */
export function document(machine: string, command: string, sections: readonly Section[]): string {
  const today = new Date().toISOString().slice(0, 10);
  const head = [
    '# Figures',
    '',
    `Measured on ${today} by \`${command}\`. How to read them: [bench/README.md](../bench/README.md).`,
    '',
    `Machine: ${machine}.`,
    '',
  ];
  const parts = sections.flatMap(({ title, rows }) => [
    `## ${title}`,
    '',
    '| | figure | ratio | wanted | |',
    '| --- | ---: | --- | --- | --- |',
    ...rows.map((row) => {
      const [what, ...cells] = cellsOf(row);
      const [figure, ratio, wanted, verdict, note] = cells;
      return `| ${what} | ${figure} | ${ratio} | ${wanted} | ${[verdict, note].filter(Boolean).join('; ')} |`;
    }),
    '',
  ]);
  return [...head, ...parts].join('\n');
}

function number(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 1_000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
