import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Lifecycle } from '@mibun/rules';
import {
  CLERK,
  type CounterWorld,
  OTHER_CLERK,
  openCounterWorld,
  SUPERVISOR,
} from '../../../../testing/counter.ts';
import { heldCard, openReactivation, pulledOut, suspendByPhone } from '../../../../testing/visits.ts';
import { defineErrors } from '../../../platform/index.ts';
import type { Situation } from '../acts.ts';
import { counterActs } from '../audited-acts.ts';
import { cardFor } from '../context.ts';
import { cancelVisit, resumeVisit } from './go-on.ts';
import { offersOf } from './offers.ts';
import { openVisit } from './open.ts';
import type { Procedure, VisitEvent, Visits } from './procedure.ts';
import { showVisit } from './show.ts';
import { unfinishedVisits } from './store.ts';
import { visitsOn } from './visits.ts';

// The least procedure that there can be: a card is looked at, twice, and the visit remembers what was seen.

type State = 'OPENED' | 'SEEN' | 'CANCELLED';
type Event = VisitEvent | 'look' | 'leave';

const rowBy = (event: Event, to: State) =>
  ({ from: 'OPENED', event, actors: ['clerk'], to, rule: '§1', effects: [] }) as const;
const LOOKING: Lifecycle<State, Event> = {
  name: 'looking',
  title: { ja: '確認', en: 'looking' },
  states: {
    OPENED: { ja: '確認中', en: 'open' },
    SEEN: { ja: '確認済み', en: 'seen', final: true },
    CANCELLED: { ja: '取りやめ', en: 'cancelled', final: true },
  },
  events: {
    open: { ja: '始める', en: 'begin' },
    resume: { ja: '続ける', en: 'go on' },
    look: { ja: '見る', en: 'look' },
    leave: { ja: '終える', en: 'leave' },
    cancel: { ja: '取りやめる', en: 'cancel' },
  },
  transitions: [
    { ...rowBy('open', 'OPENED'), from: null },
    rowBy('resume', 'OPENED'),
    rowBy('look', 'OPENED'),
    { ...rowBy('leave', 'SEEN'), effects: ['remember'] },
    rowBy('cancel', 'CANCELLED'),
  ],
};

const errors = defineErrors('looking', {
  LOOKING_ALREADY_OPEN: {
    status: 409,
    title: { ja: '確認中です。', en: 'It is being looked at.' },
    next: { ja: '続けてください。', en: 'Go on there.' },
  },
});
interface Looking {
  readonly state: State;
  readonly event: 'look' | 'leave';
  readonly facts: { readonly seen: string | null };
  readonly request: { readonly cardId: string };
  readonly more: { readonly seen: string | null };
}

let world: CounterWorld;
let visits: Visits<Looking>;
const remembered: string[] = [];

function looking(): Procedure<Looking> {
  const act = counterActs['set-up'];
  return {
    table: LOOKING,
    confirmed: 'SEEN',
    acts: { open: act, resume: act, look: act, leave: act, cancel: act },
    effects: {
      remember: async (_tx, { thing }) => {
        remembered.push(`${thing.facts.seen}`);
      },
    },
    action: 'lift-suspension',
    purpose: 'counter-service',
    card: (tx, { cardId }, by) => cardFor(world, tx, cardId, by, { action: 'lift-suspension', wanted: 'do' }),
    alreadyOpen: errors.LOOKING_ALREADY_OPEN,
    admit: async () => ({ facts: { seen: null }, detail: {} }),
    async script(run) {
      const { state } = await (await run.channel()).chipState();
      await run.note('look', { facts: { seen: state } });
      await run.channel();
      await run.note('leave');
    },
    steps: () => ['open', 'look', 'leave'],
    more: ({ facts }) => facts,
    offers: {
      begin: {
        act: 'reactivate',
        label: LOOKING.events.open,
        when: (_situation, { state, version }) => (state === 'ACTIVE' ? { rule: '§1', version } : undefined),
      },
      goOn: [{ event: 'resume', act: 'resume-reactivation', label: LOOKING.events.resume }],
    },
  };
}

before(async () => {
  world = await openCounterWorld();
  visits = visitsOn<Looking>(world, looking());
});
after(() => world.close());

const shown = (id: string) => showVisit(visits, id, CLERK);

