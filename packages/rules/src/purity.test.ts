import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !/\.(test|testing)\.ts$/.test(name),
);

test('the rules import nothing, and have no clock, chance or surroundings of their own', () => {
  assert.ok(sources.length > 20);
  for (const name of sources) {
    const source = readFileSync(`${import.meta.dirname}/${name}`, 'utf8');
    for (const [, from] of source.matchAll(/from '([^']+)'/g))
      assert.match(from ?? '', /^\.\.?\/[\w./-]+\.ts$/, name);
    assert.doesNotMatch(source, /new Date\(\)|Date\.now|Math\.random|process\.|globalThis|import\(/, name);
  }
});
