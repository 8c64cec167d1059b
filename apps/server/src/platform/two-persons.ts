import { PROPOSAL, type ProposalEvent, type ProposalState } from '@mibun/rules';
import { type Actor, systemActor } from './actor.ts';
import type { Tx } from './database/database.ts';
import { Refusal } from './errors/define.ts';
import type { Jobs } from './jobs.ts';
import type { Lifecycles } from './lifecycle.ts';
import { digestOf, type Manner, type ProposalKinds } from './proposal-kinds.ts';
import {
  findProposal,
  lockLapsed,
  lockProposal,
  type ProposalChanges,
  type StoredProposal,
  saveProposal,
} from './proposal-store.ts';
import { actOn, type Conduct, type Confirmed, type Desk, type Proposals, proposalsOf } from './proposals.ts';

type AnyKinds = ProposalKinds<string, object, Manner>;

/** Acts that take two persons (domain.md §9): one proposes, another confirms exactly that, and it is carried out once. */
export interface TwoPersons {
  /** A module's kinds, with what it does for them. */
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

/** By module, so that a process that runs some of them takes no other's. */
const carryOutJob = (module: string) => `${module}.carry-out`;
const timer = (module: string): Actor => ({ kind: 'timer', id: `timer:${module}`, name: 'Mibun' });

export function twoPersonsOn(
  platform: Desk['platform'] & { readonly jobs: Jobs; readonly lifecycles: Lifecycles },
): TwoPersons {
  const { clock, database, jobs, lifecycles } = platform;
  const conducted = new Map<string, Conducted>();

  const everyKind = () => [...conducted.keys()];
  function ofKind({ kind }: StoredProposal): Conducted {
    const found = conducted.get(kind);
    if (!found) throw new Error(`nobody conducts ${kind}`);
    return found;
  }
  function actName(proposal: StoredProposal, event: ProposalEvent) {
    const { acts, module } = ofKind(proposal).kinds;
    const name = acts[`${event}-${proposal.kind.slice(module.length + 1)}`];
    if (!name) throw new Error(`${event} is no act of ${proposal.kind}`);
    return name;
  }
  /** As its kind knows it, with its second person: a row that is something else is a fault, and nobody's act. */
  function confirmed(proposal: StoredProposal): Confirmed<object> {
    const { decidedBy } = proposal;
    if (!decidedBy) throw new Error(`${proposal.id} has no second person`);
    return { ...proposal, content: ofKind(proposal).kinds.content.parse(proposal.content), decidedBy };
  }

  const life = lifecycles.machine<StoredProposal, ProposalState, ProposalEvent, ProposalChanges>({
    table: PROPOSAL,
    acts: actName,
    idOf: ({ id }) => id,
    audited: (proposal) => ({
      subject: proposal.personId,
      detail: {
        proposal: proposal.id,
        about: proposal.subject,
        ...ofKind(proposal).kinds.audited(proposal.content),
      },
    }),
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
      'have-carried-out': (tx, { thing }) =>
        jobs.send(tx, carryOutJob(ofKind(thing).kinds.module), { id: thing.id }),
    },
  });

  const desk: Desk = {
    platform,
    life,
    lapseDue: () =>
      database.transaction(async (tx) => {
        for (const proposal of await lockLapsed(tx, everyKind(), clock.now())) {
          const { kinds } = ofKind(proposal);
          await life.move(tx, proposal, 'lapse', actOn(proposal, kinds, timer(kinds.module)));
        }
      }),
    // Each word on it says which content it was given on; the history cannot be rewritten, and a row could.
    async demandAsProposed(tx, proposal) {
      const digest = digestOf(proposal);
      const history = await life.history(tx, proposal.id);
      if (history.some(({ detail }) => detail?.digest !== undefined && detail.digest !== digest)) {
        throw new Error(`the content of ${proposal.id} is not what was proposed`);
      }
    },
  };

  async function carryOutByJob(id: string): Promise<void> {
    const proposal = await database.query((tx) => findProposal(tx, everyKind(), id));
    if (proposal.state !== 'CONFIRMED') return;
    await database.query((tx) => desk.demandAsProposed(tx, proposal));
    const { kinds, conduct } = ofKind(proposal);
    const { carryOut } = conduct as Conduct<object, object, 'by-job'>;
    const end = async (tx: Tx, event: 'finish' | 'refuse', changes: Partial<ProposalChanges>) => {
      const held = await lockProposal(tx, everyKind(), id);
      // Done twice is done once.
      if (held.state === 'DONE') return;
      await life.move(tx, held, event, actOn(held, kinds, systemActor(kinds.module)), { changes });
    };
    const whole = confirmed(proposal);
    try {
      await carryOut(whole, actOn(whole, kinds, whole.decidedBy), (tx, outcome) =>
        end(tx, 'finish', outcome ? { outcome } : {}),
      );
    } catch (error) {
      // What the rules forbid is forbidden for good; whatever else is tried again.
      if (!(error instanceof Refusal)) throw error;
      const { code: refusal } = error;
      await database.transaction((tx) => end(tx, 'refuse', { refusal }));
    }
  }

  return {
    all: () => [...new Set([...conducted.values()].map(({ kinds }) => kinds))],
    conduct<K extends string, C extends object, M extends Manner, O extends object>(
      kinds: ProposalKinds<K, C, M>,
      conduct: Conduct<C, O, M>,
    ): Proposals<K, C, O> {
      const names = Object.keys(kinds.kinds).map((kind) => `${kinds.module}.${kind}`);
      for (const name of names) conducted.set(name, { kinds, conduct } as unknown as Conducted);
      if (kinds.carriedOut === 'by-job') {
        jobs.define<{ id: string }>({
          name: carryOutJob(kinds.module),
          run: ({ id }) => carryOutByJob(id),
        });
      }
      return proposalsOf({ desk, kinds, conduct, names });
    },
  };
}
