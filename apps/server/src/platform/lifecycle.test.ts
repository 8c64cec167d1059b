import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Lifecycle } from '@mibun/rules';
import { sql } from 'kysely';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import type { Act } from './act.ts';
import type { ActName } from './acts.ts';
import { type Tx, tables } from './database/database.ts';
import { type Effect, lifecyclesOn, type Machine } from './lifecycle.ts';

type State = 'WARM' | 'LIT' | 'OUT';
type Event = 'make' | 'light' | 'snuff' | 'melt';
interface Lamp {
  readonly id: string;
  readonly state: State;
  readonly version: number;
  readonly oil: number;
}

const LAMP: Lifecycle<State, Event> = {
  name: 'lamp',
  title: { ja: '灯', en: 'lamp' },
  states: {
    WARM: { ja: '種', en: 'warm' },
    LIT: { ja: '点灯', en: 'lit' },
    OUT: { ja: '消灯', en: 'out', final: true },
  },
  events: {
    make: { ja: '作る', en: 'make' },
    light: { ja: '灯す', en: 'light' },
    snuff: { ja: '消す', en: 'snuff' },
    melt: { ja: '溶かす', en: 'melt' },
  },
  transitions: [
    { from: null, event: 'make', actors: ['clerk'], to: 'WARM', rule: '§1', effects: ['tell'] },
    { from: 'WARM', event: 'light', actors: ['clerk'], to: 'LIT', rule: '§2', effects: ['burn', 'tell'] },
    { from: 'LIT', event: 'snuff', actors: ['clerk', 'system'], to: 'OUT', rule: '§3', effects: [] },
    { from: 'LIT', event: 'melt', actors: ['clerk'], to: 'OUT', rule: '§4', effects: ['mourn'] },
  ],
};

const clerk: Act = {
  actor: { kind: 'clerk', id: 'p-clerk', name: '窓口 太郎', office: '99101' },
  purpose: 'counter-service',
  caseId: 'case-1',
  reason: 'it is dark',
};
const acts = Object.fromEntries(
  Object.keys(LAMP.events).map((event) => [event, `lamps.${event}` as ActName]),
) as Record<Event, ActName>;

type Lamps = { lamps: Lamp };
const insert = (tx: Tx, lamp: Lamp) =>
  tables<Lamps>(tx).insertInto('lamps').values(lamp).returningAll().executeTakeFirstOrThrow();
