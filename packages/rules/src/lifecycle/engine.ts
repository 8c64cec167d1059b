import type { Bilingual } from '../text-pair.ts';

/**
 * Who asks for a transition. `timer` is the passing of time, `registry` an event of the resident registry;
 * `unauthenticated` is whoever has at most a form's ID or a link and has proved nothing more.
 */
export type ActorKind =
  | 'resident'
  | 'guardian'
  | 'proxy'
  | 'unauthenticated'
  | 'clerk'
  | 'supervisor'
  | 'card-operator'
  | 'call-centre'
  | 'ca-operator'
  | 'booth'
  | 'kiosk'
  | 'verifier'
  | 'police'
  | 'auditor'
  | 'system'
  | 'timer'
  | 'registry';

export const ACTORS: Readonly<Record<ActorKind, Bilingual>> = {
  resident: { ja: '本人', en: 'the resident' },
  guardian: { ja: '法定代理人', en: 'the legal representative' },
  proxy: { ja: '任意代理人', en: 'a proxy' },
  unauthenticated: { ja: '本人確認をしていない人', en: 'somebody who has not proved who they are' },
  clerk: { ja: '市区町村の職員', en: 'a municipal clerk' },
  supervisor: { ja: '市区町村の責任者', en: 'a municipal supervisor' },
  'card-operator': { ja: 'カード製造の担当者', en: 'a card operator' },
  'call-centre': { ja: 'コールセンターの担当者', en: 'a call-centre operator' },
  'ca-operator': { ja: '認証局の担当者', en: 'a CA operator' },
  booth: { ja: '証明写真機', en: 'a photo booth' },
  kiosk: { ja: 'キオスク端末', en: 'a kiosk' },
  verifier: { ja: '検証者', en: 'a verifier' },
  police: { ja: '警察', en: 'the police' },
  auditor: { ja: '監査人', en: 'an auditor' },
  system: { ja: 'システム', en: 'the system' },
  timer: { ja: '期限の到来', en: 'the passing of a deadline' },
  registry: { ja: '住民基本台帳の異動', en: 'a change in the resident registry' },
};

/** One row of a life cycle: who may do what in which state, by which rule, and what follows. */
export interface Transition<S extends string, E extends string> {
  /** `null`: the thing does not exist yet. */
  readonly from: S | null;
  readonly event: E;
  readonly actors: readonly ActorKind[];
  readonly to: S;
  /** The rule or section of domain.md that the row follows from. */
  readonly rule: string;
  /** What else must hold; checked by the module that owns the thing. */
  readonly guard?: string;
  /** What the owner must make happen in the same transaction or by an idempotent job. */
  readonly effects: readonly string[];
}

export interface StateLabel extends Bilingual {
  readonly final?: true;
}

/** A whole life cycle as data (domain.md §10). At most one row per state, event and actor. */
export interface Lifecycle<S extends string, E extends string> {
  readonly name: string;
  readonly title: Bilingual;
  readonly states: Readonly<Record<S, StateLabel>>;
  readonly events: Readonly<Record<E, Bilingual>>;
  readonly transitions: readonly Transition<S, E>[];
}

/** `state`: nobody may do this now. `actor`: somebody may, but not this one. */
export type TransitionRefusal = 'state' | 'actor';

export type NextState<S extends string, E extends string> =
  | { readonly ok: true; readonly to: S; readonly transition: Transition<S, E> }
  | ({ readonly ok: false; readonly refusal: TransitionRefusal } & Bilingual);

