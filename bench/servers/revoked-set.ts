// Fills a revoked set in a process of its own and prints what that cost. Run with --expose-gc.
import { RevokedSet } from '@mibun/pki';

const count = Number(process.argv[2]);
const collect = () => globalThis.gc?.();
const at = new Date('2026-01-01T00:00:00Z');
const serialOf = (index: number) => `4000${(index * 97).toString(16).padStart(16, '0')}`;

const warm = new RevokedSet();
for (let index = 0; index < 10_000; index++) warm.set(serialOf(index), at, 'keyCompromise');
collect();
const before = process.memoryUsage();
const set = new RevokedSet();
for (let index = 0; index < count; index++) set.set(serialOf(index), at, 'keyCompromise');
collect();
const after = process.memoryUsage();

const lookups = 200_000;
const began = performance.now();
for (let index = 0; index < lookups; index++) {
  if (!set.get(serialOf((index * 7_919) % count))) throw new Error('lost');
}
const lookup = ((performance.now() - began) * 1_000) / lookups;
if (set.size !== count) throw new Error(`${set.size} instead of ${count}`);
console.log(
  JSON.stringify({ rss: after.rss - before.rss, external: after.arrayBuffers - before.arrayBuffers, lookup }),
);
