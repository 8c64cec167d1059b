import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { APPLICATION, CARD, KIOSK } from '@mibun/rules';
import { allActs, defineActs, wordsOfAct } from './platform/index.ts';

const modules = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
for (const module of modules) {
  const file = join(import.meta.dirname, module, 'audited-acts.ts');
  if (readdirSync(join(import.meta.dirname, module)).includes('audited-acts.ts')) await import(file);
}

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
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.includes('.test') && !path.endsWith('acts.ts'),
  );
  for (const path of sources) {
    assert.ok(!/\bas ActName\b/.test(readFileSync(join(import.meta.dirname, path), 'utf8')), path);
  }
});
