import type { CaKind } from '@mibun/pki';
import type { GenerationState } from '@mibun/rules';
import { type Tx, tables } from '../../platform/index.ts';

export interface AuthorityRow {
  kind: CaKind;
  generation: number;
  keyLabel: string;
  serial: string;
  tbs: Uint8Array;
  certificate: Uint8Array | null;
  createdAt: Date;
  state: GenerationState;
  changedAt: Date;
  shards: number;
}

export interface LinkRow {
  kind: CaKind;
  issuer: number;
  subject: number;
  serial: string;
  tbs: Uint8Array;
  certificate: Uint8Array | null;
  createdAt: Date;
}

type AuthorityTables = {
  certificateAuthorities: AuthorityRow;
  certificateLinks: LinkRow;
};

function generationsOf(tx: Tx, kind: CaKind) {
  return tables<AuthorityTables>(tx)
    .selectFrom('certificateAuthorities')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('generation');
}

/** All generations, oldest first. */
export async function readAuthorities(tx: Tx, kind: CaKind): Promise<readonly AuthorityRow[]> {
  return generationsOf(tx, kind).execute();
}

/** The same, locked until the transaction ends: one step of a rollover at a time. */
export async function lockAuthorities(tx: Tx, kind: CaKind): Promise<readonly AuthorityRow[]> {
  return generationsOf(tx, kind).forUpdate().execute();
}

/** The state of a generation, which nobody changes before the transaction ends; others may read it meanwhile. */
export async function holdGeneration(
  tx: Tx,
  kind: CaKind,
  generation: number,
): Promise<GenerationState | undefined> {
  const row = await tables<AuthorityTables>(tx)
    .selectFrom('certificateAuthorities')
    .select('state')
    .where('kind', '=', kind)
    .where('generation', '=', generation)
    .forShare()
    .executeTakeFirst();
  return row?.state;
}

export async function insertAuthorityIntent(tx: Tx, row: AuthorityRow): Promise<AuthorityRow> {
  await tables<AuthorityTables>(tx).insertInto('certificateAuthorities').values(row).execute();
  return row;
}

/** Stores the signed root, unless it is there. */
export async function storeAuthority(
  tx: Tx,
  { kind, generation }: Pick<AuthorityRow, 'kind' | 'generation'>,
  certificate: Uint8Array,
): Promise<void> {
  await tables<AuthorityTables>(tx)
    .updateTable('certificateAuthorities')
    .set({ certificate })
    .where('kind', '=', kind)
    .where('generation', '=', generation)
    .where('certificate', 'is', null)
    .execute();
}

export async function updateAuthorityState(
  tx: Tx,
  row: AuthorityRow,
  state: GenerationState,
  _: object,
  changedAt: Date,
): Promise<AuthorityRow> {
  await tables<AuthorityTables>(tx)
    .updateTable('certificateAuthorities')
    .set({ state, changedAt })
    .where('kind', '=', row.kind)
    .where('generation', '=', row.generation)
    .execute();
  return { ...row, state, changedAt };
}

export async function readLinks(tx: Tx, kind: CaKind): Promise<readonly LinkRow[]> {
  return tables<AuthorityTables>(tx)
    .selectFrom('certificateLinks')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('issuer')
    .orderBy('subject')
    .execute();
}

export async function insertLinkIntent(tx: Tx, row: LinkRow): Promise<void> {
  await tables<AuthorityTables>(tx).insertInto('certificateLinks').values(row).execute();
}

export async function storeLink(
  tx: Tx,
  { kind, issuer, subject }: Pick<LinkRow, 'kind' | 'issuer' | 'subject'>,
  certificate: Uint8Array,
): Promise<void> {
  await tables<AuthorityTables>(tx)
    .updateTable('certificateLinks')
    .set({ certificate })
    .where('kind', '=', kind)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .where('certificate', 'is', null)
    .execute();
}
