import { ACTORS, type ActorKind, type Lifecycle, type Transition } from '@mibun/rules';
import type { Act } from './act.ts';
import type { ActName } from './acts.ts';
import type { Audit } from './audit.ts';
import type { Clock } from './clock.ts';
import type { Tx } from './database/database.ts';
import { addLifeEvents, type LifeEvent, lifeEventsOf } from './life-events.ts';
import { step } from './transition.ts';

type Facts = Readonly<Record<string, unknown>>;

/** One step of one thing, as those who carry out its effects see it. */
export interface Happening<T, E extends string, G> {
  /** After the step. */
  readonly thing: T;
  /** Before it; `null`: the thing has just come to be. */
  readonly before: T | null;
  readonly event: E;
  readonly act: Act;
  readonly at: Date;
  /** What the caller alone knows and nobody stores: a link's token, a receipt number. */
  readonly given: G;
}

export type Effect<T, E extends string, G> = (tx: Tx, happening: Happening<T, E, G>) => Promise<void>;

/** One row: at most one has this state, event and actor. */
export interface RowName<S extends string, E extends string> {
  readonly from: S | null;
  readonly event: E;
  readonly actor: ActorKind;
}

export interface Machine<T extends { readonly state: S }, S extends string, E extends string, C, G> {
  readonly table: Lifecycle<S, E>;
  /** What each event is called in the audit trail; by the thing, where one table runs things of several kinds. */
  readonly acts: Readonly<Record<E, ActName>> | ((thing: T, event: E) => ActName);
  /** Under which the history finds it. */
  readonly idOf: (thing: T) => string;
  /** Whom it is about, and what the audit entry holds beside the step itself. */
  readonly audited: (thing: T) => { readonly subject?: string | null; readonly detail: Facts };
  /** Writes state and changes if the thing is still as it was read, and gives it as it is now. */
  readonly save: (tx: Tx, thing: T, to: S, changes: Partial<C>, at: Date) => Promise<T>;
  /** Each effect that the table names, carried out in the transaction of the step. Others may come by `carryOut`. */
  readonly effects: Readonly<Record<string, Effect<T, E, G>>>;
  /** What the law has and this version no use case for, an event or one row: asking for it is a fault of ours. */
  readonly notYet?: readonly (E | RowName<S, E>)[];
}

export interface StepOptions<C, G> {
  readonly changes?: Partial<C>;
  readonly given?: G;
  /** Facts for the audit entry and the history that the thing itself does not hold. */
  readonly detail?: Facts;
  /** In the history in place of the act's reason: a code. */
  readonly reason?: string | null;
  /** Who is asked for in the table, where that is not who is on record: an effect is the system's. */
  readonly asks?: ActorKind;
}

/** The life of one kind of thing. Whatever changes a state, births included, goes through here and leaves its trace. */
export interface Life<T, S extends string, E extends string, C, G> {
  /** The row of the table, before anything is done. @throws Refusal STATE_FORBIDS, NOT_ALLOWED */
  judge(from: S | null, event: E, asks: ActorKind): Transition<S, E>;
  begin(
    tx: Tx,
    event: E,
    act: Act,
    insert: (to: S, at: Date) => Promise<T>,
    options?: Omit<StepOptions<C, G>, 'changes'>,
  ): Promise<T>;
  /** Things that their module has just inserted by one statement; their trace is a fixed number of statements, too. */
  beginAll(tx: Tx, event: E, born: readonly { readonly thing: T; readonly act: Act }[]): Promise<void>;
  move(tx: Tx, thing: T, event: E, act: Act, options?: StepOptions<C, G>): Promise<T>;
  history(tx: Tx, thing: string): Promise<readonly LifeEvent[]>;
  /** For a module that knows this one and carries out what it cannot: the card of an application, say. */
  carryOut(effect: string, how: Effect<T, E, G>): void;
}

export interface Lifecycles {
  machine<T extends { readonly state: S }, S extends string, E extends string, C, G = undefined>(
    machine: Machine<T, S, E, C, G>,
  ): Life<T, S, E, C, G>;
  /** Every table that this system runs on, with those of its rows that it has no use case for. */
  all(): readonly {
    readonly table: Lifecycle<string, string>;
    readonly notYet: readonly Transition<string, string>[];
  }[];
  /** Once everybody knows everybody. @throws Error that names each effect that nobody carries out, or a table run twice */
  demandComplete(): void;
}

/** @throws Error when there is no such row: what is built now must come off the list */
function rowsOf<S extends string, E extends string>(
  { name, transitions }: Lifecycle<S, E>,
  notYet: readonly (E | RowName<S, E>)[],
): readonly Transition<S, E>[] {
  return notYet.flatMap((one) => {
    const rows = transitions.filter((row) =>
      typeof one === 'string'
        ? row.event === one
        : row.event === one.event && row.from === one.from && row.actors.includes(one.actor),
    );
    if (rows.length === 0) throw new Error(`${name} has no row for ${JSON.stringify(one)}`);
    return rows;
  });
}

/** What is written is what the table says: whoever stores another state has a fault. */
function demandState<S extends string, R extends Transition<S, string>>(
  thing: { readonly state: S },
  row: R,
): R {
  if (thing.state !== row.to)
    throw new Error(`${row.event} leads to ${row.to} and ${thing.state} was stored`);
  return row;
}

/** People who act for themselves or for each other are known by their id: a name here would outlive its correction. */
const OWN_MATTERS: readonly ActorKind[] = ['resident', 'guardian', 'proxy', 'unauthenticated'];

