import { CA_PROPOSAL, type CaProposalEvent, type CaProposalState } from '@mibun/rules';
import {
  type Act,
  type Actor,
  commonErrors,
  demandDuty,
  Refusal,
  systemActor,
  type Tx,
} from '../../platform/index.ts';
import type { AuthorityKind, RolloverEvent } from '../certificates/index.ts';
import { certificateErrors, refuseIfInUse } from '../certificates/index.ts';
import { caDeskActs } from './audited-acts.ts';
import { type Context, operatorAct } from './context.ts';
import { caDeskErrors } from './errors.ts';
import {
  findProposal,
  insertProposal,
  listProposals,
  lockProposal,
  type Proposal,
  updateProposal,
} from './proposal-store.ts';
import { certificateToPropose, orderOf } from './request.ts';
import type { RequestCheck } from './schemas.ts';

const LAPSES_MS = 24 * 3_600_000;
const CARRY_OUT = 'ca-desk.carry-out';
const TIMER: Actor = { kind: 'timer', id: 'timer:ca-desk', name: 'Mibun' };

type Changes = Pick<Proposal, 'refusal' | 'serial' | 'confirmedBy' | 'confirmedByName' | 'confirmedAt'>;

export interface NewProposal {
  readonly authority: AuthorityKind;
  readonly generation: number;
  readonly event: RolloverEvent;
  readonly reason: string;
}

export function lapsesAt(proposal: Pick<Proposal, 'proposedAt'>): Date {
  return new Date(proposal.proposedAt.getTime() + LAPSES_MS);
}

export type Proposals = ReturnType<typeof proposalsOn>;

/**
 * Rollover steps and certificates of authority, by two persons; the second one's word and the job that carries it out are
 * one transaction.
 */
