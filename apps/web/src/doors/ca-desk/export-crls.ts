import type { CrlView } from '@mibun/server/schemas/authority/ca-desk';

const COLUMNS = [
  'authority',
  'generation',
  'shard',
  'number',
  'entries',
  'octets',
  'thisUpdate',
  'nextUpdate',
] as const;

/** The rows of the table as CSV (RFC 4180), under the names of the interface, for a spreadsheet or a script. */
export function crlsAsCsv(crls: readonly CrlView[]): string {
  const rows = crls.map((crl) => COLUMNS.map((column) => String(crl[column])).join(','));
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}
