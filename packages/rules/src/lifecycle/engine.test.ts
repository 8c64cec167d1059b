import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLifecycle, drawMermaid, type Lifecycle, next, reachable } from './engine.ts';

type S = 'OFF' | 'ON' | 'GONE';
type E = 'make' | 'switch' | 'throw-away';

const LAMP: Lifecycle<S, E> = {
  name: 'lamp',
  title: { ja: '灯り', en: 'lamp' },
  states: {
    OFF: { ja: '消灯', en: 'off' },
    ON: { ja: '点灯', en: 'on' },
    GONE: { ja: '廃棄', en: 'gone', final: true },
  },
  events: {
    make: { ja: '作る', en: 'make' },
    switch: { ja: '切り替える', en: 'switch' },
    'throw-away': { ja: '捨てる', en: 'throw away' },
  },
  transitions: [
    { from: null, event: 'make', actors: ['system'], to: 'OFF', rule: 'T-1', effects: [] },
    {
      from: 'OFF',
      event: 'switch',
      actors: ['resident', 'clerk'],
      to: 'ON',
      rule: 'T-2',
      effects: ['shine'],
    },
    { from: 'ON', event: 'switch', actors: ['resident'], to: 'OFF', rule: 'T-2', effects: [] },
    { from: 'OFF', event: 'throw-away', actors: ['clerk'], to: 'GONE', rule: 'T-3', effects: [] },
  ],
};

test('a refusal says whether the state or the person is in the way, in both languages', () => {
  assert.deepEqual(next(LAMP, 'ON', 'throw-away', 'clerk'), {
    ok: false,
    refusal: 'state',
    ja: '灯りが「点灯」の状態では、「捨てる」はできません。',
    en: '“throw away” is not possible while the lamp is “on”.',
  });
  assert.deepEqual(next(LAMP, 'OFF', 'switch', 'police'), {
    ok: false,
    refusal: 'actor',
    ja: '「切り替える」ができるのは、本人、市区町村の職員だけです。',
    en: '“switch” can be done only by the resident, a municipal clerk.',
  });
  const early = next(LAMP, null, 'switch', 'clerk');
  assert.ok(!early.ok && early.refusal === 'state');
});

test('an allowed step brings its whole row', () => {
  const step = next(LAMP, 'OFF', 'switch', 'clerk');
  assert.ok(step.ok && step.to === 'ON' && step.transition.effects.includes('shine'));
});

test('reachable follows all rows', () => {
  assert.deepEqual([...reachable(LAMP, 'ON')].toSorted(), ['GONE', 'OFF', 'ON']);
  assert.deepEqual([...reachable(LAMP, 'GONE')], []);
});

test('a sound table has no findings; each kind of fault is found', () => {
  assert.deepEqual(checkLifecycle(LAMP), []);
  const [make, on, off, away] = LAMP.transitions;
  assert.ok(make && on && off && away);
  const faults: readonly [RegExp, Lifecycle<S, E>][] = [
    [/GONE cannot be reached/, { ...LAMP, transitions: [make, on, off] }],
    [/throw-away is never used/, { ...LAMP, transitions: [make, on, off] }],
    [/ON is a dead end/, { ...LAMP, transitions: [make, on, away] }],
    [
      /GONE is final but can be left/,
      { ...LAMP, transitions: [make, on, off, away, { ...off, from: 'GONE' }] },
    ],
    [
      /two rows for OFF switch clerk/,
      { ...LAMP, transitions: [make, on, off, away, { ...on, actors: ['clerk'] }] },
    ],
    [/nobody may switch/, { ...LAMP, transitions: [make, on, { ...off, actors: [] }, away] }],
    [/BROKEN is not a state/, { ...LAMP, transitions: [make, on, off, away, { ...off, to: 'BROKEN' as S }] }],
    [/melt is not an event/, { ...LAMP, transitions: [make, on, off, away, { ...off, event: 'melt' as E }] }],
  ];
  for (const [finding, lifecycle] of faults) assert.match(checkLifecycle(lifecycle).join('\n'), finding);
});

test('the diagram names every state and row', () => {
  const drawn = drawMermaid(LAMP);
  assert.match(drawn, /^stateDiagram-v2\n/);
  assert.match(drawn, / {2}state "ON: on" as ON\n/);
  assert.match(drawn, / {2}\[\*\] --> OFF: make \(system\)\n/);
  assert.match(drawn, / {2}OFF --> ON: switch \(resident, clerk\)\n/);
  assert.match(drawn, / {2}GONE --> \[\*\]\n/);
});
