import type { PdfBudget } from '../../pdf/budget.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict, PdfValue } from '../../pdf/objects.ts';
import { as, sameValue, textOf } from '../../pdf/objects.ts';
import type { XrefEntry } from '../../pdf/xref.ts';
import type { KnownObjects } from './objects.ts';
import { COMPARED, isAbsent, isSamePlace, nameOf, refOf, stateOf } from './objects.ts';
import { sameDeep } from './same-deep.ts';
import type { Addition } from './types.ts';

const MOST_REMARKS = 50;

/** Two values that have to be the same. */
export interface Pair {
  readonly was: PdfValue;
  readonly is: PdfValue;
  /** The object they stand in, for remarks. */
  readonly within: string;
  /** A difference is this and no change. */
  readonly allowed?: Addition;
}

/**
 * Walks what a document refers to, from the catalog on, and finds where the next revision says something else. Nothing is
 * left out: what does not exist must go on not existing, for a page may refer to it. Circles are gone round once, and the
 * list of what is to be done replaces the stack. Objects that may grow are given to `special`.
 */
export class GraphComparison {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
  readonly budget: PdfBudget;
  readonly changes: string[] = [];
  /** Names that default appearances use: a resource that was missing at signing must not appear later. */
  readonly resourcesInUse = new Set<string>();
  /** Readers look for the fonts of such a drawing where they like, the form's resources among others. */
  drawsWithoutResources = false;
  readonly #known: KnownObjects;
  readonly #knownNext: KnownObjects = new Map();
  readonly #special: (number: number, pair: Pair) => boolean;
  readonly #todo: Pair[] = [];
  readonly #seen = new Set<number | string>();
  readonly #compared = new Set<number>();
  readonly #additions = new Map<string, Addition>();

  /** `known`: what the earlier revision has been found to say, so that it is not read again. */
  constructor(
    before: PdfDocument,
    after: PdfDocument,
    known: KnownObjects,
    special: (number: number, pair: Pair) => boolean,
  ) {
    this.before = before;
    this.after = after;
    this.budget = before.budget;
    this.#known = known;
    this.#special = special;
  }