export function proposalsOn(context: Context) {
  const { certificates, platform } = context;
  const { clock, database, jobs, random } = platform;

  const life = platform.lifecycles.machine<Proposal, CaProposalState, CaProposalEvent, Changes>({
    table: CA_PROPOSAL,
    acts: caDeskActs,
    idOf: ({ id }) => id,
    audited: ({ authority, generation, event, certificate }) => ({
      detail: {
        authority,
        generation,
        step: event,
        ...(certificate && { subject: certificate.subject, days: certificate.days }),
      },
    }),
    save: (tx, row, state, changes, at) =>
      updateProposal(tx, row, {
        ...changes,
        state,
        ...(CA_PROPOSAL.states[state].final && { endedAt: at }),
      }),
    effects: { 'carry-out': (tx, { thing }) => jobs.send(tx, CARRY_OUT, { id: thing.id }) },
  });

  const actOn = ({ id }: Pick<Proposal, 'id'>, actor: Actor, reason?: string): Act => ({
    ...operatorAct(actor, reason),
    caseId: id,
  });

  /** Lapsed ones are put away first, so that they stand in nobody's way. */
  async function lapseDue(tx: Tx): Promise<void> {
    for (const { id } of (await listProposals(tx)).filter(({ state }) => state === 'PROPOSED')) {
      const row = await lockProposal(tx, id);
      if (row.state !== 'PROPOSED' || clock.now() < lapsesAt(row)) continue;
      await life.move(tx, row, 'lapse', actOn(row, TIMER));
    }
  }

  async function locked(tx: Tx, id: string, version: number): Promise<Proposal> {
    const row = await lockProposal(tx, id);
    if (row.version !== version) throw commonErrors.CHANGED_MEANWHILE();
    return row;
  }

  async function end(
    tx: Tx,
    id: string,
    event: 'finish' | 'refuse',
    changes: Partial<Pick<Changes, 'refusal' | 'serial'>> = {},
  ): Promise<void> {
    const row = await lockProposal(tx, id);
    await life.move(tx, row, event, actOn(row, systemActor('ca-desk')), { changes });
  }

  /** At least once, also after a crash: the act and the end of its proposal are one transaction. */
  async function carryOut(id: string): Promise<void> {
    const proposal = await database.query((tx) => findProposal(tx, id));
    const { state, authority, generation, event, reason } = proposal;
    if (state !== 'CONFIRMED') return;
    const act = {
      ...operatorAct(operator(proposal.confirmedBy, proposal.confirmedByName), reason),
      caseId: id,
      proposedBy: operator(proposal.proposedBy, proposal.proposedByName),
    };
    try {
      if (event !== 'certify') {
        await certificates.rollOver(authority, generation, event, act, (tx) => end(tx, id, 'finish'));
      } else if (proposal.certificate) {
        // Done twice is done once: the same key finds the certificate that it has.
        const { serial } = await certificates.issueToInstitution({ ...orderOf(proposal.certificate), act });
        await database.transaction(async (tx) => {
          const { state: present } = await lockProposal(tx, id);
          if (present === 'CONFIRMED') await end(tx, id, 'finish', { serial });
        });
      }
    } catch (error) {
      // What the rules forbid is forbidden for good; whatever else is tried again.
      if (!(error instanceof Refusal)) throw error;
      await database.transaction(async (tx) => {
        const { state: present } = await lockProposal(tx, id);
        if (present === 'CONFIRMED') await end(tx, id, 'refuse', { refusal: error.code });
      });
    }
  }

  /** What the table forbids now needs no second person to be refused; the act itself asks again. */
  function refuseImpossible({ authority, generation, event }: NewProposal, actor: Actor): void {
    const known = certificates.generations(authority).find((one) => one.generation === generation);
    if (!known && event !== 'prepare') {
      throw commonErrors.NOT_FOUND({ privateDetail: `generation ${generation} of ${authority}` });
    }
    certificates.judgeRollover(known, event, actor);
    if (known && event === 'retire') refuseIfInUse(known, clock.now());
  }

  async function open(
    wanted: Pick<Proposal, 'authority' | 'generation' | 'event' | 'reason' | 'certificate' | 'about'>,
    actor: Actor,
  ): Promise<Proposal> {
    const id = random.id('proposal');
    return database.transaction(async (tx) => {
      await lapseDue(tx);
      return life.begin(tx, 'propose', actOn({ id }, actor, wanted.reason), (state, proposedAt) =>
        insertProposal(tx, {
          id,
          version: 1,
          ...wanted,
          state,
          refusal: null,
          serial: null,
          proposedBy: actor.id,
          proposedByName: actor.name,
          proposedAt,
          confirmedBy: null,
          confirmedByName: null,
          confirmedAt: null,
          endedAt: null,
        }),
      );
    });
  }

  jobs.define<{ id: string }>({ name: CARRY_OUT, run: ({ id }) => carryOut(id) });

  return {
    async list(): Promise<readonly Proposal[]> {
      return database.transaction(async (tx) => {
        await lapseDue(tx);
        return listProposals(tx);
      });
    },

    find: (id: string): Promise<Proposal> => database.query((tx) => findProposal(tx, id)),

    async propose(wanted: NewProposal, actor: Actor): Promise<Proposal> {
      demandDuty(actor, 'manage-certificates', 'do');
      refuseImpossible(wanted, actor);
      return open({ ...wanted, certificate: null, about: null }, actor);
    },

    /** A certificate that verifiers take as authority (domain.md §9, 2P): nothing is signed until another confirms it. */
    async proposeCertificate(wanted: RequestCheck, reason: string, actor: Actor): Promise<Proposal> {
      const { generation, certificate } = await certificateToPropose(context, wanted);
      const about = `${certificate.name.kind} ${certificate.subject}`;
      const proposal = { authority: 'institution', generation, event: 'certify', reason } as const;
      return open({ ...proposal, certificate, about }, actor);
    },

    async issued(id: string): Promise<{ readonly serial: string; readonly der: Uint8Array }> {
      return database.query(async (tx) => {
        const { serial } = await findProposal(tx, id);
        const der = serial === null ? undefined : await certificates.institutionDer(tx, serial);
        if (serial === null || !der) throw commonErrors.NOT_FOUND();
        return { serial, der };
      });
    },

    async confirm(id: string, version: number, actor: Actor): Promise<Proposal> {
      demandDuty(actor, 'manage-certificates', 'do');
      await database.transaction(lapseDue);
      return database.transaction(async (tx) => {
        const row = await lockProposal(tx, id);
        if (row.state === 'LAPSED') throw caDeskErrors.CA_PROPOSAL_LAPSED();
        if (row.version !== version) throw commonErrors.CHANGED_MEANWHILE();
        if (row.proposedBy === actor.id) throw certificateErrors.TWO_PERSONS_NEEDED();
        const changes = { confirmedBy: actor.id, confirmedByName: actor.name, confirmedAt: clock.now() };
        return life.move(tx, row, 'confirm', actOn(row, actor, row.reason), { changes });
      });
    },

    /** One that has stopped, because custody was away for longer than the job had patience. */
    async resume(id: string, version: number, actor: Actor): Promise<Proposal> {
      demandDuty(actor, 'manage-certificates', 'do');
      return database.transaction(async (tx) => {
        const row = await locked(tx, id, version);
        return life.move(tx, row, 'resume', actOn(row, actor));
      });
    },

    async withdraw(id: string, version: number, actor: Actor): Promise<Proposal> {
      demandDuty(actor, 'manage-certificates', 'do');
      return database.transaction(async (tx) => {
        const row = await locked(tx, id, version);
        return life.move(tx, row, 'withdraw', actOn(row, actor));
      });
    },
  };
}

function operator(id: string | null, name: string | null): Actor {
  if (id === null || name === null) throw new Error('a confirmed proposal names its two persons');
  return { kind: 'ca-operator', id, name };
}
