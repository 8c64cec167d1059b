import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  APPLICATION,
  AUTHENTICATION_CERTIFICATE,
  CA_GENERATION,
  CARD,
  SIGNATURE_CERTIFICATE,
  VERIFIER,
} from '@mibun/rules';
import { stateWords } from './state-words.ts';

test('a state is called what its table calls it', () => {
  assert.equal(stateWords(CARD).PRODUCED[0], '作成済み');
  assert.equal(stateWords(CARD).PRODUCED[1], 'Made, not in operation');
  assert.equal(stateWords(SIGNATURE_CERTIFICATE).HELD_FINAL[0], '一時停止により利用不可（再発行が必要）');
});

test('no page and no command writes the words of a life-cycle table again', () => {
  const folder = join(import.meta.dirname, '../../..');
  // Where every state of a table has a text beside it, the table is written twice. A list that knows three of an
  // application's states as tabs is none.
  const tables = [
    CARD,
    SIGNATURE_CERTIFICATE,
    AUTHENTICATION_CERTIFICATE,
    VERIFIER,
    CA_GENERATION,
    APPLICATION,
  ];
  const TONES = 'info|success|warning|error|neutral';
  for (const path of globSync('{web,cli,agent}/src/**/*.{ts,tsx}', { cwd: folder })) {
    if (path.includes('.test.')) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    for (const { name, states } of tables) {
      const written = Object.keys(states).every((state) =>
        new RegExp(`\\b${state}'?: ['"\`](?!(?:${TONES})')`).test(text),
      );
      assert.ok(!written, `${path} writes the words of ${name}`);
    }
  }
});
