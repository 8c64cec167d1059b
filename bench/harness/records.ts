import pg from 'pg';

export const FILLED_SHARDS = 64;

/** The serial of certificate number `index` on record: made by the database in the same way. */
export function filledSerial(index: number): string {
  return `50000000${'0'.repeat(4)}${index.toString(16).padStart(8, '0')}`;
}

/**
 * Puts certificates `from` … `to` on record as if they had been issued: of 1,000, 64 are revoked, the others active.
 * Indexes are made anew afterwards, which is much faster for millions. Answers the seconds it took.
 */
export async function fillCertificates(url: string, from: number, to: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const began = performance.now();
    await client.query("set maintenance_work_mem = '1GB'");
    await client.query('set synchronous_commit = off');
    const { rows: indexes } = await client.query<{ indexname: string; indexdef: string }>(
      `select indexname, indexdef from pg_indexes where tablename = 'certificates' and indexname <> 'certificates_pkey'`,
    );
    const many = to - from > 100_000;
    if (many) {
      for (const { indexname } of indexes) await client.query(`drop index ${indexname}`);
      await client.query('alter table certificates drop constraint certificates_pkey');
    }
    await client.query(`
      insert into certificates (kind, serial, card_id, person_id, state, reason, unusable_since, changed_at,
        not_after, shard, superseded_by, generation)
      select 'authentication', '500000000000' || lpad(to_hex(i), 8, '0'), 'filled-' || i, 'filled-' || i,
        case when i % 1000 < 64 then 'REVOKED' else 'ACTIVE' end,
        case when i % 1000 < 64 then 'keyCompromise' end,
        case when i % 1000 < 64 then timestamptz '2026-01-01' + i % 20000000 * interval '1 second' end,
        now(), now() + interval '4 years', i % ${FILLED_SHARDS}, null, 1
      from generate_series(${from}::bigint, ${to - 1}::bigint) as i`);
    if (many) {
      await client.query(
        'alter table certificates add constraint certificates_pkey primary key (kind, serial)',
      );
      for (const { indexdef } of indexes) await client.query(indexdef);
    }
    await client.query('analyze certificates');
    return (performance.now() - began) / 1_000;
  } finally {
    await client.end();
  }
}
