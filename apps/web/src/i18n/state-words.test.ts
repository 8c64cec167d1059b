import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as rules from '@mibun/rules';
import { CARD, type Lifecycle, SIGNATURE_CERTIFICATE } from '@mibun/rules';
import { stateWords } from './state-words.ts';

test('a state is called what its table calls it', () => {
  assert.equal(stateWords(CARD).PRODUCED[0], '作成済み');
  assert.equal(stateWords(CARD).PRODUCED[1], 'Made, not in operation');
  assert.equal(stateWords(SIGNATURE_CERTIFICATE).HELD_FINAL[0], '一時停止により利用不可（再発行が必要）');
});

/** The life-cycle tables that the rules have, of which a new one counts at once. */
const tables = Object.values(rules as Readonly<Record<string, unknown>>).filter(
  (value): value is Lifecycle<string, string> =>
    typeof value === 'object' && value !== null && 'transitions' in value && 'states' in value,
);

/** Whether every state of a table has a text beside it: a table written twice. A tone is no text. */
function writesWordsOf(states: readonly string[], source: string): boolean {
  const TONES = 'info|success|warning|error|neutral';
  return states.every((state) => new RegExp(`\\b${state}'?: \\[?\\s*['"\`](?!(?:${TONES})')`).test(source));
}

test('no page and no command writes the words of a life-cycle table again', () => {
  assert.ok(tables.length >= 10, `${tables.length} tables`);
  const folder = join(import.meta.dirname, '../../..');
  for (const path of globSync('{web,cli,agent}/src/**/*.{ts,tsx}', { cwd: folder })) {
    if (path.includes('.test.')) continue;
    const source = readFileSync(join(folder, path), 'utf8');
    for (const { name, states } of tables)
      assert.ok(!writesWordsOf(Object.keys(states), source), `${path} writes the words of ${name}`);
  }
});

test('words of a table that are written again are noticed, as texts and as pairs', () => {
  const states = ['GIVEN', 'WITHDRAWN'];
  assert.ok(writesWordsOf(states, "{ GIVEN: 'given', WITHDRAWN: 'withdrawn' }"));
  assert.ok(
    writesWordsOf(states, "{\n GIVEN: ['同意中', 'Given'],\n WITHDRAWN: [\n '撤回',\n 'Withdrawn',\n] }"),
  );
  assert.ok(!writesWordsOf(states, "{ GIVEN: 'success', WITHDRAWN: 'neutral' }"));
  assert.ok(!writesWordsOf(states, "{ GIVEN: ['同意中', 'Given'] }"));
});