  get additions(): readonly Addition[] {
    return [...this.#additions.values()];
  }

  /** Compares everything that was asked for, and what hangs on it. */
  run(): void {
    for (let pair = this.#todo.pop(); pair !== undefined; pair = this.#todo.pop()) this.#compare(pair);
  }

  same(was: PdfValue | undefined, is: PdfValue | undefined, within: string, allowed?: Addition): void {
    const pair = { was: was ?? null, is: is ?? null, within };
    this.#todo.push(allowed === undefined ? pair : { ...pair, allowed });
  }

  differs(pair: Pick<Pair, 'within' | 'allowed'>, what: string): void {
    if (pair.allowed !== undefined) this.add(pair.allowed);
    else this.change(`${pair.within}: ${what}`);
  }

  change(remark: string): void {
    this.budget.charge(COMPARED);
    if (this.changes.length < MOST_REMARKS) this.changes.push(remark);
  }

  add(addition: Addition): void {
    this.#additions.set(JSON.stringify(addition), addition);
  }

  #compare(pair: Pair): void {
    this.budget.charge(COMPARED);
    const { was, is, within } = pair;
    const [from, to] = [refOf(was), refOf(is)];
    if (from !== undefined && to !== undefined) {
      if (from.number !== to.number || from.generation !== to.generation) {
        this.differs(pair, `object ${from.number} was replaced by object ${to.number}`);
      } else this.#compareObject(from.number, pair);
      return;
    }
    if (from !== undefined || to !== undefined) {
      // A value moved into an object of its own is the same value; its inside is compared.
      if (from !== undefined && isAbsent(this.before, from.number)) {
        this.differs(pair, `object ${from.number}, which did not exist, was put in`);
      } else this.same(this.before.resolve(was), this.after.resolve(is), within, pair.allowed);
      return;
    }
    this.compareValues(pair);
  }

  #compareObject(number: number, { allowed }: Pair): void {
    const key = allowed === undefined ? number : `${number} ${JSON.stringify(allowed)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#compared.add(number);
    const within = `object ${number}`;
    const pair: Pair = { was: null, is: null, within, ...(allowed !== undefined && { allowed }) };
    const was = this.#known.get(number) ?? stateOf(this.before, number);
    const samePlace = isSamePlace(this.before, this.after, number, was);
    const is = samePlace ? was : stateOf(this.after, number);
    this.#knownNext.set(number, is);
    if (was.state === 'unreadable' || is.state === 'unreadable') {
      if (!samePlace) this.differs(pair, 'cannot be read');
      return;
    }
    if (was.state === 'none' || is.state === 'none') {
      const [left, right] = [was, is].map((one) => (one.state === 'there' ? one.value : null));
      if (left !== right) {
        this.differs(pair, was.state === 'none' ? 'did not exist at signing' : 'was removed');
      }
      return;
    }
    if (was.generation !== is.generation) this.differs(pair, 'has another generation');
    const values = { ...pair, was: was.value, is: is.value };
    if (this.#special(number, values)) return;
    if (samePlace) this.#follow(was.value, allowed);
    else this.compareValues(values);
  }

  /** The same bytes say the same; only what they refer to has to be looked at. */
  #follow(value: PdfValue, allowed: Addition | undefined): void {
    const todo: PdfValue[] = [value];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (typeof next !== 'object' || next === null || next.kind === 'name' || next.kind === 'string')
        continue;
      this.budget.charge(COMPARED);
      if (next.kind === 'ref') this.same(next, next, '', allowed);
      const dict = as('dict', next) ?? as('stream', next)?.dict;
      if (dict !== undefined) {
        this.#noteAppearance(dict);
        for (const item of dict.entries.values()) todo.push(item);
      }
      for (const item of as('array', next)?.items ?? []) todo.push(item);
    }
  }

  compareValues(pair: Pair): void {
    const { was, is, within } = pair;
    const [dict, array, stream] = [as('dict', was), as('array', was), as('stream', was)];
    const [newDict, newArray, newStream] = [as('dict', is), as('array', is), as('stream', is)];
    if (dict !== undefined && newDict !== undefined) this.entries(dict, newDict, pair);
    else if (stream !== undefined && newStream !== undefined) {
      this.budget.charge(stream.raw.length >> 8);
      if (Buffer.compare(stream.raw, newStream.raw) !== 0) this.differs(pair, 'its stream was changed');
      // The length is that of the bytes just compared, wherever it is written.
      this.entries(stream.dict, newStream.dict, pair, new Set(['Length']));
    } else if (array !== undefined && newArray !== undefined) {
      if (array.items.length !== newArray.items.length) this.differs(pair, 'an array has another length');
      else {
        for (const [i, item] of array.items.entries())
          this.same(item, newArray.items[i], within, pair.allowed);
      }
    } else if (!sameValue(was, is)) this.differs(pair, 'has another value');
  }

  entries(was: PdfDict, is: PdfDict, pair: Pair, except: ReadonlySet<string> = new Set()): void {
    this.#noteAppearance(was);
    for (const key of new Set([...was.entries.keys(), ...is.entries.keys()])) {
      if (except.has(key)) continue;
      this.same(
        was.entries.get(key),
        is.entries.get(key),
        `${pair.within} /${key}`.slice(-200),
        pair.allowed,
      );
    }
  }

  /** Whether two values are the same without a look behind their references: those stand in objects that may grow. */
  isSame([was, is]: readonly [PdfValue, PdfValue]): boolean {
    return (
      was === is || (refOf(was) === undefined && sameDeep(this.before, this.after, was, is, this.budget))
    );
  }

  /** Both values behind their references, for places where something may be put in; nothing may come to life in them. */
  resolved(
    was: PdfValue | undefined,
    is: PdfValue | undefined,
    within: string,
  ): readonly [PdfValue, PdfValue] | undefined {
    const reference = refOf(was);
    if (reference !== undefined && isAbsent(this.before, reference.number)) {
      this.same(was, is, within);
      return undefined;
    }
    for (const number of [reference?.number, refOf(is)?.number]) {
      if (number !== undefined) this.#compared.add(number);
    }
    return [this.before.resolve(was), this.after.resolve(is)];
  }

  /** A list that may get new objects; what was in it stays, in its order. */
  grown(
    was: PdfValue | undefined,
    is: PdfValue | undefined,
    within: string,
    found: (number: number) => void,
    loose?: (old: readonly PdfValue[], now: readonly PdfValue[]) => void,
  ): void {
    const both = this.resolved(was, is, within);
    if (both === undefined) return;
    const [old, now] = both.map(
      (value) => as('array', value) ?? (value === null ? { items: [] } : undefined),
    );
    if (old === undefined || now === undefined) {
      this.same(both[0], both[1], within);
      return;
    }
    const known = new Set(old.items.map((item) => refOf(item)?.number));
    const rest = now.items.filter((item) => {
      const number = refOf(item)?.number;
      if (number === undefined || known.has(number) || !isAbsent(this.before, number)) return true;
      found(number);
      return false;
    });
    this.budget.charge(old.items.length + now.items.length);
    if (loose !== undefined) {
      loose(old.items, rest);
      return;
    }
    if (rest.length !== old.items.length) {
      this.change(`${within}: something was taken out or put in that is no new object`);
    }
    for (const [i, item] of old.items.entries()) this.same(item, rest[i], within);
  }

  /** Everything behind a value that was judged by other means; for {@link #unreferenced} alone. */
  mark(value: PdfValue | undefined): void {
    const todo: PdfValue[] = [value ?? null];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      this.budget.charge(COMPARED);
      const number = refOf(next)?.number;
      if (number !== undefined) {
        if (this.#compared.has(number)) continue;
        this.#compared.add(number);
        const state = stateOf(this.before, number);
        if (state.state === 'there') todo.push(state.value);
      }
      const dict = as('dict', next) ?? as('stream', next)?.dict;
      todo.push(...(dict?.entries.values() ?? []), ...(as('array', next)?.items ?? []));
    }
  }

  /** What the later revision says, for its comparison with the next one. */
  get known(): KnownObjects {
    return this.#knownNext;
  }

  /** Objects that nothing refers to: no reader shows them, and nobody who only adds would write over one. */
  unreferenced(): void {
    for (const [number, entry] of this.before.xref.entries) {
      if (entry.type === 'free' || this.#compared.has(number) || isAbsent(this.after, number)) continue;
      if (isSameEntry(entry, this.after.xref.entries.get(number))) continue;
      const [was, is] = [stateOf(this.before, number), stateOf(this.after, number)];
      this.budget.charge(COMPARED);
      if (was.state !== 'there' || isStructure(was.value)) continue;
      if (is.state !== 'there' || !sameValue(was.value, is.value)) {
        this.change(`object ${number}: was written over`);
      }
    }
  }

  /** What a default resource that comes later could bring to life: names in default appearances, drawings without resources. */
  #noteAppearance(dict: PdfDict): void {
    const text = textOf(this.before.resolve(dict.entries.get('DA'))) ?? '';
    this.budget.charge(text.length >> 6);
    for (const [, name = ''] of text.matchAll(/\/([^\s/()<>[\]{}%]+)/g)) {
      this.resourcesInUse.add(
        name.replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
      );
    }
    if (nameOf(dict.entries.get('Subtype')) === 'Form' && !dict.entries.has('Resources')) {
      this.drawsWithoutResources = true;
    }
  }
}

function isSameEntry(a: XrefEntry, b: XrefEntry | undefined): boolean {
  if (a.type === 'plain')
    return b?.type === 'plain' && a.offset === b.offset && a.generation === b.generation;
  return (
    a.type === 'compressed' && b?.type === 'compressed' && a.container === b.container && a.index === b.index
  );
}

function isStructure(value: PdfValue): boolean {
  const type = nameOf(as('stream', value)?.dict.entries.get('Type'));
  return type === 'XRef' || type === 'ObjStm';
}