/** What becomes of a thing in state `from` when `actor` asks for `event`; changes nothing. */
export function next<S extends string, E extends string>(
  lifecycle: Lifecycle<S, E>,
  from: S | null,
  event: E,
  actor: ActorKind,
): NextState<S, E> {
  const rows = lifecycle.transitions.filter((row) => row.from === from && row.event === event);
  const transition = rows.find((row) => row.actors.includes(actor));
  if (transition !== undefined) return { ok: true, to: transition.to, transition };

  const act = lifecycle.events[event];
  if (rows.length === 0) {
    const state = from === null ? { ja: '未作成', en: 'not yet made' } : lifecycle.states[from];
    return {
      ok: false,
      refusal: 'state',
      ja: `${lifecycle.title.ja}が「${state.ja}」の状態では、「${act.ja}」はできません。`,
      en: `“${act.en}” is not possible while the ${lifecycle.title.en} is “${state.en}”.`,
    };
  }
  const allowed = [...new Set(rows.flatMap((row) => row.actors))];
  return {
    ok: false,
    refusal: 'actor',
    ja: `「${act.ja}」ができるのは、${allowed.map((kind) => ACTORS[kind].ja).join('、')}だけです。`,
    en: `“${act.en}” can be done only by ${allowed.map((kind) => ACTORS[kind].en).join(', ')}.`,
  };
}

/** The rows open to an actor in a state: what a page may offer. */
export function offered<S extends string, E extends string>(
  lifecycle: Lifecycle<S, E>,
  from: S | null,
  actor: ActorKind,
): readonly Transition<S, E>[] {
  return lifecycle.transitions.filter((row) => row.from === from && row.actors.includes(actor));
}

/** States that can be entered from `from` in one or more steps, by anybody. */
export function reachable<S extends string, E extends string>(
  lifecycle: Lifecycle<S, E>,
  from: S | null,
): ReadonlySet<S> {
  const found = new Set<S>();
  const pending: (S | null)[] = [from];
  while (pending.length > 0) {
    const at = pending.pop();
    for (const row of lifecycle.transitions) {
      if (row.from !== at || found.has(row.to)) continue;
      found.add(row.to);
      pending.push(row.to);
    }
  }
  return found;
}

/** What is wrong with a table, in words; empty when it is sound. */
export function checkLifecycle<S extends string, E extends string>(lifecycle: Lifecycle<S, E>): string[] {
  const findings: string[] = [];
  const entered = reachable(lifecycle, null);
  const states = Object.entries<StateLabel>(lifecycle.states);
  for (const [state, label] of states) {
    const leaves = lifecycle.transitions.some((row) => row.from === state);
    if (!entered.has(state as S)) findings.push(`${state} cannot be reached`);
    if (label.final && leaves) findings.push(`${state} is final but can be left`);
    if (!label.final && !leaves) findings.push(`${state} is a dead end but not final`);
  }
  for (const event of Object.keys(lifecycle.events)) {
    if (!lifecycle.transitions.some((row) => row.event === event)) findings.push(`${event} is never used`);
  }
  const seen = new Set<string>();
  for (const row of lifecycle.transitions) {
    for (const state of [row.from, row.to]) {
      if (state !== null && !Object.hasOwn(lifecycle.states, state)) findings.push(`${state} is not a state`);
    }
    if (!Object.hasOwn(lifecycle.events, row.event)) findings.push(`${row.event} is not an event`);
    if (row.actors.length === 0) findings.push(`nobody may ${row.event} from ${row.from}`);
    for (const actor of row.actors) {
      const key = `${row.from} ${row.event} ${actor}`;
      if (seen.has(key)) findings.push(`two rows for ${key}`);
      seen.add(key);
    }
  }
  return findings;
}

/** The table as a Mermaid state diagram. */
export function drawMermaid<S extends string, E extends string>(lifecycle: Lifecycle<S, E>): string {
  const lines = ['stateDiagram-v2'];
  for (const [state, label] of Object.entries<StateLabel>(lifecycle.states)) {
    lines.push(`  state "${state}: ${label.en}" as ${state}`);
  }
  for (const row of lifecycle.transitions) {
    lines.push(`  ${row.from ?? '[*]'} --> ${row.to}: ${row.event} (${row.actors.join(', ')})`);
  }
  for (const [state, label] of Object.entries<StateLabel>(lifecycle.states)) {
    if (label.final) lines.push(`  ${state} --> [*]`);
  }
  return `${lines.join('\n')}\n`;
}
