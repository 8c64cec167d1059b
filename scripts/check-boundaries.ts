// The rules of docs/ARCHITECTURE.md that an import or a line of SQL can break. Prints every breach and fails.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { importsOf, type Module, type Source } from './imports.ts';
import { root } from './steps.ts';

type Breach = (path: string, what: string) => void;

/** What may not stand, rule by rule, as lines of `path: what`. Pure: files are given, so that the rules have a test. */
export function breachesOf(sources: readonly Source[]): readonly string[] {
  const breaches: string[] = [];
  const production = productionOf(sources);
  for (const rule of RULES) rule(production, (path, what) => breaches.push(`${path}: ${what}`));
  return breaches;
}

function productionOf(sources: readonly Source[]): readonly Module[] {
  return sources
    .filter(({ path }) => !/\.test\.tsx?$|\/generated\//.test(path))
    .map(({ path, text }) => ({
      path,
      text,
      imports: importsOf(text),
      workspace: path.split('/').slice(0, 2).join('/'),
    }));
}

/** Where a relative import leads, from the root of the project. */
const resolved = (path: string, target: string): string | undefined =>
  target.startsWith('.') ? normalize(join(dirname(path), target)) : undefined;

const withoutComments = (text: string) => text.replaceAll(/\/\/.*$|\/\*[\s\S]*?\*\//gm, '');

/** Rule 1: pure code does no I/O and has no clock or randomness of its own. */
const PURE = [
  { folder: 'packages/rules/src/', except: [] },
  { folder: 'packages/card/src/', except: [] },
  { folder: 'packages/pki/src/', except: ['packages/pki/src/custody/'] },
  { folder: 'packages/protocol/src/', except: [] },
  { folder: 'packages/documents/src/pades/', except: [] },
  { folder: 'packages/documents/src/pdf/', except: [] },
];
const IO =
  /^(node:(fs|net|http|https|http2|dgram|tls|child_process|worker_threads|os|timers)|@mibun\/durable)/;
const AMBIENT =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomBytes\(|\brandomUUID\(|\bgetRandomValues\(|\bgenerateKeyPair(?:Sync)?\(|\bprocess\.(?:env|hrtime)|\bperformance\.now\(|\bset(?:Timeout|Interval|Immediate)\(/;

function pure(production: readonly Module[], breach: Breach): void {
  for (const { folder, except } of PURE) {
    for (const { path, text, imports } of production) {
      if (!path.startsWith(folder) || except.some((part) => path.startsWith(part))) continue;
      for (const { target } of imports) if (IO.test(target)) breach(path, `pure code imports ${target}`);
      const ambient = AMBIENT.exec(withoutComments(text));
      if (ambient) breach(path, `pure code uses ${ambient[0]}; pass it in`);
    }
  }
}

/** Rule 2: who may know whom among packages and apps. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'packages/rules': [],
  'packages/card': [],
  'packages/durable': [],
  'packages/reader': ['@mibun/card', '@mibun/durable', '@mibun/rules'],
  'packages/pki': ['@mibun/durable'],
  'packages/documents': ['@mibun/pki', '@mibun/rules'],
  'packages/portraits': ['@mibun/rules'],
  'packages/protocol': ['@mibun/rules'],
  'packages/test-card': [
    '@mibun/card',
    '@mibun/documents',
    '@mibun/pki',
    '@mibun/portraits',
    '@mibun/reader',
    '@mibun/rules',
  ],
  'apps/server': [
    '@mibun/rules',
    '@mibun/card',
    '@mibun/durable',
    '@mibun/reader',
    '@mibun/pki',
    '@mibun/documents',
    '@mibun/protocol',
  ],
  // Depends on the server, never the reverse.
  'apps/demo': [
    '@mibun/durable',
    '@mibun/pki',
    '@mibun/portraits',
    // the shapes that its bank and its persons share with every page
    '@mibun/protocol',
    '@mibun/reader',
    '@mibun/rules',
    '@mibun/server',
  ],
  // of the certificates' side, what it signs and nothing that issues
  'apps/agent': [
    '@mibun/rules',
    '@mibun/card',
    '@mibun/durable',
    '@mibun/protocol',
    '@mibun/reader',
    '@mibun/pki/cms',
  ],
  'apps/web': [
    '@mibun/rules',
    '@mibun/protocol',
    '@mibun/server/schemas',
    '@mibun/server/contracts',
    '@mibun/demo/schemas',
    '@mibun/demo/contracts',
  ],
  'apps/cli': [
    '@mibun/demo',
    '@mibun/durable',
    '@mibun/server',
    '@mibun/agent',
    '@mibun/protocol',
    '@mibun/rules',
    '@mibun/card',
    '@mibun/reader',
    '@mibun/pki',
    '@mibun/documents',
    '@mibun/portraits',
    '@mibun/protocol',
    '@mibun/test-card',
    '@mibun/web',
  ],
};
/** What others give the pages: their types alone. */
const FOR_PAGES = /^@mibun\/(?!rules(?:\/|$))/;

function whoKnowsWhom(production: readonly Module[], breach: Breach): void {
  for (const { path, imports, workspace } of production) {
    const allowed = ALLOWED[workspace] ?? [];
    for (const { target, typeOnly } of imports) {
      const inside = resolved(path, target);
      if (inside !== undefined && !inside.startsWith(`${workspace}/`))
        breach(path, `leaves ${workspace} by ${target}`);
      else if (inside?.startsWith(`${workspace}/testing/`))
        breach(path, `imports what is for tests alone, ${target}`);
      if (!target.startsWith('@mibun/')) continue;
      if (!allowed.some((name) => target === name || target.startsWith(`${name}/`)))
        breach(path, `may not import ${target}`);
      if (/\/testing(?:\/|$)/.test(target)) breach(path, `imports what is for tests alone, ${target}`);
      if (workspace === 'apps/web' && FOR_PAGES.test(target) && !typeOnly)
        breach(path, `imports more than types from ${target}`);
    }
    if (workspace === 'packages/rules' && imports.some(({ target }) => !target.startsWith('.')))
      breach(path, 'rules imports nothing');
  }
}

/** Where the server's modules lie: below their zone, but what is nobody's in particular. */
const MODULE =
  /^apps\/server\/src\/((?:(?:registry|authority|issuance|office|services|operation)\/)?[\w-]+)\//;
const moduleOf = (path: string): string | undefined => MODULE.exec(path)?.[1];

/** Rule 3: a server module is entered through its index.ts, and modules form no circle. */
function modules(production: readonly Module[], breach: Breach): void {
  const edges = new Map<string, Set<string>>();
  for (const { from, to, path, inside } of betweenModules(production)) {
    if (inside !== `apps/server/src/${to}/index.ts`)
      breach(path, `enters ${to}/ by ${relative('apps/server/src', inside)} instead of its index.ts`);
    edges.set(from, (edges.get(from) ?? new Set()).add(to));
  }
  for (const start of edges.keys()) {
    const circle = circleFrom(edges, start, start, [start]);
    if (circle && start === [...circle].sort()[0]) breach('apps/server/src', `circle ${circle.join(' → ')}`);
  }
}

interface Step {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly inside: string;
}

function* betweenModules(production: readonly Module[]): Generator<Step> {
  for (const { path, imports } of production) {
    const from = moduleOf(path);
    for (const { target } of imports) {
      const inside = resolved(path, target);
      const to = inside && moduleOf(inside);
      if (from && inside && to && to !== from) yield { from, to, path, inside };
    }
  }
}

/**
 * Rule 12: zones are parted where trust changes, and know each other in one direction. What a service needs of an issued
 * card is the card; nothing that issues, and no desk.
 */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  country: ['platform'],
  registry: ['platform', 'country'],
  authority: ['platform', 'country', 'registry'],
  issuance: ['platform', 'country', 'registry', 'authority'],
  office: ['platform', 'country', 'registry', 'authority', 'issuance'],
  services: ['platform', 'country', 'registry', 'authority', 'issuance/cards'],
  operation: ['platform', 'country', 'registry', 'authority', 'issuance', 'office', 'services'],
};
const zoneOf = (module: string): string => module.split('/')[0] ?? module;

function zones(production: readonly Module[], breach: Breach): void {
  for (const { path } of production) {
    const module = moduleOf(path);
    if (module && !(zoneOf(module) in ZONES)) breach(path, 'lies in no zone');
  }
  for (const { from, to, path } of betweenModules(production)) {
    const known = ZONES[zoneOf(from)] ?? [];
    if (zoneOf(from) !== zoneOf(to) && !known.includes(zoneOf(to)) && !known.includes(to))
      breach(path, `${zoneOf(from)}/ knows ${to}/`);
  }
}

function circleFrom(
  edges: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
  at: string,
  trail: readonly string[],
): readonly string[] | undefined {
  for (const next of edges.get(at) ?? []) {
    if (next === start) return [...trail, next];
    if (!trail.includes(next)) {
      const circle = circleFrom(edges, start, next, [...trail, next]);
      if (circle) return circle;
    }
  }
  return undefined;
}

/** What kysely is asked for, and what hand-written SQL names. */
const BUILT = /(?:selectFrom|insertInto|updateTable|deleteFrom|[jJ]oin)\(\s*'(\w+)/g;
const WRITTEN = /\bsql(?:<[^`]*?>)?`([^`]*)`|CompiledQuery\.raw\(\s*[`'"]([^`'"]*)/g;
const NAMED = /\b(?:from|into|update|join)\s+(\w+)/g;

/** Rule 4: a table has one owner; nobody else's SQL names it. */
function tables(production: readonly Module[], breach: Breach): void {
  const owners = new Map<string, string>();
  for (const { path, text } of production) {
    const module = moduleOf(path);
    if (!module) continue;
    for (const [, created, renamed] of text.matchAll(
      /create table (?:if not exists )?(\w+)|rename to (\w+)/g,
    )) {
      const table = created ?? renamed;
      if (table) owners.set(table, module);
    }
  }
  const column = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  for (const { path, text } of production) {
    const module = moduleOf(path);
    if (!module) continue;
    const written = [...text.matchAll(WRITTEN)].map(([, tagged, raw]) => tagged ?? raw ?? '').join('\n');
    for (const [, name = ''] of [...text.matchAll(BUILT), ...written.matchAll(NAMED)]) {
      const table = column(name);
      const owner = owners.get(table);
      if (owner && owner !== module) breach(path, `reads or writes ${table}, which belongs to ${owner}/`);
    }
  }
}

/** Rule 6: only the platform knows the engines. (That one module alone changes a state follows from rule 4.) */
const ENGINES = /^(?:@electric-sql\/pglite|pg|pg-boss|nodemailer)$/;

function engines(production: readonly Module[], breach: Breach): void {
  for (const { path, imports } of production) {
    const module = moduleOf(path);
    if (module && module !== 'platform' && imports.some(({ target }) => ENGINES.test(target)))
      breach(path, 'knows an engine; only platform/ may');
  }
}

/** Rule 8: software chips and an invented country exist in the demo alone, which is loaded in demo mode only. */
const CHIPS = /import \{[^}]*(?<!type )\bCardTray\b[^}]*\} from '@mibun\/reader'/;
const DEMO = /^(?:import|export) (?!type )[^;]*from '@mibun\/demo/m;

function demo(production: readonly Module[], breach: Breach): void {
  for (const { path, imports, text, workspace } of production) {
    if (workspace === 'apps/server' && CHIPS.test(text))
      breach(path, 'opens software chips; only the demo may');
    // The scenario lives a life in the demo; `mibun start` loads it when it has read that this is one.
    if (workspace === 'apps/cli' && !path.startsWith('apps/cli/src/scenario/') && DEMO.test(text))
      breach(path, 'loads the demo in every mode');
    // Commands call a running system by `client/`; a story that is played to show it is no part of them.
    if (
      workspace === 'apps/cli' &&
      path !== 'apps/cli/src/main.ts' &&
      !path.startsWith('apps/cli/src/scenario/') &&
      imports.some(({ target }) => target.includes('/scenario/'))
    )
      breach(path, 'takes parts of the scenario');
  }
}

/**
 * Rule 10: a door of the pages knows no other, and what doors share knows no door. What they share has an order, so that
 * there is no circle: words, HTTP, the guided life, components, log-in; each knows those before it. What comes
 * back from a call is said by the contract, so only a door of another server calls by path.
 */
const WEB = 'apps/web/src/';
/** Each knows those before it; `doors.ts` says where which door is. */
const ORDER = ['i18n', 'api', 'doors.ts', 'guide', 'components', 'session'];
/** What no code lies in, and what stands above all. */
const APART = ['doors', 'styles', 'assets'];

const OTHER_SERVERS = ['agent', 'bank'];
const BY_PATH = /import \{[^}]*\b(?:request(?:With|Blob)?|useLoaded)\b[^}]*\} from '[^']*\/api\//;

function doors(production: readonly Module[], breach: Breach): void {
  for (const { path, imports, text } of production) {
    if (!path.startsWith(WEB)) continue;
    const from = placeIn(path);
    const rank = ORDER.indexOf(from.folder);
    if (from.inFolder && rank < 0 && !APART.includes(from.folder))
      breach(path, `${from.folder}/ has no place in the order of what doors share`);
    if (from.folder !== 'api' && BY_PATH.test(text)) breach(path, 'calls by path; use call or useResource');
    for (const { target } of imports) {
      const inside = resolved(path, target);
      if (!inside?.startsWith(WEB)) continue;
      const to = placeIn(inside);
      if (inside === `${WEB}api/other-server.ts` && !OTHER_SERVERS.includes(from.door ?? ''))
        breach(path, 'calls by path what a contract names');
      if (to.door !== undefined && to.door !== from.door)
        breach(path, from.door === undefined ? `knows the door ${to.door}` : `enters the door ${to.door}`);
      const below = ORDER.indexOf(to.folder);
      if (rank >= 0 && to.door === undefined && (below < 0 || below > rank))
        breach(path, `${from.folder}/ knows ${to.folder}`);
    }
  }
}

interface Place {
  /** The folder below `src`, or the file that lies there by itself. */
  readonly folder: string;
  readonly inFolder: boolean;
  readonly door: string | undefined;
}

function placeIn(path: string): Place {
  const [folder = '', next] = path.slice(WEB.length).split('/');
  return { folder, inFolder: next !== undefined, door: folder === 'doors' ? next : undefined };
}

/** Rule 11: a text in two languages has one type, and the pages' words are written in pairs. */
const OWN_TYPE = /\b(?:interface\s+Bilingual\b|type\s+Bilingual\s*=)/;
const BY_HAND = /\{\s*(?:readonly )?ja: string[;,]\s*(?:readonly )?en: string;?\s*\}/;
const TREE = /^\s*(?:ja|en|easy): \{\s*$|^export const \w+(?:Ja|En)\b/m;

function languages(production: readonly Module[], breach: Breach): void {
  for (const { path, text, workspace } of production) {
    if (workspace === 'packages/rules') continue;
    if (OWN_TYPE.test(text)) breach(path, 'declares Bilingual again; it is in @mibun/rules');
    else if (ALLOWED[workspace]?.includes('@mibun/rules') && BY_HAND.test(withoutComments(text)))
      breach(path, 'writes the type of a text in two languages by hand; it is Bilingual of @mibun/rules');
    if (workspace === 'apps/web' && TREE.test(withoutComments(text)))
      breach(path, 'writes a tree of one language; write pairs');
  }
}

/** Rule 13: `src` holds the product and its tests; what serves tests alone lies in the `testing/` beside it. */
const SUPPORT = /\/(?:testing|fixtures?)\/|(?:^|[/.-])(?:testing|fixtures?)\.[cm]?[jt]sx?$/;
const TEST_RUNNER = /^node:(?:assert|test)(?:\/|$)/;

function testSupport(production: readonly Module[], breach: Breach): void {
  for (const { path, imports, workspace } of production) {
    const asserts = imports.some(({ target }) => TEST_RUNNER.test(target));
    if (asserts || SUPPORT.test(path)) breach(path, `serves tests; it belongs in ${workspace}/testing/`);
  }
}

const RULES = [pure, whoKnowsWhom, modules, zones, tables, engines, demo, doors, languages, testSupport];

if (import.meta.main) {
  const sources = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root }).map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
  }));
  const breaches = breachesOf(sources);
  if (breaches.length > 0) {
    console.error(breaches.join('\n'));
    process.exitCode = 1;
  } else {
    console.log(`${productionOf(sources).length} files keep the dependency rules`);
  }
}
