import type { ActorKind } from '@mibun/rules';
import { type Generated, type JSONColumnType, type Selectable, sql } from 'kysely';
import { type Tx, tables } from './database/database.ts';
import { jsonRows } from './database/json-rows.ts';
import { appendOnly, type Migration } from './database/migrate.ts';

interface LifeEventTable {
  id: Generated<number>;
  /** `Lifecycle.name` of the table that allowed it. */
  machine: string;
  /** The thing's id within its machine. */
  thing: string;
  at: Date;
  event: string;
  /** `null`: it came to be. */
  fromState: string | null;
  toState: string;
  actorKind: ActorKind;
  actorId: string;
  actorName: string;
  /** Of domain.md, as the row of the table names it. */
  rule: string;
  /** In the words of whoever did it, or a code of the machine's own. */
  reason: string | null;
  /** Facts of this step alone: who proposed it, what a verifier is told of it. */
  detail: JSONColumnType<Readonly<Record<string, unknown>>> | null;
}

export type LifeEvent = Readonly<Selectable<LifeEventTable>>;
export type NewLifeEvent = Omit<LifeEvent, 'id'>;

type LifeTables = { lifeEvents: LifeEventTable };

export const lifeEventMigrations: readonly Migration[] = [
  {
    name: '0008_life_events',
    statements: [
      // The history of everything that has a life-cycle table, and of nothing else.
      `create table life_events (
         id bigint generated always as identity primary key, machine text not null, thing text not null,
         at timestamptz not null, event text not null, from_state text, to_state text not null,
         actor_kind text not null, actor_id text not null, actor_name text not null,
         rule text not null, reason text, detail jsonb)`,
      'create index life_events_by_thing on life_events (machine, thing, id)',
      ...appendOnly('life_events'),
    ],
  },
  {
    name: '0010_own_steps_without_names',
    statements: [
      // Whoever acts in their own matter is on record by their id alone.
      'alter table life_events disable trigger life_events_append_only',
      `update life_events set actor_name = case actor_kind when 'resident' then '本人' when 'guardian' then '法定代理人'
         when 'proxy' then '任意代理人' else '本人確認をしていない人' end
       where actor_kind in ('resident', 'guardian', 'proxy', 'unauthenticated')`,
      'alter table life_events enable trigger life_events_append_only',
    ],
  },
];

/** Any number of steps by one statement: cards and certificates come in lots. */
export async function addLifeEvents(tx: Tx, events: readonly NewLifeEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`
    insert into life_events (machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name,
      rule, reason, detail)
    select machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name, rule, reason, detail
    from json_to_recordset(${jsonRows(events)}::json) as step (
      machine text, thing text, at timestamptz, event text, from_state text, to_state text,
      actor_kind text, actor_id text, actor_name text, rule text, reason text, detail jsonb)`.execute(
    tables<LifeTables>(tx),
  );
}

/** From the beginning on. */
export function lifeEventsOf(tx: Tx, machine: string, thing: string): Promise<readonly LifeEvent[]> {
  return tables<LifeTables>(tx)
    .selectFrom('lifeEvents')
    .selectAll()
    .where('machine', '=', machine)
    .where('thing', '=', thing)
    .orderBy('id')
    .execute();
}
