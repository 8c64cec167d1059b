import {
  entitled,
  isStaffRole,
  next,
  PROPOSAL,
  type ProposalEvent,
  type ProposalState,
  type Wanted,
} from '@mibun/rules';
import type { Act } from './act.ts';
import { type Actor, systemActor } from './actor.ts';
import type { Audit } from './audit.ts';
import type { Clock } from './clock.ts';
import type { Database, Tx } from './database/database.ts';
import { commonErrors } from './errors/common.ts';
import { Refusal } from './errors/define.ts';
import type { Jobs } from './jobs.ts';
import type { Lifecycles } from './lifecycle.ts';
import { type Asked, type Kinship, mayAct } from './may.ts';
import { digestOf, type Manner, type ProposalKinds } from './proposal-kinds.ts';
import {
  findProposal,
  insertProposal,
  lockLapsed,
  lockProposal,
  newestProposals,
  type ProposalChanges,
  type StoredProposal,
  saveProposal,
  type Where,
  waitingProposals,
} from './proposal-store.ts';
import type { Random } from './random.ts';
import type { ProposalFields, ProposalSeen } from './schemas.ts';

export interface Proposal<C extends object, O extends object = object> extends StoredProposal {
  readonly content: C;
  readonly outcome: O | null;
}
/** With its second person. */
export type Confirmed<C extends object> = Proposal<C> & { readonly decidedBy: Actor };

/** What is proposed, as its module finds it. */
export interface Wish<C extends object> {
  readonly subject: string;
  readonly content: C;
  readonly municipality?: string;
  readonly personId?: string;
}

interface Ways<C extends object, O extends object> {
  /** With the confirmation, or not at all. */
  readonly 'at-once': (tx: Tx, proposal: Confirmed<C>, act: Act) => Promise<void>;
  /**
   * At least once, also after a crash: it finds out what is done already, and calls `done` in the transaction that
   * completes it. A refusal ends the proposal with its code; whatever else is thrown is tried again.
   */
  readonly 'by-job': (
    proposal: Confirmed<C>,
    act: Act,
    done: (tx: Tx, outcome?: O) => Promise<void>,
  ) => Promise<void>;
}

/** What a module does for its kinds. */
export interface Conduct<C extends object, O extends object, M extends Manner> {
  /** For kinds that are about people: nobody proposes or confirms their own or their household's case. */
  readonly residents?: Kinship;
  /** What must be true, for the person who proposes it: asked then, and again when it is confirmed. */
  readonly demand?: (tx: Tx, wish: Wish<C>, proposer: Actor) => Promise<void> | void;
  readonly carryOut: Ways<C, O>[M];
}

/** The proposals of one module. Each act is a transaction of its own. */
export interface Proposals<K extends string, C extends object, O extends object> {
  /** `find` is asked once the duty is clear; `fresh` once it is clear that this case is theirs. */
  propose(
    kind: K,
    actor: Actor,
    reason: string,
    wish: { find(tx: Tx): Promise<Wish<C>>; fresh?(): void },
  ): Promise<Proposal<C, O>>;
  confirm(id: string, seen: ProposalSeen, actor: Actor): Promise<Proposal<C, O>>;
  withdraw(id: string, version: number, actor: Actor): Promise<Proposal<C, O>>;
  /** One that was confirmed and has stopped, because what it needs was away for longer than its job had patience. */
  resume(id: string, version: number, actor: Actor): Promise<Proposal<C, O>>;
  find(id: string): Promise<Proposal<C, O>>;
  newest(limit: number): Promise<readonly Proposal<C, O>[]>;
  waiting(tx: Tx, where?: Where): Promise<readonly Proposal<C, O>[]>;
  /** Which of the module's kinds it is. */
  kindOf(proposal: Proposal<C, O>): K;
  view(proposal: Proposal<C, O>, viewer: Actor): ProposalFields;
}

type AnyKinds = ProposalKinds<string, object, Manner>;

/** Acts that take two persons (domain.md §9): one proposes, another confirms exactly that, and it is carried out once. */
export interface TwoPersons {
  conduct<K extends string, C extends object, M extends Manner, O extends object = object>(
    kinds: ProposalKinds<K, C, M>,
    conduct: Conduct<C, O, M>,
  ): Proposals<K, C, O>;
  /** Every kind of this system. */
  all(): readonly AnyKinds[];
}

