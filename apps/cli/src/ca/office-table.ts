/** Rows as text, each column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  }
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}

/** To the minute, in UTC: logs of several machines are compared. */
export function when(instant: string | Date): string {
  const text = typeof instant === 'string' ? instant : instant.toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}