const read = (tx: Tx, id: string) =>
  tables<Lamps>(tx).selectFrom('lamps').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a life-cycle table runs the life', () => {
  let platform: TestPlatform;
  const followed: string[] = [];
  const note: Effect<Lamp, Event, string> = async (_tx, { thing, before, event, given }) => {
    followed.push(`${event} ${before?.state ?? '-'} ${thing.state} ${given ?? '-'}`);
  };
  const machine: Machine<Lamp, State, Event, Lamp, string> = {
    table: LAMP,
    acts,
    idOf: ({ id }) => id,
    audited: ({ id, oil }) => ({ subject: 'person-1', detail: { lamp: id, oil } }),
    async save(tx, lamp, state, changes) {
      const changed = { ...lamp, ...changes, state, version: lamp.version + 1 };
      const { numUpdatedRows } = await tables<Lamps>(tx)
        .updateTable('lamps')
        .set(changed)
        .where('id', '=', lamp.id)
        .where('version', '=', lamp.version)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new Error('changed meanwhile');
      return changed;
    },
    effects: { tell: note, burn: note },
    notYet: ['melt'],
  };
  const within = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction(work);

  before(async () => {
    platform = await openTestPlatform({
      migrations: [
        {
          name: '9000_lamps',
          statements: ['create table lamps (id text primary key, state text, version integer, oil integer)'],
        },
      ],
    });
  });
  after(() => platform.close());

  const life = () => lifecyclesOn(platform).machine(machine);
  const warm = (id: string) => (state: State) => ({ id, state, version: 1, oil: 5 });

  test('a birth and a step leave row, history and audit entry, with rule, actor and reason, and their effects follow', async () => {
    const lamps = life();
    followed.length = 0;
    const made = await within((tx) =>
      lamps.begin(tx, 'make', clerk, (state) => insert(tx, warm('a')(state)), { given: 'oil jar' }),
    );
    const lit = await within((tx) =>
      lamps.move(tx, made, 'light', clerk, { changes: { oil: 4 }, detail: { wick: 'new' }, reason: 'DARK' }),
    );
    assert.deepEqual([lit.state, lit.oil], ['LIT', 4]);
    assert.deepEqual(await within((tx) => read(tx, 'a')), lit);
    assert.deepEqual(followed, ['make - WARM oil jar', 'light WARM LIT -', 'light WARM LIT -']);

    const history = await within((tx) => lamps.history(tx, 'a'));
    assert.deepEqual(
      history.map(({ event, fromState, toState, actorId, rule, reason, detail }) => [
        event,
        fromState,
        toState,
        actorId,
        rule,
        reason,
        detail,
      ]),
      [
        ['make', null, 'WARM', 'p-clerk', '§1', 'it is dark', null],
        ['light', 'WARM', 'LIT', 'p-clerk', '§2', 'DARK', { wick: 'new' }],
      ],
    );
    const [entry, birth] = await within((tx) => platform.audit.list(tx, { subject: 'person-1' }));
    assert.deepEqual(
      [birth?.action, birth?.caseId, birth?.detail],
      ['lamps.make', 'case-1', { lamp: 'a', oil: 5, from: null, to: 'WARM', rule: '§1' }],
    );
    assert.deepEqual(entry?.detail, { lamp: 'a', oil: 4, wick: 'new', from: 'WARM', to: 'LIT', rule: '§2' });
  });

  test('many births are one statement of each kind, and each has its trace', async () => {
    const lamps = life();
    await within(async (tx) => {
      const born = [];
      for (const id of ['b1', 'b2', 'b3'])
        born.push({ thing: await insert(tx, warm(id)('WARM')), act: clerk });
      await lamps.beginAll(tx, 'make', born);
      for (const id of ['b1', 'b2', 'b3']) {
        assert.deepEqual(
          (await lamps.history(tx, id)).map(({ event }) => event),
          ['make'],
        );
      }
    });
  });

  test('what the table forbids is refused before anything is written: the state, and the actor', async () => {
    const lamps = life();
    const made = await within((tx) =>
      lamps.begin(tx, 'make', clerk, (state) => insert(tx, warm('c')(state))),
    );
    const refused = async (work: (tx: Tx) => Promise<unknown>) => {
      const error = await within(work).then(
        () => undefined,
        (cause: { code?: string }) => cause.code,
      );
      return error;
    };
    assert.equal(await refused((tx) => lamps.move(tx, made, 'snuff', clerk)), 'STATE_FORBIDS');
    const stranger: Act = { ...clerk, actor: { kind: 'kiosk', id: 'k', name: 'k' } };
    assert.equal(await refused((tx) => lamps.move(tx, made, 'light', stranger)), 'NOT_ALLOWED');
    assert.equal((await within((tx) => lamps.history(tx, 'c'))).length, 1);
    assert.deepEqual(await within((tx) => read(tx, 'c')), made);
  });

  test('an effect is asked of the system, while the person stays on record', async () => {
    const lamps = life();
    await within(async (tx) => {
      const made = await lamps.begin(tx, 'make', clerk, (state) => insert(tx, warm('d')(state)));
      const lit = await lamps.move(tx, made, 'light', clerk);
      const supervisor: Act = { ...clerk, actor: { ...clerk.actor, kind: 'supervisor', id: 'p-chief' } };
      await lamps.move(tx, lit, 'snuff', supervisor, { asks: 'system' });
      assert.equal((await lamps.history(tx, 'd')).at(-1)?.actorId, 'p-chief');
    });
  });

  test('when an effect fails, nothing has happened', async () => {
    const lamps = lifecyclesOn(platform).machine({
      ...machine,
      effects: {
        tell: async () => {
          throw new Error('nobody at home');
        },
        burn: note,
      },
    });
    await assert.rejects(
      within((tx) => lamps.begin(tx, 'make', clerk, (state) => insert(tx, warm('e')(state)))),
      /nobody at home/,
    );
    const { rows } = await within((tx) =>
      sql<{ found: string }>`select id as found from lamps where id = 'e'
        union select thing from life_events where thing = 'e'`.execute(tables<Lamps>(tx)),
    );
    assert.deepEqual(rows, []);
  });

  test('an effect that nobody carries out stops the start; another module may come and carry it out', () => {
    const lifecycles = lifecyclesOn(platform);
    const lamps = lifecycles.machine({ ...machine, effects: { tell: note } });
    assert.throws(() => lifecycles.demandComplete(), /nobody carries out lamp: burn/);
    lamps.carryOut('burn', note);
    lifecycles.demandComplete();
    assert.throws(() => lamps.carryOut('burn', note), /carried out twice/);
    assert.throws(() => lamps.carryOut('mourn', note), /no step of lamp has the effect mourn/);
  });

  test('an event without a use case is never taken, and is on the list of them', async () => {
    const lifecycles = lifecyclesOn(platform);
    const lamps = lifecycles.machine(machine);
    assert.throws(() => lamps.judge('LIT', 'melt', 'clerk'), /melt of lamp has no use case yet/);
    assert.deepEqual(
      lifecycles.all().map(({ table, notYet }) => [table.name, notYet.map(({ event }) => event)]),
      [['lamp', ['melt']]],
    );
    lifecycles.machine(machine);
    assert.throws(() => lifecycles.demandComplete(), /two machines for lamp/);
  });

  test('one row without a use case leaves the event to everybody else, and its effects to nobody', () => {
    const found: Lifecycle<State, Event> = {
      ...LAMP,
      transitions: [
        ...LAMP.transitions,
        { from: null, event: 'make', actors: ['kiosk'], to: 'WARM', rule: '§5', effects: ['sweep'] },
      ],
    };
    const lifecycles = lifecyclesOn(platform);
    const notYet = ['melt', { from: null, event: 'make', actor: 'kiosk' }] as const;
    const lamps = lifecycles.machine({ ...machine, table: found, notYet });
    lifecycles.demandComplete();
    assert.equal(lamps.judge(null, 'make', 'clerk').rule, '§1');
    assert.throws(() => lamps.judge(null, 'make', 'kiosk'), /make of lamp has no use case yet/);
    assert.throws(() => lamps.judge(null, 'make', 'verifier'), { code: 'NOT_ALLOWED' });
    assert.deepEqual(
      lifecycles.all().flatMap(({ notYet: rows }) => rows.map(({ rule }) => rule)),
      ['§4', '§5'],
    );
  });

  test('what is on the list of what is missing is a row of the table', () => {
    const none = { from: 'OUT', event: 'light', actor: 'clerk' } as const;
    assert.throws(
      () => lifecyclesOn(platform).machine({ ...machine, notYet: ['melt', none] }),
      /lamp has no row for .*OUT/,
    );
  });

  test('a store that writes another state than the table says is a fault of ours', async () => {
    const lamps = lifecyclesOn(platform).machine({ ...machine, save: async (_tx, lamp) => lamp });
    const made = await within((tx) =>
      lamps.begin(tx, 'make', clerk, (state) => insert(tx, warm('f')(state))),
    );
    await assert.rejects(
      within((tx) => lamps.move(tx, made, 'light', clerk)),
      /light leads to LIT and WARM was stored/,
    );
  });

  test('history is never rewritten', async () => {
    for (const statement of ['update life_events set event = event', 'delete from life_events']) {
      await assert.rejects(
        within((tx) => sql.raw(statement).execute(tables<Lamps>(tx))),
        /append-only/,
      );
    }
  });
});
