const columnOf = new Map<string, string>();

/** `chipSerial` → `chip_serial`: what CamelCasePlugin does for queries that kysely builds. */
function column(key: string): string {
  let name = columnOf.get(key);
  if (name === undefined) {
    name = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columnOf.set(key, name);
  }
  return name;
}

/**
 * Many rows as one parameter, for `json_to_recordset` in hand-written SQL: a parameter for each value costs more than the
 * insert itself. Keys become column names; what a value holds inside stays as it is. A column that is not there is null,
 * so that no null is sent.
 */
export function jsonRows(rows: readonly object[]): string {
  return JSON.stringify(
    rows.map((row) => {
      const named: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(row)) if (value !== null) named[column(key)] = value;
      return named;
    }),
  );
}
