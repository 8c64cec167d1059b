import type { JSONColumnType, Selectable, Updateable } from 'kysely';
import type { AuthorityKind, RolloverEvent } from '../certificates/index.ts';
import { commonErrors, type Tx, tables } from '../platform/index.ts';
import type { ProposalState } from './proposal-table.ts';
import type { ProposedCertificate } from './request.ts';

interface ProposalTable {
  id: string;
  version: number;
  authority: AuthorityKind;
  generation: number;
  /** A step of a rollover, or `certify`: a certificate that verifiers take as authority. */
  event: RolloverEvent | 'certify';
  certificate: JSONColumnType<ProposedCertificate> | null;
  /** Key of what may be open once: the name that a certificate would have. */
  about: string | null;
  serial: string | null;
  reason: string;
  state: ProposalState;
  /** Code of the refusal, when the rules forbade it after all. */
  refusal: string | null;
  proposedBy: string;
  proposedByName: string;
  proposedAt: Date;
  confirmedBy: string | null;
  confirmedByName: string | null;
  confirmedAt: Date | null;
  endedAt: Date | null;
}

type ProposalTables = { caProposals: ProposalTable };
export type Proposal = Selectable<ProposalTable>;

const LIST = 50;

/** A second open proposal for one CA's key, or for one name, is refused by the table. */
export async function insertProposal(tx: Tx, row: Proposal): Promise<void> {
  await tables<ProposalTables>(tx)
    .insertInto('caProposals')
    .values({ ...row, certificate: row.certificate && JSON.stringify(row.certificate) })
    .execute();
}

const byId = (tx: Tx, id: string) =>
  tables<ProposalTables>(tx).selectFrom('caProposals').selectAll().where('id', '=', id);
const missing = (id: string) => () => commonErrors.NOT_FOUND({ privateDetail: `proposal ${id}` });

/** Locks the proposal until the transaction ends. */
export function lockProposal(tx: Tx, id: string): Promise<Proposal> {
  return byId(tx, id).forUpdate().executeTakeFirstOrThrow(missing(id));
}

export function findProposal(tx: Tx, id: string): Promise<Proposal> {
  return byId(tx, id).executeTakeFirstOrThrow(missing(id));
}

export async function updateProposal(
  tx: Tx,
  row: Pick<Proposal, 'id' | 'version'>,
  to: Omit<Updateable<ProposalTable>, 'id' | 'version'>,
): Promise<void> {
  await tables<ProposalTables>(tx)
    .updateTable('caProposals')
    .set({ ...to, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
}

/** Newest first. */
export async function listProposals(tx: Tx): Promise<readonly Proposal[]> {
  return tables<ProposalTables>(tx)
    .selectFrom('caProposals')
    .selectAll()
    .orderBy('proposedAt', 'desc')
    .orderBy('id')
    .limit(LIST)
    .execute();
}
