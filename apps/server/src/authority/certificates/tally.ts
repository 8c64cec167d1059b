import { type CertificateState, jstDate, type PlainDate } from '@mibun/rules';
import { sql } from 'kysely';
import { jsonRows, type Tx, tables } from '../../platform/index.ts';
import type { AuthorityKind, CertificateFigures } from './api.ts';

/** One change of state, as it is counted. */
type CountedChange = Omit<Tail, 'day'> & { readonly at: Date };

type Tally = CertificateFigures['days'][number];
type Tail = Omit<Tally, 'count'> & {
  readonly stateBefore: CertificateState | null;
  readonly stateAfter: CertificateState;
};
type TallyTables = {
  certificateTallyTail: Tail;
  certificateTally: Tally;
  certificateTotals: CertificateFigures['totals'][number];
};

/**
 * Counts changes in the transaction that makes them. Rows of their own, so that no two transactions wait for one
 * counter; what is the same of a whole lot is told the database once.
 */
export async function countChanges(tx: Tx, changes: readonly CountedChange[]): Promise<void> {
  const alike = new Map<string, number>();
  for (const { at, authority, generation, kind, event, stateBefore, stateAfter } of changes) {
    const day = jstDate(at);
    const row = JSON.stringify({ day, authority, generation, kind, event, stateBefore, stateAfter });
    alike.set(row, (alike.get(row) ?? 0) + 1);
  }
  const rows = [...alike].map(([row, times]) => ({ ...(JSON.parse(row) as object), times }));
  await sql`
    insert into certificate_tally_tail (day, authority, generation, kind, event, state_before, state_after)
    select day, authority, generation, kind, event, state_before, state_after
    from json_to_recordset(${jsonRows(rows)}::json) as row (
      day date, authority text, generation integer, kind text, event text, state_before text,
      state_after text, times integer), generate_series(1, times)`.execute(tx);
}

const FOLD_AT_ONCE = 20_000;

/** Moves counted changes into the sums, in one statement; several processes may do it side by side. */
export async function foldTally(tx: Tx): Promise<number> {
  const { rows } = await sql<{ moved: number }>`
    with gone as (
      delete from certificate_tally_tail where id in (
        select id from certificate_tally_tail order by id limit ${FOLD_AT_ONCE} for update skip locked)
      returning day, authority, generation, kind, event, state_before, state_after),
    days as (
      insert into certificate_tally (day, authority, generation, kind, event, count)
      select day, authority, generation, kind, event, count(*) from gone
      group by day, authority, generation, kind, event order by day, authority, generation, kind, event
      on conflict (day, authority, generation, kind, event)
      do update set count = certificate_tally.count + excluded.count),
    totals as (
      insert into certificate_totals (authority, generation, kind, state, count)
      select authority, generation, kind, state, sum(n) from (
        select authority, generation, kind, state_before as state, -1 as n from gone
        where state_before is not null
        union all
        select authority, generation, kind, state_after as state, 1 as n from gone) as moves
      group by authority, generation, kind, state order by authority, generation, kind, state
      on conflict (authority, generation, kind, state)
      do update set count = certificate_totals.count + excluded.count)
    select count(*)::int as moved from gone`.execute(tx);
  return rows[0]?.moved ?? 0;
}

/** The sums: as many rows as there are days, kinds and events, however many people have a card. */
export async function readFigures(tx: Tx, since: PlainDate): Promise<CertificateFigures> {
  const days = await tables<TallyTables>(tx)
    .selectFrom('certificateTally')
    .selectAll()
    .where('day', '>=', since)
    .orderBy('day')
    .execute();
  const totals = await tables<TallyTables>(tx)
    .selectFrom('certificateTotals')
    .selectAll()
    .orderBy('authority')
    .orderBy('generation')
    .orderBy('kind')
    .execute();
  return { days, totals };
}

/** Whether a generation has issued anything but its own responders. */
export async function hasIssuedToOthers(
  tx: Tx,
  authority: AuthorityKind,
  generation: number,
): Promise<boolean> {
  for (const table of ['certificateTally', 'certificateTallyTail'] as const) {
    const found = await tables<TallyTables>(tx)
      .selectFrom(table)
      .select('day')
      .where('authority', '=', authority)
      .where('generation', '=', generation)
      .where('kind', '!=', 'ocsp')
      .limit(1)
      .executeTakeFirst();
    if (found) return true;
  }
  return false;
}
