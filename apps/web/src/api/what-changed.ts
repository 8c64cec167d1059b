import type { Bilingual } from '@mibun/rules';

/** How one thing on the page stood, and how it stands now; words of its life-cycle table. */
export interface Change {
  readonly was: Bilingual;
  readonly now: Bilingual;
}

const DEEPEST = 6;

/** The things that both answers have, and whose state is another one now. What has no words for its state is left out. */
export function whatChanged(before: unknown, after: unknown, depth = 0): readonly Change[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.flatMap((one: unknown, index) => {
      const key = keyOf(one);
      const other: unknown = key === undefined ? after[index] : after.find((each) => keyOf(each) === key);
      return whatChanged(one, other, depth + 1);
    });
  }
  if (!isRecord(before) || !isRecord(after)) return [];
  const found: Change[] = [];
  const { label: was } = before;
  const { label: now } = after;
  if (before.state !== after.state && isWords(was) && isWords(now)) found.push({ was, now });
  for (const [name, value] of Object.entries(before)) {
    if (typeof value === 'object' && value !== null)
      found.push(...whatChanged(value, after[name], depth + 1));
  }
  return found;
}

/** What tells one element of a list from the others. */
function keyOf(value: unknown): unknown {
  if (!isRecord(value)) return undefined;
  const name = Object.keys(value).find((one) => one === 'id' || one.endsWith('Id'));
  return name === undefined ? undefined : value[name];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isWords(value: unknown): value is Bilingual {
  return isRecord(value) && typeof value.ja === 'string' && typeof value.en === 'string';
}
