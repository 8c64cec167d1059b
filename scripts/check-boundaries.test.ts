import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breachesOf } from './check-boundaries.ts';
import type { Source } from './imports.ts';

const source = (path: string, text: string): Source => ({ path, text });

/** Each text at that path keeps the rules. */
function good(path: string, ...texts: readonly string[]): void {
  for (const text of texts) assert.deepEqual(breachesOf([source(path, text)]), [], text);
}

/** Each text at that path is one breach, and is told as such. */
function bad(path: string, told: RegExp, ...texts: readonly string[]): void {
  for (const text of texts) {
    const breaches = breachesOf([source(path, text)]);
    assert.equal(breaches.length, 1, `${text}\n${breaches.join('\n')}`);
    assert.ok(breaches[0]?.startsWith(`${path}: `), breaches[0]);
    assert.match(breaches[0] ?? '', told);
  }
}

test('pure code imports no input or output and asks no clock and no dice', () => {
  const path = 'packages/card/src/chip.ts';
  bad(path, /pure code imports/, "import { readFile } from 'node:fs/promises';", "import 'node:net';");
  bad(path, /pure code imports/, "const { connect } = await import('node:tls');");
  bad(
    path,
    /pure code uses/,
    'const now = Date.now();',
    'const now = new Date();',
    'const id = randomUUID();',
    'const dice = Math.random();',
    'crypto.getRandomValues(octets);',
    'const from = performance.now();',
    'setTimeout(later, 10);',
    'const home = process.env.HOME;',
  );
  good(
    path,
    "import { createHash } from 'node:crypto';",
    'const at = new Date(instant);',
    '// Date.now() is passed in',
    '/** Never Math.random(). */',
  );
  good('packages/card/src/chip.test.ts', 'const now = Date.now();');
  bad(
    'packages/pki/src/profiles/types.ts',
    /pure code imports/,
    "import { writeWhole } from '@mibun/durable';",
  );
  good(
    'packages/pki/src/custody/files.ts',
    "import { readFile } from 'node:fs/promises';\nsetTimeout(later, 10);",
  );
  good('packages/reader/src/tray.ts', "import { readFile } from 'node:fs/promises';\nDate.now();");
});

test('packages and apps know those alone whom they may', () => {
  bad('packages/card/src/chip.ts', /may not import @mibun\/reader/, "import { x } from '@mibun/reader';");
  bad('packages/pki/src/custody/a.ts', /may not import/, "import { APPLICATION } from '@mibun/rules';");
  bad('apps/agent/src/a.ts', /may not import @mibun\/server/, "export { x } from '@mibun/server';");
  bad('apps/server/src/a.ts', /may not import/, "const { x } = await import('@mibun/agent');");
  bad('apps/server/src/a.ts', /may not import/, "import {\n  x,\n  type Y,\n} from '@mibun/test-card';");
  bad('packages/unheard-of/src/a.ts', /may not import/, "import { x } from '@mibun/card';");
  good('apps/server/src/a.ts', "import { x } from '@mibun/card';\nimport type { Y } from '@mibun/pki/lint';");
});

test('the rules import nothing but themselves', () => {
  bad('packages/rules/src/a.ts', /rules imports nothing/, "import { z } from 'zod';");
  good('packages/rules/src/a.ts', "import { b } from './b.ts';", "export type State = 'ACTIVE' | 'LOST';");
});

test('nobody reaches into another workspace by a path', () => {
  bad('apps/cli/src/a.ts', /leaves apps\/cli/, "import { x } from '../../server/src/cards/store.ts';");
  bad('apps/web/src/api/a.ts', /leaves apps\/web/, "import type { X } from '../../../server/src/main.ts';");
  bad(
    'apps/server/src/issuance/cards/a.ts',
    /leaves apps\/server/,
    "import '../../../../packages/card/src/chip.ts';",
  );
  good('apps/cli/src/ca/a.ts', "import { x } from '../output.ts';");
});

