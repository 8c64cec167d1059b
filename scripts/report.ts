// What stands at the end of a long run: every step with its seconds, and of each that failed the part that says why.
import { stripVTControlCharacters } from 'node:util';
import { brokenOff, lastLines, type Outcome, verdict } from './steps.ts';

/** Of the failures of one step; more failed steps share it, so that who reads the last hundred lines sees something of each. */
const MOST_LINES = 80;
const FEWEST_LINES = 16;
/** Of a step in which no test is named: the compiler, the linter, a step that was killed. */
const LAST_LINES = 40;
const MOST_NAMES = 12;
/** What a test file said before it ended without a test: the error that made it end. */
const LINES_BEFORE = 20;

/**
 * Says at the end of this process what became of the steps; also when somebody ends it before they have come to theirs:
 * then with what the running ones have said so far.
 */
export function reportAtExit(outcomes: readonly Outcome[], name: string, remark?: string): void {
  process.once('exit', (code) => {
    console.log(`\n${report([...outcomes, ...brokenOff()])}\n`);
    if (remark) console.log(remark);
    console.log(code === 0 ? `${name}: passed` : `${name}: FAILED`);
  });
}

/** Every step in one line, then of each that failed its failing tests with their errors, then their names once more. */
export function report(outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter(({ passed }) => !passed);
  const lines = outcomes.map((outcome) => `${verdict(outcome)} ${outcome.name} (${outcome.how})`);
  const most = Math.max(FEWEST_LINES, Math.floor(MOST_LINES / Math.max(1, failed.length)));
  for (const outcome of failed) {
    if (outcome.output === '') continue;
    lines.push('', `FAIL ${outcome.name} (${outcome.how}):`, ...whyFailed(outcome.output, most));
  }
  if (failed.length > 0) lines.push('', 'failed:');
  for (const { name, how, output } of failed) {
    const tests = failingTests(output);
    lines.push(`- ${name} (${how})`, ...tests.slice(0, MOST_NAMES).map((test) => `  - ${test}`));
    if (tests.length > MOST_NAMES) lines.push(`  - and ${tests.length - MOST_NAMES} more`);
  }
  return lines.join('\n');
}

/** The section at the end that Node's reporters spec and dot write, without Node's own lines of a stack. */
function failuresIn(output: string): { readonly before: string[]; readonly section: string[] } | undefined {
  const lines = stripVTControlCharacters(output).split('\n');
  const heading = lines.findLastIndex((line) => /^(✖ failing tests|Failed tests):$/.test(line));
  if (heading < 0) return undefined;
  const section = lines.slice(heading + 1).filter((line) => !/^\s+at .*\(?node:internal\//.test(line));
  return { before: lines.slice(0, heading), section: trimmed(section) };
}

function whyFailed(output: string, most: number): readonly string[] {
  const found = failuresIn(output);
  if (!found)
    return lastLines(stripVTControlCharacters(output), Math.min(most, LAST_LINES)).trimStart().split('\n');
  const { before, section } = found;
  const all = section.flatMap((line, index) =>
    /^ *'test failed'$/.test(section[index + 1] ?? '') ? [...saidBefore(before, line), line] : [line],
  );
  if (all.length <= most) return all;
  return [...all.slice(0, most), `  … and ${all.length - most} lines more, above`];
}

/** A test file that ends without a test has no error but "test failed"; why it ended stands where it did. */
function saidBefore(before: readonly string[], title: string): readonly string[] {
  const name = nameIn(title);
  const end = before.findLastIndex((line) => nameIn(line) === name);
  if (end < 0) return [];
  const start = before.findLastIndex((line, index) => index < end && /^ *[✔✖▶ℹ] /.test(line)) + 1;
  return trimmed(before.slice(Math.max(start, end - LINES_BEFORE), end));
}

function failingTests(output: string): readonly string[] {
  return (failuresIn(output)?.section ?? []).flatMap((line) => nameIn(line) ?? []);
}

const nameIn = (line: string) => /^ *✖ (.*) \([\d.]+ms\)$/.exec(line)?.[1];

function trimmed(lines: readonly string[]): string[] {
  const isText = (line: string) => line.trim() !== '';
  return lines.slice(lines.findIndex(isText), lines.findLastIndex(isText) + 1);
}
