import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../../../..');
/** Tests and samples may call a person anything. */
const INVENTED = /\.test\.tsx?$|testing\.ts$|\/testing\/|throw-away-|\/attacks\/|^packages\/test-card\//;
const COMMENT = /(?<!\S)\/\/.*$|\/\*[\s\S]*?\*\//gm;
const DEMO_COUNTRY = /見本[県市]|mihon/i;

test('no line of code outside the demo names its country: which country is served is given', () => {
  const paths = globSync(
    '{packages/*/src,apps/server/src,apps/web/src/{components,api,session,i18n}}/**/*.{ts,tsx,yaml}',
    { cwd: ROOT },
  )
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !INVENTED.test(path));
  assert.ok(paths.length > 500, 'the sources are looked at');
  const found = paths.filter((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return DEMO_COUNTRY.test(path.endsWith('.ts') ? text.replaceAll(COMMENT, '') : text);
  });
  assert.deepEqual(found, []);
});