test('the server gives the pages its types alone, whatever else the file imports', () => {
  const path = 'apps/web/src/doors/office/api.ts';
  const types = "import type { PersonAnswer } from '@mibun/server/schemas/office/counter';";
  good(
    path,
    types,
    types.replace('import', 'export'),
    "import type {\n  A,\n  B,\n} from '@mibun/server/schemas/services/kiosk';",
  );
  bad(
    path,
    /imports more than types/,
    "import { personAnswer } from '@mibun/server/schemas/office/counter';",
    `${types}\nimport { queueAnswer } from '@mibun/server/schemas/services/kiosk';`,
    `${types}\nimport { personAnswer } from '@mibun/server/schemas/office/counter';`,
    "import { type PersonAnswer, personAnswer } from '@mibun/server/schemas/office/counter';",
    "import { type PersonAnswer } from '@mibun/server/schemas/office/counter';",
    "export * from '@mibun/server/schemas/office/counter';",
    "import '@mibun/server/schemas/office/counter';",
    "const { personAnswer } = await import('@mibun/server/schemas/office/counter');",
    "import type from '@mibun/server/schemas/office/counter';",
  );
  bad(path, /may not import/, "import type { Server } from '@mibun/server';");
  good(path, "import { CARD } from '@mibun/rules';");
});

