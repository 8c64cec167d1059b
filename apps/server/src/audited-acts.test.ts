import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { APPLICATION, CARD, KIOSK } from '@mibun/rules';
import { allActs, defineActs, wordsOfAct } from './platform/index.ts';

const cwd = import.meta.dirname;
for (const file of globSync('**/audited-acts.ts', { cwd })) await import(join(cwd, file));

test('USE-05 every act of the trail is told in words, in both languages', () => {
  assert.ok(allActs().length > 120);
  for (const { name, ja, en } of allActs()) {
    assert.match(ja, /(?:た|ます)$/u, name);
    assert.match(en, /^[a-z]/, name);
  }
  for (const [module, events] of [
    ['cards', CARD.events],
    ['applications', APPLICATION.events],
    ['kiosk', KIOSK.events],
  ] as const) {
    for (const event of Object.keys(events))
      assert.ok(wordsOfAct(`${module}.${event}`), `${module}.${event}`);
  }
});

test('USE-05 an act reads differently for who did it for another reason', () => {
  const told = (by: string) => wordsOfAct('residents.read', by)?.en;
  assert.equal(told('clerk'), 'looked at your resident record');
  assert.equal(told('system'), 'looked at your resident record');
  assert.equal(told('system for oneself'), 'looked up your name for a log-in');
  assert.equal(told('verifier'), 'received what is registered about you');
  assert.equal(wordsOfAct('unheard.of'), undefined);
});

test('an act is defined once', () => {
  assert.throws(() => defineActs('cards', { suspend: ['停止した', 'stopped'] }), /defined twice/);
});

test('no module makes the name of an act by hand', () => {
  const sources = globSync('**/*.ts', { cwd }).filter(
    (path) => !path.includes('.test') && !path.endsWith('acts.ts'),
  );
  assert.ok(sources.length > 400);
  for (const path of sources) {
    assert.ok(!/\bas ActName\b/.test(readFileSync(join(cwd, path), 'utf8')), path);
  }
});
