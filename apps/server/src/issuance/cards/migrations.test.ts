import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { openTestPlatform } from '../../../testing/platform.ts';
import { migrate, platformMigrations } from '../../platform/index.ts';
import { type CardsDeps, cardMigrations, createCards } from './index.ts';

const BEFORE = cardMigrations.filter(({ name }) => name < '0042');

test('the history of cards made before is kept, with who it was and by which rule where the trail says so', async () => {
  const platform = await openTestPlatform({ migrations: BEFORE });
  const run = (text: string) =>
    platform.database.transaction((tx) => tx.executeQuery(CompiledQuery.raw(text)));
  await run(
    `insert into cards (card_id, chip_serial, person_id, application, municipality, state, version, profile,
       issue_date, expiry, security_code, photo, changed_at)
     values ('card-1', '900000000000001', 'p-1', 'application-1', '99201', 'SUSPENDED', 3, 'generation-1',
       '2026-11-22', '2036-04-01', '1234', 'photo', '2026-11-23T00:00:00Z')`,
  );
  await run(
    `insert into card_events (card_id, at, event, from_state, to_state, actor_name, reason) values
       ('card-1', '2026-11-21T00:00:00Z', 'produce', null, 'PRODUCED', '製造 次郎', null),
       ('card-1', '2026-11-22T00:00:00Z', 'suspend', 'ACTIVE', 'SUSPENDED', '電話 五郎', '財布ごと'),
       ('card-1', '2026-11-22T01:00:00Z', 'lift', 'SUSPENDED', 'ACTIVE', '窓口 花子', null),
       ('card-1', '2026-11-23T00:00:00Z', 'suspend', 'ACTIVE', 'SUSPENDED', '窓口 花子', null)`,
  );
  await run(
    `insert into audit_entries (at, actor_kind, actor_id, actor_name, action, purpose, subject, detail) values
       ('2026-11-22T00:00:00.004Z', 'call-centre', 'p-call', '電話 五郎', 'cards.suspend', 'loss-report', 'p-1',
        '{"cardId": "card-1", "rule": "LOS-04"}'),
       ('2026-11-22T01:00:00Z', 'clerk', 'p-clerk', '窓口 花子', 'cards.lift', 'reactivation', 'p-1',
        '{"cardId": "card-1", "rule": "LOS-07"}'),
       ('2026-11-22T12:00:00Z', 'clerk', 'p-other', '別', 'cards.suspend', 'loss-report', 'p-1',
        '{"cardId": "card-2", "rule": "LOS-04"}'),
       ('2026-11-23T00:00:00Z', 'clerk', 'p-clerk', '窓口 花子', 'cards.suspend', 'loss-report', 'p-1',
        '{"cardId": "card-1", "rule": "LOS-04"}')`,
  );
  await migrate(platform.database, [...platformMigrations, ...cardMigrations]);
  const cards = createCards(platform, {} as CardsDeps).api;
  const history = await platform.database.query((tx) => cards.history(tx, 'card-1'));
  assert.deepEqual(
    history.map(({ event, fromState, toState, actorKind, actorId, actorName, rule, reason }) =>
      [event, fromState, toState, actorKind, actorId, actorName, rule, reason].join(' '),
    ),
    [
      'produce  PRODUCED system unknown 製造 次郎 §10.2 ',
      'suspend ACTIVE SUSPENDED call-centre p-call 電話 五郎 LOS-04 財布ごと',
      'lift SUSPENDED ACTIVE clerk p-clerk 窓口 花子 LOS-07 ',
      'suspend ACTIVE SUSPENDED clerk p-clerk 窓口 花子 LOS-04 ',
    ],
  );
  assert.deepEqual(history[1]?.at, new Date('2026-11-22T00:00:00Z'));
  await platform.close();
});
