// The rules of docs/ARCHITECTURE.md that an import or a line of SQL can break. Prints every breach and fails.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { root } from './steps.ts';

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

const sources: readonly Source[] = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !path.includes('/generated/'))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, imports: [...text.matchAll(IMPORT)].map(([, target]) => target ?? '') };
  });
const production = sources.filter(
  ({ path }) => !/\.test\.tsx?$|testing\.ts$|\/testing\/|throw-away-/.test(path),
);

const breaches: string[] = [];
const breach = (path: string, what: string) => breaches.push(`${path}: ${what}`);

/** Rule 1: pure code does no I/O and has no clock or randomness of its own. */
const PURE = [
  { folder: 'packages/rules/src/', except: [] },
  { folder: 'packages/card/src/', except: [] },
  { folder: 'packages/pki/src/', except: ['packages/pki/src/custody/'] },
  { folder: 'packages/documents/src/pades/', except: [] },
  { folder: 'packages/documents/src/pdf/', except: [] },
];
const IO =
  /^(node:(fs|net|http|https|http2|dgram|tls|child_process|worker_threads|os|timers)|@mibun\/durable)/;
const AMBIENT =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomBytes\(|\brandomUUID\(|\bgenerateKeyPair(?:Sync)?\(|\bprocess\.(env|hrtime)/;
for (const { folder, except } of PURE) {
  for (const { path, text, imports } of production) {
    if (!path.startsWith(folder) || except.some((part) => path.startsWith(part))) continue;
    for (const target of imports) if (IO.test(target)) breach(path, `pure code imports ${target}`);
    const ambient = AMBIENT.exec(text.replaceAll(/\/\/.*$|\/\*[\s\S]*?\*\//gm, ''));
    if (ambient) breach(path, `pure code uses ${ambient[0]}; pass it in`);
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
  ],
  // Depends on the server, never the reverse.
  'apps/demo': [
    '@mibun/durable',
    '@mibun/pki',
    '@mibun/portraits',
    '@mibun/reader',
    '@mibun/rules',
    '@mibun/server',
  ],
  // of the certificates' side, what it signs and nothing that issues
  'apps/agent': ['@mibun/rules', '@mibun/card', '@mibun/durable', '@mibun/reader', '@mibun/pki/cms'],
  'apps/web': ['@mibun/rules', '@mibun/server/schemas', '@mibun/demo/schemas'],
  'apps/cli': [
    '@mibun/demo',
    '@mibun/durable',
    '@mibun/server',
    '@mibun/agent',
    '@mibun/rules',
    '@mibun/card',
    '@mibun/reader',
    '@mibun/pki',
    '@mibun/documents',
    '@mibun/portraits',
    '@mibun/test-card',
    '@mibun/web',
  ],
};
for (const { path, text, imports } of production) {
  const workspace = path.split('/').slice(0, 2).join('/');
  const allowed = ALLOWED[workspace] ?? [];
  for (const target of imports) {
    if (!target.startsWith('@mibun/')) continue;
    if (!allowed.some((name) => target === name || target.startsWith(`${name}/`)))
      breach(path, `may not import ${target}`);
    if (/\/testing(\/|$)/.test(target)) breach(path, `imports what is for tests alone, ${target}`);
    if (workspace === 'apps/web' && /^@mibun\/(server|demo)\//.test(target)) {
      const line = text.split('\n').find((candidate) => candidate.includes(`'${target}'`)) ?? '';
      if (!/import type|import\s*\{\s*type /.test(line) && !text.includes(`import type`))
        breach(path, `imports more than types from ${target}`);
    }
  }
  if (workspace === 'packages/rules' && imports.some((target) => !target.startsWith('.')))
    breach(path, 'rules imports nothing');
}

/** Rule 3: a server module is entered through its index.ts, and modules form no circle. */
const MODULE = /^apps\/server\/src\/([\w-]+)\//;
const edges = new Map<string, Set<string>>();
for (const { path, imports } of production) {
  const from = MODULE.exec(path)?.[1];
  if (!from) continue;
  for (const target of imports) {
    if (!target.startsWith('.')) continue;
    const resolved = normalize(join(dirname(path), target));
    const to = MODULE.exec(resolved)?.[1];
    if (!to || to === from) continue;
    if (!/^apps\/server\/src\/[\w-]+\/index\.ts$/.test(resolved)) {
      breach(path, `enters ${to}/ by ${relative('apps/server/src', resolved)} instead of its index.ts`);
    }
    if (from === 'platform') breach(path, `platform knows ${to}/`);
    edges.set(from, (edges.get(from) ?? new Set()).add(to));
  }
}
function circleFrom(start: string, at: string, trail: readonly string[]): readonly string[] | undefined {
  for (const next of edges.get(at) ?? []) {
    if (next === start) return [...trail, next];
    if (!trail.includes(next)) {
      const circle = circleFrom(start, next, [...trail, next]);
      if (circle) return circle;
    }
  }
  return undefined;
}
for (const start of edges.keys()) {
  const circle = circleFrom(start, start, [start]);
  if (circle && start === [...circle].sort()[0]) breach('apps/server/src', `circle ${circle.join(' → ')}`);
}

/** Rule 4: a table has one owner; nobody else's SQL names it. */
const owners = new Map<string, string>();
for (const { path, text } of production) {
  const module = MODULE.exec(path)?.[1];
  if (!module) continue;
  for (const [, table] of text.matchAll(/create table (?:if not exists )?(\w+)/g)) {
    if (table) owners.set(table, module);
  }
}
const column = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** What kysely is asked for, and what hand-written SQL names. */
const BUILT = /(?:selectFrom|insertInto|updateTable|deleteFrom|[jJ]oin)\(\s*'(\w+)/g;
const WRITTEN = /\bsql(?:<[^`]*?>)?`([^`]*)`|CompiledQuery\.raw\(\s*[`'"]([^`'"]*)/g;
const NAMED = /\b(?:from|into|update|join)\s+(\w+)/g;
for (const { path, text } of production) {
  const module = MODULE.exec(path)?.[1];
  if (!module) continue;
  const written = [...text.matchAll(WRITTEN)].map(([, tagged, raw]) => tagged ?? raw ?? '').join('\n');
  for (const [, name = ''] of [...text.matchAll(BUILT), ...written.matchAll(NAMED)]) {
    const table = column(name);
    const owner = owners.get(table);
    if (owner && owner !== module) breach(path, `reads or writes ${table}, which belongs to ${owner}/`);
  }
}

/** Rule 6: only the platform knows the engines. (That one module alone changes a state follows from rule 4.) */
const ENGINES = /from '(@electric-sql\/pglite|pg|pg-boss|nodemailer)'/;
for (const { path, text } of production) {
  const module = MODULE.exec(path)?.[1];
  if (module && module !== 'platform' && ENGINES.test(text))
    breach(path, 'knows an engine; only platform/ may');
}

const STATIC = {
  reader: /import \{[^}]*(?<!type )\bCardTray\b[^}]*\} from '@mibun\/reader'/,
  demo: /^(?:import|export) (?!type )[^;]*from '@mibun\/demo/m,
} as const;
/** Rule 8: software chips and an invented country exist in the demo alone, which is loaded in demo mode only. */
for (const { path, text } of production) {
  if (path.startsWith('apps/server/src/') && STATIC.reader.test(text))
    breach(path, 'opens software chips; only the demo may');
  // The scenario lives a life in the demo; `mibun start` loads it when it has read that this is one.
  if (
    path.startsWith('apps/cli/src/') &&
    !path.startsWith('apps/cli/src/scenario/') &&
    STATIC.demo.test(text)
  )
    breach(path, 'loads the demo in every mode');
}

if (breaches.length > 0) {
  console.error(breaches.join('\n'));
  process.exitCode = 1;
} else {
  console.log(`${production.length} files keep the dependency rules`);
}
