// The long run: `node conformance/fuzz/run.ts [--commands 1000000] [--seed N] [--profile generation-2]`.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    commands: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    profile: { type: 'string', default: 'generation-1' },
  },
});
const seed = Number(values.seed ?? randomInt(1, 0x7fffffff));
const commands = Number(values.commands);
const began = performance.now();
process.stderr.write(`seed ${seed}\n`);
const report = await fuzz({ commands, seed, profile: values.profile }, (done) => {
  if (done % 50_000 === 0) process.stderr.write(`${done} commands\n`);
});
const seconds = (performance.now() - began) / 1_000;
console.log(`${report.commands} commands in ${seconds.toFixed(1)} s, nothing wrong; seed ${seed}`);
console.log(`slowest answer ${report.slowest.toFixed(1)} ms, ${report.lives} cards`);
for (const [word, count] of [...report.statusWords].sort(([, a], [, b]) => b - a))
  console.log(`${word}  ${count}`);