test('a procedure is a table, a script and what is its own: opened, done on the card, on record', async () => {
  const { card } = await heldCard(world, 1);
  const { relay, visitId } = await openVisit(visits, { cardId: card.cardId }, CLERK);
  const before = await shown(visitId);
  assert.deepEqual(
    [before.state, before.seen, before.mayResume, before.mayCancel],
    ['OPENED', null, true, true],
  );
  assert.deepEqual(await world.atReader(relay), { visitId, state: 'SEEN' });
  const after = await shown(visitId);
  assert.deepEqual(
    [after.state, after.seen, after.mayResume, after.mayCancel],
    ['SEEN', 'active', false, false],
  );
  assert.deepEqual(
    after.steps.map(({ id, label, at }) => [id, label.en, at !== null]),
    [
      ['open', 'begin', true],
      ['look', 'look', true],
      ['leave', 'leave', true],
    ],
  );
  assert.deepEqual(remembered, ['active']);
  await assert.rejects(resumeVisit(visits, visitId, CLERK), { code: 'COUNTER_TAKEN_OVER' });
});

test('what is broken off says why, keeps what is on record, and is taken over by whoever resumes it', async () => {
  const { cardId } = (await heldCard(world, 2)).card;
  const { relay, visitId } = await openVisit(visits, { cardId }, CLERK);
  await assert.rejects(world.atReader(relay, { through: pulledOut(1, 'before') }));
  assert.equal((await shown(visitId)).problem?.code, 'RELAY_CARD_LOST');
  const first = await resumeVisit(visits, visitId, CLERK);
  const second = await resumeVisit(visits, visitId, OTHER_CLERK);
  await assert.rejects(world.atReader(first.relay), { code: 'COUNTER_TAKEN_OVER' });
  const { clerkName, problem, seen } = await shown(visitId);
  assert.deepEqual(
    [clerkName, problem, seen],
    [OTHER_CLERK.name, null, null],
    'the one cut off says nothing',
  );
  await world.atReader(second.relay);
  assert.equal((await shown(visitId)).state, 'SEEN');
});

test('a card is in one visit at a time, of whatever procedure, whoever presses at the same moment', async () => {
  const { cardId } = (await heldCard(world, 3)).card;
  const open = (actor = CLERK) => openVisit(visits, { cardId }, actor);
  const { done, refused } = await world.platform.atOnce(
    /^insert into "visits"/,
    () => open(),
    () => open(OTHER_CLERK),
  );
  assert.deepEqual([done.length, refused], [1, ['LOOKING_ALREADY_OPEN']]);
  const visitId = done[0]?.visitId ?? '';
  await suspendByPhone(world, 3);
  await assert.rejects(openReactivation(world, cardId), { code: 'COUNTER_OTHER_VISIT' });

  const { version } = await shown(visitId);
  const cancel = (seen: number, actor = CLERK) =>
    cancelVisit(visits, visitId, { version: seen, reason: 'left' }, actor);
  await assert.rejects(cancel(version + 1), { code: 'CHANGED_MEANWHILE' });
  await assert.rejects(cancel(version, SUPERVISOR), { code: 'NOT_ALLOWED' });
  await cancel(version);
  assert.equal((await shown(visitId)).state, 'CANCELLED');
  const reactivating = await openReactivation(world, cardId);
  await assert.rejects(open(), { code: 'COUNTER_OTHER_VISIT' });
  await world.atReader(reactivating.relay);
});

test('a person’s page offers to begin it, or to go on with what was begun', async () => {
  const { card } = await heldCard(world, 4);
  const none = { applications: [], setUps: new Map(), destructions: [] };
  const offered = async (): Promise<readonly (string | null)[][]> => {
    const visitsOfCard = await world.query((tx) => unfinishedVisits(tx, { cardIds: [card.cardId] }));
    const now = world.platform.clock.now();
    const situation: Situation = { ...none, viewer: CLERK, now, cards: [card], visits: visitsOfCard };
    return offersOf(visits, situation, await world.cardOf(card.cardId)).map(({ act, caseId }) => [
      act,
      caseId,
    ]);
  };
  assert.deepEqual(await offered(), [['reactivate', null]]);
  const { relay, visitId } = await openVisit(visits, { cardId: card.cardId }, CLERK);
  assert.deepEqual(await offered(), [['resume-reactivation', visitId]]);
  await world.atReader(relay);
  assert.deepEqual(await offered(), [['reactivate', null]]);
});
