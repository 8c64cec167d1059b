// `npm run bench [-- name …] [--quick] [--json] [--write]`: every performance figure of Mibun, as ratios within one run.
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { asText, document, reached, type Section } from './harness/table.ts';

/** Loaded when asked for. Each gives its table. */
const BENCHES: Readonly<Record<string, () => Promise<{ bench(effort: Effort): Promise<Section> }>>> = {
  card: () => import('./card.ts'),
  issuing: () => import('./issuing.ts'),
  'issuing-database': () => import('./issuing-database.ts'),
  ocsp: () => import('./ocsp.ts'),
  crls: () => import('./crls.ts'),
  idle: () => import('./idle.ts'),
};

export interface Effort {
  /** Rounds of a race, and milliseconds of a turn. */
  readonly rounds: number;
  readonly turn: number;
  /** Sizes for those that measure scale. */
  readonly quick: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    /** Puts the table into docs/figures.md. */
    write: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`bench: no such bench: ${unknown.join(', ')}`);
  console.error(`hint: one of ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
if (values.write && positionals.length > 0) {
  console.error('bench: --write is for the whole table');
  process.exit(2);
}
const effort: Effort = values.quick
  ? { rounds: 3, turn: 100, quick: true }
  : { rounds: 7, turn: 500, quick: false };

const [cpu] = cpus();
const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, OpenSSL ${process.versions.openssl}; other load at the start ${loadavg()[0]?.toFixed(1)}`;
if (!values.json) console.log(`${machine}\n`);
const sections: Section[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHES)) {
  const load = BENCHES[name];
  if (!load) continue;
  process.stderr.write(`${name} …\n`);
  const section = await (await load()).bench(effort);
  sections.push(section);
  if (!values.json) console.log(asText(section));
}
if (values.json) {
  const judged = sections.map(({ title, rows }) => ({
    title,
    rows: rows.map((row) => ({ ...row, reached: reached(row) })),
  }));
  console.log(JSON.stringify({ machine, sections: judged }, undefined, 2));
}
if (values.write) {
  const file = new URL('../docs/figures.md', import.meta.url);
  const command = `npm run bench -- ${[...positionals, ...(values.quick ? ['--quick'] : []), '--write'].join(' ')}`;
  await writeFile(file, document(machine, command, sections));
  process.stderr.write(`written to ${fileURLToPath(file)}\n`);
}
