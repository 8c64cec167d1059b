// `npm run generate`: writes docs/generated/ from the code. `--check` fails when what is there is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoAddition, demoCountry } from '@mibun/demo';
import { drawMermaid, entitled, type Lifecycle, PIN, PROPOSAL, STAFF_ROLES, type Wanted } from '@mibun/rules';
import { describeSystem, type SystemDescription } from '../apps/server/src/describe.ts';
import type { StaffAccess } from '../apps/server/src/platform/index.ts';
import { root } from './steps.ts';

const folder = join(root, 'docs', 'generated');

/** Which acts take two persons, and which roles by the matrix: the table of proposals is the same for all. */
function kindsOf({ twoPersons }: SystemDescription): readonly string[] {
  const rows = twoPersons.flatMap(({ module, kinds, who, standsMs, carriedOut }) => {
    const roles = (wanted: Wanted) =>
      STAFF_ROLES.filter((role) => entitled(role, who.action, wanted)).join(', ');
    const stands = standsMs === null ? 'until decided' : `${standsMs / 3_600_000} hours`;
    return Object.entries(kinds).map(
      ([kind, { ja, en }]) =>
        `| \`${module}.${kind}\` | ${en}<br>${ja} | ${roles(who.propose)} | ${roles(who.confirm)} | ${stands} | ${carriedOut} |`,
    );
  });
  return [
    '| kind | what | proposed by | confirmed by another | stands | carried out |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ];
}

function statesPage(description: SystemDescription): string {
  const { lifecycles: machines } = description;
  const notYet = new Map(machines.map(({ table, notYet }) => [table.name, notYet]));
  const lifecycles: readonly Lifecycle<string, string>[] = [
    ...machines.map(({ table }) => table),
    // The chip's own: no module of the server runs it.
    PIN,
  ];
  const parts = lifecycles.map((lifecycle) => {
    const rows = lifecycle.transitions.map((row) => {
      const { from, event, to, actors, rule, guard, effects } = row;
      const open = notYet.get(lifecycle.name)?.includes(row) ? ' (no use case yet)' : '';
      return `| ${from ?? '–'} | ${event}${open} | ${to} | ${actors.join(', ')} | ${guard ?? ''} | ${effects.join(', ')} | ${rule} |`;
    });
    return [
      `## ${lifecycle.title.en} (${lifecycle.title.ja})`,
      '',
      '```mermaid',
      drawMermaid(lifecycle).trimEnd(),
      '```',
      '',
      '| from | event | to | who | guard | effects | rule |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...rows,
      '',
      ...(lifecycle.name === PROPOSAL.name ? kindsOf(description) : []),
    ].join('\n');
  });
  return `# Life cycles\n\nDrawn from the tables (\`packages/rules/src/lifecycle/\`), which the system runs on.\n\n${parts.join('\n')}`;
}

function errorsPage({ errors }: SystemDescription): string {
  const rows = errors.map(
    ({ code, status, module, title, next }) =>
      `| \`${code}\` | ${status} | ${module} | ${title.en}<br>${title.ja} | ${next.en}<br>${next.ja} |`,
  );
  return [
    '# Errors',
    '',
    'Every refusal that a caller can get, as `application/problem+json` (RFC 9457) with `code`, `title` and `next`.',
    '',
    '| code | HTTP | module | what is wrong | what to do |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function routesPage({ routes }: SystemDescription): string {
  const words = (access: unknown) => {
    if (access === null) return 'public (page or protocol)';
    return typeof access === 'string' ? access : `staff: ${(access as StaffAccess).staff.join(', ')}`;
  };
  /** The row of the matrix of domain.md §9, and what the route acts on. */
  const matrix = (access: unknown) => {
    if (access === null || typeof access === 'string') return ' |  | ';
    const { action, wanted, on } = access as StaffAccess;
    return ` | ${action}: ${[wanted].flat().join(' or ')} | ${on}`;
  };
  const sorted = routes.toSorted((a, b) => a.url.localeCompare(b.url) || a.method.localeCompare(b.method));
  const often = (limit: number | string | null) =>
    typeof limit === 'string' ? `no limit: ${limit}` : (limit?.toLocaleString('en') ?? '');
  const rows = sorted
    .filter(({ added }) => !added)
    .map(
      ({ method, url, access, role, limit }) =>
        `| ${method} | \`${url}\` | ${words(access)}${matrix(access)} | ${often(limit)} | ${role ?? 'each'} |`,
    );
  const ofTheDemo = sorted
    .filter(({ added }) => added)
    .map(({ method, url, limit }) => `| ${method} | \`${url}\` | ${often(limit)} |`);
  return [
    '# Who may call what',
    '',
    'Every route with its access, as the server enforces it before anything else. Shapes are in `openapi.json`. The right of a staff route is a row of the matrix of domain.md §9; the use case asks again with the case in its hand: office, kinship and second person (`platform/may.ts`). `a minute` is how often one client may call, a client being an IPv4 address or the /64 of an IPv6 subscriber; what needs no session has such a limit or says why it needs none, or the server does not start. `role` is the process that serves it where an installation is started by role ([roles.md](../operate/roles.md)).',
    '',
    '| method | route | who | right | acts on | a minute | role |',
    '| --- | --- | --- | --- | --- | ---: | --- |',
    ...rows,
    '',
    '## Only in the demo',
    '',
    'What `apps/demo` adds to the server that it starts, for anybody who visits it. A server that is started without it does not have these addresses; `openapi.json` marks them with the tag `demo`.',
    '',
    '| method | route | a minute |',
    '| --- | --- | ---: |',
    ...ofTheDemo,
    '',
  ].join('\n');
}

const description = await describeSystem(demoCountry, [demoAddition]);
const pages: Readonly<Record<string, string>> = {
  'states.md': statesPage(description),
  'errors.md': errorsPage(description),
  'routes.md': routesPage(description),
  'openapi.json': `${JSON.stringify(description.openapi, null, 1)}\n`,
};

const stale: string[] = [];
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(pages)) {
  const path = join(folder, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  stale.push(name);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
}
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`stale: ${stale.join(', ')} in docs/generated`);
  console.error('hint: npm run generate');
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `written: ${stale.join(', ')}` : 'docs/generated is fresh');
}
