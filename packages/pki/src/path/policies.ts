import { OID } from '../oids.ts';

/** A policy that is valid at some depth of the path: below which ones, and under which names below it. */
interface PolicyNode {
  /** Policies one level above. */
  readonly parents: ReadonlySet<string>;
  expected: ReadonlySet<string>;
}

type Level = Map<string, PolicyNode>;

const ANY = OID.anyPolicy;

/**
 * The policies of a path as it is walked from the top: the graph of RFC 9618, which means the same as the tree of RFC 5280
 * §6.1.2 and does not grow without bound.
 */
export class PolicyGraph {
  #levels: Level[] = [new Map([[ANY, { parents: new Set(), expected: new Set([ANY]) }]])];

  /** Whether no policy is valid any more. */
  get isEmpty(): boolean {
    return this.#last.size === 0;
  }

  get #last(): Level {
    return this.#levels.at(-1) ?? new Map();
  }

  /** One certificate further (§6.1.3 d, e). `allowsAny`: whether anyPolicy in it still counts. */
  descend(policies: readonly string[], allowsAny: boolean): void {
    const above = this.#last;
    const level: Level = new Map();
    for (const policy of policies) {
      if (policy === ANY) continue;
      const parents = expecting(above, policy);
      if (parents.size > 0) level.set(policy, { parents, expected: new Set([policy]) });
      else if (above.has(ANY)) level.set(policy, { parents: new Set([ANY]), expected: new Set([policy]) });
    }
    if (policies.includes(ANY) && allowsAny) {
      for (const policy of [...above.values()].flatMap(({ expected }) => [...expected])) {
        if (level.has(policy)) continue;
        level.set(policy, { parents: expecting(above, policy), expected: new Set([policy]) });
      }
    }
    this.#levels.push(level);
  }

  /** Policy mappings of the last certificate (§6.1.4 b). */
  map(mappings: readonly (readonly [string, string])[], isInhibited: boolean): void {
    const level = this.#last;
    for (const issuer of new Set(mappings.map(([from]) => from))) {
      if (isInhibited) {
        level.delete(issuer);
        continue;
      }
      const expected = new Set(mappings.filter(([from]) => from === issuer).map(([, to]) => to));
      const node = level.get(issuer);
      if (node) node.expected = expected;
      else if (level.has(ANY)) level.set(issuer, { parents: new Set([ANY]), expected });
    }
  }

  /** Which policies of the anchor's domain the path is valid for (§6.1.5 g); `any`: for every one. */
  valid(): ReadonlySet<string> {
    const depth = this.#levels.length - 1;
    return new Set([...this.#last.keys()].flatMap((policy) => [...this.#rootsOf(policy, depth)]));
  }

  /** Upwards to the policies that stand right below anyPolicy: those are named as the anchor's domain names them. */
  #rootsOf(start: string, depth: number): ReadonlySet<string> {
    const roots = new Set<string>();
    let level: ReadonlySet<string> = new Set([start]);
    for (let at = depth; at > 0; at--) {
      const above = new Set<string>();
      for (const policy of level) {
        if (policy === ANY) roots.add(ANY);
        else if (this.#levels[at]?.get(policy)?.parents.has(ANY)) roots.add(policy);
        else for (const parent of this.#levels[at]?.get(policy)?.parents ?? []) above.add(parent);
      }
      level = above;
    }
    return roots;
  }
}

/** The nodes of a level under which this policy is expected. */
function expecting(level: Level, policy: string): ReadonlySet<string> {
  return new Set([...level].filter(([, { expected }]) => expected.has(policy)).map(([id]) => id));
}
