import type { CaProposalState } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import { commonErrors, type Tx, tables } from '../../platform/index.ts';
import type { AuthorityKind, RolloverEvent } from '../certificates/index.ts';
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
  state: CaProposalState;
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
export async function insertProposal(tx: Tx, row: Proposal): Promise<Proposal> {
  await tables<ProposalTables>(tx)
    .insertInto('caProposals')
    .values({ ...row, certificate: row.certificate && JSON.stringify(row.certificate) })
    .execute();
  return row;
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

/** Of a row that is locked. */
export async function updateProposal(
  tx: Tx,
  row: Proposal,
  to: Partial<Omit<Proposal, 'id' | 'version' | 'certificate'>>,
): Promise<Proposal> {
  const changes = { ...to, version: row.version + 1 };
  await tables<ProposalTables>(tx).updateTable('caProposals').set(changes).where('id', '=', row.id).execute();
  return { ...row, ...changes };
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
