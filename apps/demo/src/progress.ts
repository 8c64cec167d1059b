import { internal, type Migration, type Tx, tables } from '@mibun/server/addition';

type ProgressTables = { demoProgress: { step: string; doneAt: Date } };

export const progressMigrations: readonly Migration[] = [
  {
    name: '0901_demo_progress',
    statements: ['create table demo_progress (step text primary key, done_at timestamptz not null)'],
    constraints: {
      demo_progress_pkey: internal('the demo settles its country in one process, before anybody is let in'),
    },
  },
];

/** Which steps of the demo country's making are done, so that a start that was interrupted goes on where it stopped. */
export async function isDone(tx: Tx, step: string): Promise<boolean> {
  const row = await tables<ProgressTables>(tx)
    .selectFrom('demoProgress')
    .select('step')
    .where('step', '=', step)
    .executeTakeFirst();
  return row !== undefined;
}

export async function markDone(tx: Tx, step: string, at: Date): Promise<void> {
  await tables<ProgressTables>(tx).insertInto('demoProgress').values({ step, doneAt: at }).execute();
}