interface Conducted {
  readonly kinds: AnyKinds;
  readonly conduct: Conduct<object, object, Manner>;
}

const CARRY_OUT = 'two-persons.carry-out';
const timer = (module: string): Actor => ({ kind: 'timer', id: `timer:${module}`, name: 'Mibun' });
/** Who knows nobody's household: for kinds that are about nobody. */
const nobody: Kinship = {
  householdOf: () => {
    throw new Error('a proposal is about a person, and its kind does not say who knows their household');
  },
};

export function twoPersonsOn(platform: {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly lifecycles: Lifecycles;
  readonly random: Random;
}): TwoPersons {
  const { clock, database, jobs, lifecycles, random } = platform;
  const conducted = new Map<string, Conducted>();
  let worked = false;

  function ofKind({ kind }: Pick<StoredProposal, 'kind'>): Conducted {
    const found = conducted.get(kind);
    if (!found) throw new Error(`nobody conducts ${kind}`);
    return found;
  }
  const everyKind = () => [...conducted.keys()];
  /** `counter.destruction` → `destruction`. */
  const nameOf = ({ kind }: Pick<StoredProposal, 'kind'>) => kind.slice(kind.indexOf('.') + 1);
  const actName = (proposal: StoredProposal, event: ProposalEvent) => {
    const name = ofKind(proposal).kinds.acts[`${event}-${nameOf(proposal)}`];
    if (!name) throw new Error(`${event} is no act of ${proposal.kind}`);
    return name;
  };

  const life = lifecycles.machine<StoredProposal, ProposalState, ProposalEvent, ProposalChanges>({
    table: PROPOSAL,
    acts: actName,
    idOf: ({ id }) => id,
    audited: (proposal) => {
      const { content, id, personId, subject } = proposal;
      return {
        subject: personId,
        detail: { proposal: id, about: subject, ...ofKind(proposal).kinds.audited(content) },
      };
    },
    save: (tx, proposal, state, changes, at) =>
      saveProposal(tx, proposal, state, {
        ...changes,
        ...(PROPOSAL.states[state].final && { endedAt: at }),
      }),
    effects: {
      'carry-out': async (tx, { thing, act }) => {
        const { carryOut } = ofKind(thing).conduct as Conduct<object, object, 'at-once'>;
        await carryOut(tx, confirmed(thing), act);
      },
      'have-carried-out': (tx, { thing }) => jobs.send(tx, CARRY_OUT, { id: thing.id }),
    },
  });

  const actOn = (
    { id, reason }: Pick<StoredProposal, 'id' | 'reason'>,
    { kinds }: Conducted,
    actor: Actor,
  ): Act => ({ actor, purpose: kinds.purpose, caseId: id, reason });

  /** Each word on it says which content it was given on; the history cannot be rewritten, and a row could. */
  async function demandAsProposed(tx: Tx, proposal: StoredProposal): Promise<void> {
    const digest = digestOf(proposal);
    const history = await life.history(tx, proposal.id);
    if (history.some(({ detail }) => detail?.digest !== undefined && detail.digest !== digest)) {
      throw new Error(`the content of ${proposal.id} is not what was proposed`);
    }
  }

  /** Put away before anybody looks or proposes, so that they stand in nobody's way. */
  const lapseDue = () =>
    database.transaction(async (tx) => {
      for (const proposal of await lockLapsed(tx, everyKind(), clock.now())) {
        const of = ofKind(proposal);
        await life.move(tx, proposal, 'lapse', actOn(proposal, of, timer(of.kinds.module)));
      }
    });

  async function carryOutByJob(id: string): Promise<void> {
    const proposal = await database.query(async (tx) => {
      const found = await findProposal(tx, everyKind(), id);
      await demandAsProposed(tx, found);
      return found;
    });
    if (proposal.state !== 'CONFIRMED') return;
    const of = ofKind(proposal);
    const end = async (tx: Tx, event: 'finish' | 'refuse', changes: Partial<ProposalChanges>) => {
      const held = await lockProposal(tx, everyKind(), id);
      // Done twice is done once.
      if (held.state === 'DONE') return;
      await life.move(tx, held, event, actOn(held, of, systemActor(of.kinds.module)), { changes });
    };
    const { carryOut } = of.conduct as Conduct<object, object, 'by-job'>;
    const whole = confirmed(proposal);
    try {
      await carryOut(whole, actOn(whole, of, whole.decidedBy), (tx, outcome) =>
        end(tx, 'finish', outcome ? { outcome } : {}),
      );
    } catch (error) {
      // What the rules forbid is forbidden for good; whatever else is tried again.
      if (!(error instanceof Refusal)) throw error;
      const { code } = error;
      await database.transaction((tx) => end(tx, 'refuse', { refusal: code }));
    }
  }

  /** Content as its kind knows it: a row that is something else is a fault, and nobody's act. */
  function whole<T extends StoredProposal>(proposal: T): T {
    return { ...proposal, content: ofKind(proposal).kinds.content.parse(proposal.content) };
  }
  function confirmed(proposal: StoredProposal): Confirmed<object> {
    const { decidedBy } = proposal;
    if (!decidedBy) throw new Error(`${proposal.id} has no second person`);
    return { ...whole(proposal), decidedBy };
  }

  return {
    all: () => [...new Set([...conducted.values()].map(({ kinds }) => kinds))],

    conduct<K extends string, C extends object, M extends Manner, O extends object>(
      kinds: ProposalKinds<K, C, M>,
      conduct: Conduct<C, O, M>,
    ): Proposals<K, C, O> {
      const of = { kinds, conduct } as unknown as Conducted;
      const own = Object.keys(kinds.kinds).map((kind) => `${kinds.module}.${kind}`);
      for (const kind of own) conducted.set(kind, of);
      if (kinds.carriedOut === 'by-job' && !worked) {
        worked = true;
        jobs.define<{ id: string }>({ name: CARRY_OUT, run: ({ id }) => carryOutByJob(id) });
      }
      const { action } = kinds.who;
      const deps = { platform, residents: conduct.residents ?? nobody };
      const typed = (proposal: StoredProposal) => whole(proposal) as Proposal<C, O>;
      const concerns = ({ municipality, personId }: Pick<Wish<C>, 'municipality' | 'personId'>) => ({
        municipality,
        people: personId === undefined ? [] : [personId],
      });
      const asWish = ({ subject, content, municipality, personId }: Proposal<C, O>): Wish<C> => ({
        subject,
        content,
        ...(municipality !== null && { municipality }),
        ...(personId !== null && { personId }),
      });
      const either: Wanted = [kinds.who.propose, kinds.who.confirm].flat() as Wanted;

      /** The proposal, held, to somebody who may do this with it. */
      const held = (
        tx: Tx,
        id: string,
        actor: Actor,
        asked: Pick<Asked<Proposal<C, O>>, 'wanted' | 'separate' | 'onePerson'>,
      ) =>
        mayAct(
          deps,
          tx,
          { actor, purpose: kinds.purpose, caseId: id },
          {
            action,
            ...asked,
            find: async () => typed(await lockProposal(tx, own, id)),
            concerns: (proposal: Proposal<C, O>) => concerns(asWish(proposal)),
          },
        );
      const sameVersion = (proposal: StoredProposal, version: number) => {
        if (proposal.version !== version) throw commonErrors.CHANGED_MEANWHILE();
      };

      return {
        kindOf: (proposal) => nameOf(proposal) as K,

        async propose(kind, actor, reason, wish) {
          if (kinds.standsMs !== null) await lapseDue();
          const id = random.id('proposal');
          const act = { ...actOn({ id, reason }, of, actor) };
          return database.transaction(async (tx) => {
            const wanted = await mayAct(deps, tx, act, {
              action,
              wanted: kinds.who.propose,
              find: () => wish.find(tx),
              concerns,
              separate: { act: 'propose', earlier: () => [] },
            });
            wish.fresh?.();
            await conduct.demand?.(tx, wanted, actor);
            const { subject, municipality = null, personId = null } = wanted;
            const content = kinds.content.parse(wanted.content);
            const row = { kind: `${kinds.module}.${kind}`, subject, content };
            const begun = await life.begin(
              tx,
              'propose',
              act,
              async (state, at) => {
                const proposal = await insertProposal(tx, {
                  ...{ id, ...row, municipality, personId, reason, state },
                  proposedBy: actor,
                  proposedAt: at,
                  expiresAt: kinds.standsMs === null ? null : new Date(at.getTime() + kinds.standsMs),
                });
                if (!proposal) throw commonErrors.PROPOSAL_OPEN();
                return proposal;
              },
              { detail: { digest: digestOf(row) } },
            );
            return typed(begun);
          });
        },

        async confirm(id, seen, actor) {
          if (kinds.standsMs !== null) await lapseDue();
          return database.transaction(async (tx) => {
            const proposal = await held(tx, id, actor, {
              wanted: kinds.who.confirm,
              separate: { act: 'confirm', earlier: ({ proposedBy }) => [['propose', proposedBy.id]] },
            });
            if (proposal.state === 'LAPSED') throw commonErrors.PROPOSAL_LAPSED();
            sameVersion(proposal, seen.version);
            const event = kinds.carriedOut === 'at-once' ? 'carry-out' : 'confirm';
            life.judge(proposal.state, event, actor.kind);
            const digest = digestOf(proposal);
            if (seen.digest !== digest) throw commonErrors.CHANGED_MEANWHILE();
            await demandAsProposed(tx, proposal);
            await conduct.demand?.(tx, asWish(proposal), proposal.proposedBy);
            const moved = await life.move(tx, proposal, event, actOn(proposal, of, actor), {
              changes: { decidedBy: actor, decidedAt: clock.now() },
              detail: { digest, proposedBy: proposal.proposedBy.id },
            });
            return typed(moved);
          });
        },

        withdraw: (id, version, actor) =>
          database.transaction(async (tx) => {
            const onePerson = 'nothing is done by it';
            const proposal = await held(tx, id, actor, { wanted: either, onePerson });
            sameVersion(proposal, version);
            const changes = { decidedBy: actor, decidedAt: clock.now() };
            return typed(await life.move(tx, proposal, 'withdraw', actOn(proposal, of, actor), { changes }));
          }),

        resume: (id, version, actor) =>
          database.transaction(async (tx) => {
            const onePerson = 'two have given their word already';
            const proposal = await held(tx, id, actor, { wanted: kinds.who.confirm, onePerson });
            sameVersion(proposal, version);
            return typed(await life.move(tx, proposal, 'resume', actOn(proposal, of, actor)));
          }),

        find: (id) => database.query(async (tx) => typed(await findProposal(tx, own, id))),

        async newest(limit) {
          if (kinds.standsMs !== null) await lapseDue();
          return database.query(async (tx) => (await newestProposals(tx, own, limit)).map(typed));
        },

        waiting: async (tx, where) => (await waitingProposals(tx, own, clock.now(), where)).map(typed),

        view(proposal, viewer) {
          const may = (event: ProposalEvent, wanted: Wanted) =>
            isStaffRole(viewer.kind) &&
            entitled(viewer.kind, action, wanted) &&
            next(PROPOSAL, proposal.state, event, viewer.kind).ok;
          const { id, version, reason, state, refusal, proposedBy, decidedBy } = proposal;
          return {
            ...{ id, version, digest: digestOf(proposal), reason, state, refusal },
            proposedBy: proposedBy.name,
            proposedAt: proposal.proposedAt.toISOString(),
            expiresAt: proposal.expiresAt?.toISOString() ?? null,
            decidedBy: decidedBy?.name ?? null,
            decidedAt: proposal.decidedAt?.toISOString() ?? null,
            endedAt: proposal.endedAt?.toISOString() ?? null,
            mine: proposedBy.id === viewer.id,
            mayConfirm: may('confirm', kinds.who.confirm) && proposedBy.id !== viewer.id,
            mayWithdraw: may('withdraw', either),
            mayResume: may('resume', kinds.who.confirm),
          };
        },
      };
    },
  };
}
