// Every rule that code, tests or pages cite by its id is said in docs/spec. Prints those that are not, and fails.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.ts';

const FAMILIES =
  'NUM|RES|CARD|VAL|AGE|EXP|CHIP|PIN|APP|PHO|PRD|NTC|IDD|PRX|UPD|FEE|CA|CRT|VAR|VER|REV|LNK|LAT|MOB|LOS|USE|KSK|MUL|ROL|INC';
const CITED = new RegExp(`\\b(?:(?:${FAMILIES})-\\d{2}[a-z]?|CH-(?:SP|PC|BOOTH|MAIL|DESK|ABROAD))\\b`, 'g');
const SAID = /^- \*\*([A-Z]+-[A-Z0-9]+[a-z]?)\*\*/gm;

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const said = globSync('docs/spec/*.md', { cwd: root }).flatMap((path) =>
  [...read(path).matchAll(SAID)].map(([, id = '']) => id),
);
const known = new Set(said);
const problems = said.filter((id, index) => said.indexOf(id) !== index).map((id) => `${id} is said twice`);

for (const path of globSync('{packages,apps,conformance,bench,scripts,docs}/**/*.{ts,tsx,md}', {
  cwd: root,
  exclude: ['**/node_modules/**', 'docs/generated/**'],
}).sort()) {
  const unknown = new Set([...read(path).matchAll(CITED)].map(([id]) => id).filter((id) => !known.has(id)));
  problems.push(...[...unknown].map((id) => `${path}: ${id} is in no chapter of docs/spec`));
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${known.size} rules, each cited one among them`);
