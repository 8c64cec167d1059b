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
import type { Actor } from './actor.ts';
import type { Audit } from './audit.ts';
import type { Clock } from './clock.ts';
import type { Database, Tx } from './database/database.ts';
import { commonErrors } from './errors/common.ts';
import type { Life } from './lifecycle.ts';
import { type Asked, type Kinship, mayAct } from './may.ts';
import { digestOf, type Manner, type ProposalKinds } from './proposal-kinds.ts';
import {
  findProposal,
  insertProposal,
  lockProposal,
  newestProposals,
  type ProposalChanges,
  type StoredProposal,
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
  view(proposal: Proposal<C, O>, viewer: Actor): ProposalFields;
}

/** What every module's proposals have in common. */
export interface Desk {
  readonly platform: {
    readonly audit: Audit;
    readonly clock: Clock;
    readonly database: Database;
    readonly random: Random;
  };
  readonly life: Life<StoredProposal, ProposalState, ProposalEvent, ProposalChanges, undefined>;
  /** Puts away what has stood its time, so that it stands in nobody's way. */
  lapseDue(): Promise<void>;
  /** @throws Error when the content of the row is not what its history has words for. */
  demandAsProposed(tx: Tx, proposal: StoredProposal): Promise<void>;
}

/** The proposals of one module, as its functions are given them. */
interface Own<C extends object, O extends object> {
  readonly desk: Desk;
  readonly kinds: ProposalKinds<string, C, Manner>;
  readonly conduct: Pick<Conduct<C, O, Manner>, 'demand' | 'residents'>;
  /** As the table has them: `counter.destruction`. */
  readonly names: readonly string[];
}

/** Who knows nobody's household: for kinds that are about nobody. */
const nobody: Kinship = {
  householdOf: () => {
    throw new Error('a proposal is about a person, and its kind does not say who knows their household');
  },
};

export function proposalsOf<K extends string, C extends object, O extends object>(
  own: Own<C, O>,
): Proposals<K, C, O> {
  const { desk, kinds, names } = own;
  const { clock, database } = desk.platform;
  const typed = (proposal: StoredProposal) => proposal as Proposal<C, O>;
  return {
    propose: (kind, actor, reason, wish) => propose(own, kind, { actor, reason }, wish).then(typed),
    confirm: (id, seen, actor) => confirm(own, id, seen, actor).then(typed),
    withdraw: (id, version, actor) => withdraw(own, id, version, actor).then(typed),
    resume: (id, version, actor) => resume(own, id, version, actor).then(typed),
    find: (id) => database.query(async (tx) => typed(await findProposal(tx, names, id))),
    async newest(limit) {
      if (kinds.standsMs !== null) await desk.lapseDue();
      return database.query(async (tx) => (await newestProposals(tx, names, limit)).map(typed));
    },
    waiting: async (tx, where) => (await waitingProposals(tx, names, clock.now(), where)).map(typed),
    view: (proposal, viewer) => viewOf(kinds, proposal, viewer),
  };
}

export function actOn(
  { id, reason }: Pick<StoredProposal, 'id' | 'reason'>,
  { purpose }: { readonly purpose: Act['purpose'] },
  actor: Actor,
): Act {
  return { actor, purpose, caseId: id, reason };
}

async function propose<C extends object, O extends object>(
  { desk, kinds, conduct }: Own<C, O>,
  kind: string,
  { actor, reason }: { readonly actor: Actor; readonly reason: string },
  wish: { find(tx: Tx): Promise<Wish<C>>; fresh?(): void },
): Promise<StoredProposal> {
  const { platform, life } = desk;
  const { standsMs, who } = kinds;
  if (standsMs !== null) await desk.lapseDue();
  const id = platform.random.id('proposal');
  const act = actOn({ id, reason }, kinds, actor);
  return platform.database.transaction(async (tx) => {
    const wanted = await mayAct(asking(desk, conduct), tx, act, {
      action: who.action,
      wanted: who.propose,
      find: () => wish.find(tx),
      concerns,
      separate: { act: 'propose', earlier: () => [] },
    });
    wish.fresh?.();
    await conduct.demand?.(tx, wanted, actor);
    const { subject, municipality = null, personId = null } = wanted;
    const row = { kind: `${kinds.module}.${kind}`, subject, content: kinds.content.parse(wanted.content) };
    const insert = async (state: ProposalState, at: Date) => {
      const proposal = await insertProposal(tx, {
        ...{ id, ...row, municipality, personId, reason, state },
        proposedBy: actor,
        proposedAt: at,
        expiresAt: standsMs === null ? null : new Date(at.getTime() + standsMs),
      });
      if (!proposal) throw commonErrors.PROPOSAL_OPEN();
      return proposal;
    };
    return life.begin(tx, 'propose', act, insert, { detail: { digest: digestOf(row) } });
  });
}