function nameInHistory({ kind, name }: Act['actor']): string {
  return OWN_MATTERS.includes(kind) ? ACTORS[kind].ja : name;
}

export function lifecyclesOn({ audit, clock }: { readonly audit: Audit; readonly clock: Clock }): Lifecycles {
  const machines: {
    readonly table: Lifecycle<string, string>;
    readonly notYet: readonly Transition<string, string>[];
    readonly missing: () => readonly string[];
  }[] = [];

  return {
    machine<T extends { readonly state: S }, S extends string, E extends string, C, G>(
      machine: Machine<T, S, E, C, G>,
    ): Life<T, S, E, C, G> {
      const { table, idOf, audited, save } = machine;
      const notYet = rowsOf(table, machine.notYet ?? []);
      const taken = table.transitions.filter((row) => !notYet.includes(row));
      const promised = new Set(taken.flatMap((row) => row.effects));
      const { acts } = machine;
      const actOf = typeof acts === 'function' ? acts : (_thing: T, event: E) => acts[event];
      const effects = new Map<string, Effect<T, E, G>>();
      const carryOut = (effect: string, how: Effect<T, E, G>) => {
        if (!promised.has(effect)) throw new Error(`no step of ${table.name} has the effect ${effect}`);
        if (effects.has(effect)) throw new Error(`${effect} of ${table.name} is carried out twice`);
        effects.set(effect, how);
      };
      for (const [effect, how] of Object.entries(machine.effects)) carryOut(effect, how);
      const missing = () => [...promised].filter((effect) => !effects.has(effect));
      machines.push({ table, notYet, missing });

      const judge = (from: S | null, event: E, asks: ActorKind): Transition<S, E> => {
        const missing = () => new Error(`${event} of ${table.name} has no use case yet`);
        if (!taken.some((row) => row.event === event)) throw missing();
        const row = step(table, from, event, asks);
        if (notYet.includes(row)) throw missing();
        return row;
      };

      /** History, audit trail, effects: in this order, so that what follows from a step stands after it. */
      const follow = async (
        tx: Tx,
        steps: readonly {
          readonly happening: Happening<T, E, G>;
          readonly transition: Transition<S, E>;
          readonly detail: Facts;
          readonly reason: string | null;
        }[],
      ): Promise<void> => {
        await addLifeEvents(
          tx,
          steps.map(({ happening: { thing, before, event, act, at }, transition, detail, reason }) => ({
            machine: table.name,
            thing: idOf(thing),
            at,
            event,
            fromState: before?.state ?? null,
            toState: thing.state,
            actorKind: act.actor.kind,
            actorId: act.actor.id,
            actorName: nameInHistory(act.actor),
            rule: transition.rule,
            reason,
            detail: Object.keys(detail).length > 0 ? detail : null,
          })),
        );
        await audit.recordAll(
          tx,
          steps.map(({ happening: { thing, before, event, act }, transition, detail }) => {
            const { subject = null, detail: facts } = audited(thing);
            const moved = { from: before?.state ?? null, to: thing.state, rule: transition.rule };
            return {
              ...act,
              action: actOf(thing, event),
              subject,
              detail: { ...facts, ...detail, ...moved },
            };
          }),
        );
        for (const { happening, transition } of steps) {
          for (const effect of transition.effects) {
            const how = effects.get(effect);
            if (!how) throw new Error(`nobody carries out ${effect} of ${table.name}`);
            await how(tx, happening);
          }
        }
      };

      return {
        judge,
        carryOut,
        async begin(tx, event, act, insert, { given, detail = {}, reason, asks = act.actor.kind } = {}) {
          const transition = judge(null, event, asks);
          const at = clock.now();
          const thing = await insert(transition.to, at);
          demandState(thing, transition);
          const happening = { thing, before: null, event, act, at, given: given as G };
          await follow(tx, [{ happening, transition, detail, reason: reason ?? act.reason ?? null }]);
          return thing;
        },
        async beginAll(tx, event, born) {
          const at = clock.now();
          const steps = born.map(({ thing, act }) => ({
            happening: { thing, before: null, event, act, at, given: undefined as G },
            transition: demandState(thing, judge(null, event, act.actor.kind)),
            detail: {},
            reason: act.reason ?? null,
          }));
          await follow(tx, steps);
        },
        async move(tx, thing, event, act, options = {}) {
          const { changes = {}, given, detail = {}, reason, asks = act.actor.kind } = options;
          const transition = judge(thing.state, event, asks);
          const at = clock.now();
          const moved = await save(tx, thing, transition.to, changes, at);
          demandState(moved, transition);
          const happening = { thing: moved, before: thing, event, act, at, given: given as G };
          await follow(tx, [{ happening, transition, detail, reason: reason ?? act.reason ?? null }]);
          return moved;
        },
        history: (tx, thing) => lifeEventsOf(tx, table.name, thing),
      };
    },
    all: () => machines.map(({ table, notYet }) => ({ table, notYet })),
    demandComplete() {
      const names = machines.map(({ table }) => table.name);
      const twice = names.find((name, at) => names.indexOf(name) !== at);
      if (twice !== undefined) throw new Error(`there are two machines for ${twice}`);
      const missing = machines.flatMap((one) =>
        one.missing().map((effect) => `${one.table.name}: ${effect}`),
      );
      if (missing.length > 0) throw new Error(`nobody carries out ${missing.join(', ')}`);
    },
  };
}