test('a module of the server is entered through its index.ts', () => {
  const path = 'apps/server/src/office/counter/a.ts';
  bad(
    path,
    /enters issuance\/cards\/ by issuance\/cards\/store.ts/,
    "import { insert } from '../../issuance/cards/store.ts';",
  );
  bad(
    'apps/server/src/office/counter/hand-over/a.ts',
    /enters issuance\/cards\//,
    "import '../../../issuance/cards/make/lot.ts';",
  );
  bad(path, /enters office\/relay\//, "import '../relay/timers.ts';");
  good(path, "import { cards } from '../../issuance/cards/index.ts';\nimport { x } from './store.ts';");
  bad(
    'apps/server/src/platform/a.ts',
    /platform\/ knows issuance\/cards\//,
    "import { cards } from '../issuance/cards/index.ts';",
  );
});

test('modules of the server form no circle', () => {
  const enters = (from: string, to: string) =>
    source(`apps/server/src/office/${from}/a.ts`, `import { x } from '../${to}/index.ts';`);
  const chain = [enters('a', 'b'), enters('b', 'c')];
  assert.deepEqual(breachesOf(chain), []);
  assert.deepEqual(breachesOf([...chain, enters('c', 'a')]), [
    'apps/server/src: circle office/a → office/b → office/c → office/a',
  ]);
});

test('zones of the server know each other in one direction, and a module lies in one', () => {
  const from = (module: string, to: string) =>
    [`apps/server/src/${module}/a.ts`, `import { x } from '../../${to}/index.ts';`] as const;
  const wrong = (module: string, to: string) => {
    const [path, text] = from(module, to);
    bad(path, /knows /, text);
  };
  good(...from('office/counter', 'issuance/cards'));
  good(...from('services/signing', 'issuance/cards'));
  wrong('services/signing', 'issuance/production');
  wrong('services/signing', 'office/counter');
  wrong('authority/status', 'issuance/cards');
  wrong('registry/residents', 'authority/status');
  wrong('issuance/cards', 'services/login');
  bad('apps/server/src/parking/a.ts', /lies in no zone/, 'export const a = 1;');
});

test('a table has one owner, and nobody else’s SQL names it', () => {
  const owner = source('apps/server/src/issuance/cards/migrations.ts', 'create table card_events (id text)');
  const path = 'apps/server/src/office/counter/store.ts';
  const told = (text: string) => breachesOf([owner, source(path, text)]);
  for (const text of [
    "tx.selectFrom('cardEvents')",
    "tx.insertInto('card_events')",
    ".leftJoin('cardEvents', 'a', 'b')",
    'sql`select 1 from card_events`',
    'sql<Row>`update card_events set id = 1`',
    "CompiledQuery.raw('delete from card_events')",
  ])
    assert.deepEqual(told(text), [`${path}: reads or writes card_events, which belongs to issuance/cards/`]);
  assert.deepEqual(told("tx.selectFrom('handovers') // read from card_events by cards/"), []);
  assert.deepEqual(
    breachesOf([owner, source('apps/server/src/issuance/cards/store.ts', "selectFrom('cardEvents')")]),
    [],
  );
  const renamed = source(owner.path, 'alter table card_events rename to life_of_cards');
  assert.deepEqual(breachesOf([renamed, source(path, "selectFrom('lifeOfCards')")]), [
    `${path}: reads or writes life_of_cards, which belongs to issuance/cards/`,
  ]);
});

test('only the platform knows the engines', () => {
  const told = /knows an engine/;
  bad(
    'apps/server/src/issuance/cards/a.ts',
    told,
    "import { PGlite } from '@electric-sql/pglite';",
    "import pg from 'pg';",
  );
  bad('apps/server/src/issuance/cards/a.ts', told, "const boss = await import('pg-boss');");
  good('apps/server/src/platform/mail.ts', "import { createTransport } from 'nodemailer';");
});

test('software chips and the invented country are loaded in demo mode only', () => {
  bad(
    'apps/server/src/main.ts',
    /opens software chips; only the demo may/,
    "import { CardTray } from '@mibun/reader';",
  );
  good('apps/server/src/main.ts', "import type { CardTray } from '@mibun/reader';");
  good('apps/demo/src/chips.ts', "import { CardTray } from '@mibun/reader';");
  good('apps/demo/src/bank/schemas.ts', "import { bilingual } from '@mibun/protocol';");
  bad('apps/demo/src/bank/schemas.ts', /may not import @mibun\/agent/, "import { x } from '@mibun/agent';");
  bad('apps/server/src/main.ts', /may not import @mibun\/demo/, "import { startDemo } from '@mibun/demo';");
  bad('apps/cli/src/start.ts', /loads the demo in every mode/, "import { startDemo } from '@mibun/demo';");
  good('apps/cli/src/start.ts', "const { startDemo } = await import('@mibun/demo');");
  good('apps/cli/src/start.ts', "import type { RunningDemo } from '@mibun/demo';");
  good('apps/cli/src/scenario/world.ts', "import { startDemo } from '@mibun/demo';");
});

test('what is for tests alone stays out of the product', () => {
  bad(
    'apps/demo/src/x.ts',
    /imports what is for tests alone/,
    "import { asPng } from '@mibun/portraits/testing/bad-photos';",
  );
  good('apps/demo/src/x.test.ts', "import { asPng } from '@mibun/portraits/testing/bad-photos';");
  const beside = "import { openWorld } from '../../../testing/world.ts';";
  bad('apps/server/src/issuance/cards/x.ts', /imports what is for tests alone/, beside);
  good('apps/server/src/issuance/cards/x.test.ts', beside);
});

test('what serves tests alone lies beside src, not in it', () => {
  for (const path of [
    'apps/server/src/issuance/cards/testing.ts',
    'apps/server/src/issuance/cards/visit.testing.ts',
    'apps/server/src/platform/testing/people.ts',
    'packages/card/src/testing/keys.ts',
    'packages/card/src/layout/fixtures.ts',
    'apps/web/src/doors/office/queue.testing.tsx',
  ])
    bad(path, /serves tests; it belongs in (?:apps|packages)\/\w+\/testing\//, 'export const one = 1;');
  const asserting = "import assert from 'node:assert/strict';";
  bad('packages/card/src/complete-image.ts', /serves tests/, asserting, "import { mock } from 'node:test';");
  good('packages/card/src/complete-image.test.ts', asserting);
  good('packages/card/src/attesting.ts', 'export const one = 1;');
});

test('a command takes nothing of the scenario; it calls the system by the client', () => {
  const imports = "import { Visitor } from '../scenario/visitor.ts';";
  bad('apps/cli/src/ca/office-session.ts', /takes parts of the scenario/, imports);
  good('apps/cli/src/ca/office-session.ts', "import { Client } from '../client/client.ts';");
  good('apps/cli/src/main.ts', "const { scenario } = await import('./scenario/run.ts');");
  good('apps/cli/src/scenario/life/x.ts', "import { Client } from '../../client/client.ts';");
});

test('a door of the pages enters no other door', () => {
  const path = 'apps/web/src/doors/office/pages/FindPage.tsx';
  bad(
    path,
    /enters the door portal/,
    "import { messages } from '../../portal/messages.ts';",
    "import type { X } from '../../portal/pages/HomePage.tsx';",
    "const { HomePage } = await import('../../portal/pages/HomePage.tsx');",
    "import '../../portal/portal.css';",
  );
  good(
    path,
    "import { messages } from '../messages.ts';\nimport { Page } from '../../../components/index.ts';",
    "import { doors } from '../../../doors.ts';",
  );
});

test('a page names the endpoint that it calls; only the doors of other servers call by path', () => {
  const path = 'apps/web/src/doors/portal/pages/HomePage.tsx';
  const byPath = "import { ask } from '../../../api/other-server.ts';";
  bad(
    path,
    /calls by path/,
    byPath,
    "import { ApiProblem, request } from '../../../api/client.ts';",
    "import { useLoaded } from '../../../api/use-resource.ts';",
  );
  good(path, "import { call } from '../../../api/call.ts';");
  good('apps/web/src/doors/agent/pages/Home.tsx', byPath);
  good('apps/web/src/api/x.ts', "import { request } from './client.ts';");
});

test('what the doors share knows none of them', () => {
  const imports = "import { messages } from '../doors/office/messages.ts';";
  for (const folder of ['components', 'session', 'guide'])
    bad(`apps/web/src/${folder}/A.tsx`, /knows the door office/, imports);
  bad('apps/web/src/mount.tsx', /knows the door kiosk/, "import { Kiosk } from './doors/kiosk/main.tsx';");
  good(
    'apps/web/src/components/A.tsx',
    "import { doors } from '../doors.ts';\nimport { say } from '../i18n/index.ts';",
  );
});

test('what doors share has an order: the guided life, components, log-in; so it forms no circle', () => {
  const web = 'apps/web/src';
  bad(`${web}/guide/a.ts`, /guide\/ knows session/, "import { x } from '../session/index.ts';");
  bad(`${web}/guide/a.tsx`, /guide\/ knows components/, "import { Page } from '../components/index.ts';");
  bad(
    `${web}/components/A.tsx`,
    /components\/ knows session/,
    "import type { S } from '../session/index.ts';",
  );
  bad(`${web}/components/A.tsx`, /components\/ knows mount/, "import { mount } from '../mount.tsx';");
  bad(`${web}/widgets/A.tsx`, /widgets\/ has no place in the order/, "import { x } from '../i18n/index.ts';");
  good(
    `${web}/components/A.tsx`,
    "import { Strip } from '../guide/Strip.tsx';\nimport { doors } from '../doors.ts';",
  );
  good(
    `${web}/session/A.tsx`,
    "import { Page } from '../components/index.ts';\nimport { x } from '../guide/scenes.ts';",
  );
  good(`${web}/doors/office/A.tsx`, "import { RequireStaff } from '../../session/index.ts';");
  good(`${web}/mount.tsx`, "import { Page } from './components/index.ts';");
});

test('words know nothing but themselves, and HTTP nothing but the words', () => {
  bad('apps/web/src/i18n/a.ts', /i18n\/ knows api/, "import { get } from '../api/client.ts';");
  bad('apps/web/src/i18n/a.ts', /i18n\/ knows components/, "import { Page } from '../components/index.ts';");
  bad('apps/web/src/api/a.ts', /api\/ knows session/, "import { x } from '../session/login.ts';");
  good(
    'apps/web/src/api/a.ts',
    "import { common } from '../i18n/common.ts';\nimport { get } from './client.ts';",
  );
});

test('a text in two languages has one type', () => {
  const path = 'apps/server/src/issuance/cards/a.ts';
  bad(
    path,
    /declares Bilingual again/,
    'export interface Bilingual {\n  readonly ja: string;\n  readonly en: string;\n}',
    "type Bilingual = { [L in 'ja' | 'en']: string };",
  );
  bad(
    path,
    /writes the type of a text in two languages by hand/,
    'function f(name: { ja: string; en: string }): void {}',
    'interface A {\n  readonly name: { readonly ja: string; readonly en: string };\n}',
    'type A = {\n  readonly ja: string;\n  readonly en: string;\n};',
  );
  good(
    path,
    "import type { Bilingual } from '@mibun/rules';\nexport type { Bilingual };",
    'interface Finding extends Bilingual {\n  readonly id: string;\n}',
    "const text: Bilingual = { ja: 'はい', en: 'yes' };",
    'interface Country {\n  readonly ja: string;\n  readonly latin: string;\n}',
  );
  good(
    'packages/rules/src/text-pair.ts',
    'export interface Bilingual {\n  readonly ja: string;\n  readonly en: string;\n}',
  );
  // Those two know nothing of the rules and say it by hand.
  good('packages/pki/src/profiles/types.ts', 'type A = { readonly ja: string; readonly en: string };');
});

test('the words of the pages are pairs, not trees of one language', () => {
  const path = 'apps/web/src/doors/office/messages.ts';
  bad(
    path,
    /tree of one language/,
    "export const messages = {\n  ja: {\n    back: '戻る',\n  },\n};",
    "export const messages = {\n  en: {\n    back: 'Back',\n  },\n};",
    "export const revokeJa = { title: '失効' };",
  );
  good(path, "export const messages = defineMessages({\n  back: ['戻る', 'Back'],\n});");
  good('apps/server/src/issuance/cards/words.ts', "const WORDS = {\n  ja: {\n    back: '戻る',\n  },\n};");
});

test('tests may know everything', () => {
  good('apps/server/src/cards/a.test.ts', "import { insert } from '../counter/store.ts';");
  good(
    'apps/web/src/doors/verify/a.test.ts',
    "import { x } from '../../../../server/src/verification/judge.ts';",
  );
});
