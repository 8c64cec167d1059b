import { checkResidentRow, type ResidentRow, type RowFault, type RowSurroundings } from '@mibun/rules';
import type { Answer } from '@mibun/server/contracts';
import { say } from '../../output.ts';
import { recordsOf } from './files-of.ts';
import { RefusedFile } from './refused-file.ts';

export type RowAnswer = Answer<'POST /api/settlement/residents'>['outcomes'][number];

/** Enters rows: an answer for each, in their order. Absent in a dry run. */
export type Enter = (
  rows: readonly ResidentRow[],
  lines: { readonly from: number; readonly to: number },
) => Promise<readonly RowAnswer[]>;

export interface Tally {
  readonly file: string;
  readonly rows: number;
  readonly added: number;
  readonly known: number;
  readonly refused: number;
  /** Where the reasons are, if any was refused. */
  readonly refusedFile: string | null;
}

/** What one call may have (docs/generated/routes.md). */
const ROWS_AT_ONCE = 500;
const SAY_EVERY_MS = 2_000;
const LONGEST_VALUE = 400;

interface Held {
  readonly line: number;
  readonly row: ResidentRow;
}

/**
 * One file from its beginning to its end: a batch of rows in memory, whatever its length. What a look can refuse is not
 * sent; what the registry refuses stands in the same file.
 */
export async function enterFile(
  file: string,
  surroundings: RowSurroundings,
  {
    enter,
    fromLine,
    now,
  }: { readonly enter?: Enter | undefined; readonly fromLine: number; readonly now: () => number },
): Promise<Tally> {
  const counts = { rows: 0, added: 0, known: 0, refused: 0 };
  const refused = new RefusedFile(file);
  const began = now();
  let said = began;
  let batch: Held[] = [];
  const refuse = (line: number, faults: readonly Omit<RowFault, 'ok'>[]) => {
    counts.refused += 1;
    for (const { column, reason, rule, ja, en } of faults)
      refused.add({ line, column, reason, rule, ja, en });
  };
  const progress = () => {
    if (now() - said < SAY_EVERY_MS) return;
    said = now();
    const perSecond = Math.round((counts.rows * 1000) / (said - began));
    say(`mibun: ${file}: ${words(counts)}; ${perSecond} a second`);
  };
  const flush = async () => {
    const rows = batch;
    batch = [];
    const [first] = rows;
    const last = rows.at(-1);
    if (!first || !last || !enter) return;
    const answers = await enter(
      rows.map(({ row }) => row),
      { from: first.line, to: last.line },
    );
    for (const [i, { status, faults }] of answers.entries()) {
      if (status === 'refused') refuse(rows[i]?.line ?? 0, faults);
      else counts[status] += 1;
    }
  };
  try {
    for await (const record of recordsOf(file)) {
      if (record.line < fromLine) continue;
      counts.rows += 1;
      const faults = faultsOf(record, surroundings);
      if (faults.length > 0) refuse(record.line, faults);
      else if ('row' in record) batch.push(record);
      if (batch.length === ROWS_AT_ONCE) await flush();
      progress();
    }
    await flush();
  } finally {
    refused.close();
  }
  return { file, ...counts, refusedFile: counts.refused > 0 ? refused.path : null };
}

export const words = ({ rows, added, known, refused }: Omit<Tally, 'file' | 'refusedFile'>): string =>
  `${rows} people, ${added} added, ${known} known, ${refused} refused`;

type AnyRecord = { readonly row: ResidentRow } | { readonly problem: string };

function faultsOf(record: AnyRecord, surroundings: RowSurroundings): readonly Omit<RowFault, 'ok'>[] {
  const fault = (column: string, reason: string, ja: string, en: string) => [
    { column, reason, rule: '', ja, en },
  ];
  if ('problem' in record) {
    return fault(
      '',
      'UNREADABLE',
      `この行は読めません（${record.problem}）。`,
      `This line ${record.problem}.`,
    );
  }
  const [long] = Object.entries(record.row).find(([, value]) => value.length > LONGEST_VALUE) ?? [];
  if (long !== undefined) {
    return fault(
      long,
      'TOO_LONG',
      `${LONGEST_VALUE}文字を超えています。`,
      `This has more than ${LONGEST_VALUE} characters.`,
    );
  }
  const checked = checkResidentRow(record.row, surroundings);
  return checked.ok ? [] : checked.faults;
}