async function confirm<C extends object, O extends object>(
  own: Own<C, O>,
  id: string,
  seen: ProposalSeen,
  actor: Actor,
): Promise<StoredProposal> {
  const { desk, kinds, conduct } = own;
  const { platform, life } = desk;
  if (kinds.standsMs !== null) await desk.lapseDue();
  return platform.database.transaction(async (tx) => {
    const proposal = await held(own, tx, id, actor, {
      wanted: kinds.who.confirm,
      separate: { act: 'confirm', earlier: ({ proposedBy }) => [['propose', proposedBy.id]] },
    });
    if (proposal.state === 'LAPSED') throw commonErrors.PROPOSAL_LAPSED();
    sameVersion(proposal, seen.version);
    const event = kinds.carriedOut === 'at-once' ? 'carry-out' : 'confirm';
    life.judge(proposal.state, event, actor.kind);
    const digest = digestOf(proposal);
    if (seen.digest !== digest) throw commonErrors.CHANGED_MEANWHILE();
    await desk.demandAsProposed(tx, proposal);
    const content = kinds.content.parse(proposal.content);
    await conduct.demand?.(tx, { ...wishOf(proposal), content }, proposal.proposedBy);
    return life.move(tx, proposal, event, actOn(proposal, kinds, actor), {
      changes: { decidedBy: actor, decidedAt: platform.clock.now() },
      detail: { digest, proposedBy: proposal.proposedBy.id },
    });
  });
}

function withdraw<C extends object, O extends object>(
  own: Own<C, O>,
  id: string,
  version: number,
  actor: Actor,
): Promise<StoredProposal> {
  const { kinds } = own;
  const { platform, life } = own.desk;
  return platform.database.transaction(async (tx) => {
    const onePerson = 'nothing is done by it';
    const proposal = await held(own, tx, id, actor, { wanted: eitherOf(kinds), onePerson });
    sameVersion(proposal, version);
    const changes = { decidedBy: actor, decidedAt: platform.clock.now() };
    return life.move(tx, proposal, 'withdraw', actOn(proposal, kinds, actor), { changes });
  });
}

function resume<C extends object, O extends object>(
  own: Own<C, O>,
  id: string,
  version: number,
  actor: Actor,
): Promise<StoredProposal> {
  const { kinds } = own;
  const { platform, life } = own.desk;
  return platform.database.transaction(async (tx) => {
    const onePerson = 'two have given their word already';
    const proposal = await held(own, tx, id, actor, { wanted: kinds.who.confirm, onePerson });
    sameVersion(proposal, version);
    return life.move(tx, proposal, 'resume', actOn(proposal, kinds, actor));
  });
}

/** The proposal, held until the transaction ends, to somebody who may do this with it. */
function held<C extends object, O extends object>(
  { desk, kinds, conduct, names }: Own<C, O>,
  tx: Tx,
  id: string,
  actor: Actor,
  asked: Pick<Asked<StoredProposal>, 'wanted' | 'separate' | 'onePerson'>,
): Promise<StoredProposal> {
  const act = { actor, purpose: kinds.purpose, caseId: id };
  return mayAct(asking(desk, conduct), tx, act, {
    action: kinds.who.action,
    ...asked,
    find: () => lockProposal(tx, names, id),
    concerns: (proposal: StoredProposal) => concerns(wishOf(proposal)),
  });
}

const asking = ({ platform }: Desk, { residents = nobody }: { readonly residents?: Kinship }) => ({
  platform,
  residents,
});

function concerns({ municipality, personId }: Omit<Wish<object>, 'subject' | 'content'>) {
  return { municipality, people: personId === undefined ? [] : [personId] };
}

function wishOf({ subject, municipality, personId }: StoredProposal): Omit<Wish<object>, 'content'> {
  return {
    subject,
    ...(municipality !== null && { municipality }),
    ...(personId !== null && { personId }),
  };
}

function sameVersion(proposal: StoredProposal, version: number): void {
  if (proposal.version !== version) throw commonErrors.CHANGED_MEANWHILE();
}

/** Whoever may give one of the two words may take a proposal back. */
const eitherOf = ({ who }: Pick<ProposalKinds<string, object, Manner>, 'who'>): Wanted =>
  [who.propose, who.confirm].flat() as Wanted;

function viewOf(
  kinds: Pick<ProposalKinds<string, object, Manner>, 'who'>,
  proposal: StoredProposal,
  viewer: Actor,
): ProposalFields {
  const may = (event: ProposalEvent, wanted: Wanted) =>
    isStaffRole(viewer.kind) &&
    entitled(viewer.kind, kinds.who.action, wanted) &&
    next(PROPOSAL, proposal.state, event, viewer.kind).ok;
  const { id, version, reason, state, refusal, proposedBy, decidedBy } = proposal;
  const mine = proposedBy.id === viewer.id;
  return {
    ...{ id, version, digest: digestOf(proposal), reason, state, refusal, mine },
    proposedBy: proposedBy.name,
    proposedAt: proposal.proposedAt.toISOString(),
    expiresAt: proposal.expiresAt?.toISOString() ?? null,
    decidedBy: decidedBy?.name ?? null,
    decidedAt: proposal.decidedAt?.toISOString() ?? null,
    endedAt: proposal.endedAt?.toISOString() ?? null,
    mayConfirm: !mine && may('confirm', kinds.who.confirm),
    mayWithdraw: may('withdraw', eitherOf(kinds)),
    mayResume: may('resume', kinds.who.confirm),
  };
}
