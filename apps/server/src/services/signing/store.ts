import type { SigningState } from '@mibun/rules';
import type { Insertable, Selectable } from 'kysely';
import {
  changedMeanwhile,
  commonErrors,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../../platform/index.ts';

interface CeremonyTable {
  id: string;
  personId: string;
  /** File name as the person chose it, cleaned. */
  name: string;
  /** Of the document as uploaded, hex. */
  sha256: string;
  pages: number;
  state: SigningState;
  createdAt: Date;
  /** Until then it can be finished; once signed, until then the document can be downloaded. */
  expiresAt: Date;
  stampPage: number;
  stampX: number;
  stampY: number;
  stampWidth: number;
  stampHeight: number;
  /** What was prepared for one certificate; enough to prepare the very same octets again. */
  certificate: Uint8Array | null;
  serial: string | null;
  /** Whole seconds. */
  signingTime: Date | null;
  digest: Uint8Array | null;
  /** The result. */
  signature: Uint8Array | null;
  signedSha256: string | null;
  signedAt: Date | null;
}

export type Ceremony = Readonly<Selectable<CeremonyTable>>;
/** What a step may bring along. */
export type CeremonyChanges = Partial<
  Pick<
    Ceremony,
    | 'name'
    | 'expiresAt'
    | 'certificate'
    | 'serial'
    | 'signingTime'
    | 'digest'
    | 'signature'
    | 'signedSha256'
    | 'signedAt'
  >
>;

/** Signing only adds to the end of a PDF: the signed document is the uploaded one and the addition. */
type FileRole = 'uploaded' | 'addition';
type SigningTables = {
  signingCeremonies: CeremonyTable;
  signingFiles: { ceremony: string; role: FileRole; bytes: Uint8Array };
};

export const signingMigrations: readonly Migration[] = [
  {
    name: '0090_signing',
    statements: [
      `create table signing_ceremonies (
         id text primary key, person_id text not null, name text not null, sha256 text not null,
         pages integer not null, state text not null, created_at timestamptz not null,
         expires_at timestamptz not null, stamp_page integer not null, stamp_x double precision not null,
         stamp_y double precision not null, stamp_width double precision not null,
         stamp_height double precision not null, certificate bytea, serial text, signing_time timestamptz,
         digest bytea, signature bytea, signed_sha256 text, signed_at timestamptz)`,
      'create index signing_ceremonies_by_person on signing_ceremonies (person_id, created_at desc)',
      // Not in the platform's blobs: those are shared by content and stay, these belong to one ceremony and go with it.
      `create table signing_files (
         ceremony text not null references signing_ceremonies on delete cascade, role text not null,
         bytes bytea not null, primary key (ceremony, role))`,
    ],
    constraints: {
      signing_ceremonies_pkey: internal('an id that was just drawn at random'),
      signing_files_ceremony_fkey: changedMeanwhile,
      signing_files_pkey: changedMeanwhile,
    },
  },
];

export async function insertCeremony(
  tx: Tx,
  ceremony: Insertable<CeremonyTable>,
  document: Uint8Array,
): Promise<Ceremony> {
  const db = tables<SigningTables>(tx);
  const row = await db
    .insertInto('signingCeremonies')
    .values(ceremony)
    .returningAll()
    .executeTakeFirstOrThrow();
  await db
    .insertInto('signingFiles')
    .values({ ceremony: ceremony.id, role: 'uploaded', bytes: document })
    .execute();
  return row;
}

/** The ceremony of this person; anybody else's is not found. `lock` makes others wait until the transaction ends. */
export async function requireCeremony(
  tx: Tx,
  id: string,
  personId: string,
  lock?: 'lock',
): Promise<Ceremony> {
  const query = tables<SigningTables>(tx)
    .selectFrom('signingCeremonies')
    .selectAll()
    .where('id', '=', id)
    .where('personId', '=', personId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw commonErrors.NOT_FOUND();
  return row;
}

export async function readFile(tx: Tx, id: string, role: FileRole): Promise<Uint8Array | undefined> {
  const row = await tables<SigningTables>(tx)
    .selectFrom('signingFiles')
    .select('bytes')
    .where('ceremony', '=', id)
    .where('role', '=', role)
    .executeTakeFirst();
  return row?.bytes;
}

/** Writes a step if the ceremony is still where it was read. */
export async function saveCeremony(
  tx: Tx,
  { id, state }: Ceremony,
  to: SigningState,
  changes: CeremonyChanges,
): Promise<Ceremony> {
  const row = await tables<SigningTables>(tx)
    .updateTable('signingCeremonies')
    .set({ ...changes, state: to })
    .where('id', '=', id)
    .where('state', '=', state)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw commonErrors.CHANGED_MEANWHILE();
  return row;
}

export async function insertAddition(tx: Tx, id: string, addition: Uint8Array): Promise<void> {
  await tables<SigningTables>(tx)
    .insertInto('signingFiles')
    .values({ ceremony: id, role: 'addition', bytes: addition })
    .execute();
}

export async function readSigned(tx: Tx, id: string): Promise<Uint8Array | undefined> {
  const uploaded = await readFile(tx, id, 'uploaded');
  const addition = await readFile(tx, id, 'addition');
  return uploaded && addition && new Uint8Array(Buffer.concat([uploaded, addition]));
}

/** Unfinished ceremonies whose time has come, held for the transaction; not those that somebody else is at. */
export async function lockExpired(tx: Tx, now: Date, most: number): Promise<readonly Ceremony[]> {
  return unfinished(tx).where('expiresAt', '<=', now).limit(most).forUpdate().skipLocked().execute();
}

/** The person's unfinished ceremonies but for the newest `most`, held likewise. */
export async function olderUnfinished(tx: Tx, personId: string, most: number): Promise<readonly Ceremony[]> {
  return unfinished(tx)
    .where('personId', '=', personId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .offset(most)
    .forUpdate()
    .skipLocked()
    .execute();
}

const unfinished = (tx: Tx) =>
  tables<SigningTables>(tx)
    .selectFrom('signingCeremonies')
    .selectAll()
    .where('state', 'in', ['uploaded', 'prepared']);

export async function deleteFiles(tx: Tx, id: string): Promise<void> {
  await tables<SigningTables>(tx).deleteFrom('signingFiles').where('ceremony', '=', id).execute();
}

/** Deletes signed documents whose time has come; the record of the signature stays. */
export async function forgetSigned(tx: Tx, now: Date): Promise<void> {
  await tables<SigningTables>(tx)
    .deleteFrom('signingFiles')
    .where('ceremony', 'in', (of) =>
      of
        .selectFrom('signingCeremonies')
        .select('id')
        .where('state', '=', 'signed')
        .where('expiresAt', '<=', now),
    )
    .execute();
}

/** Newest first. */
export async function signedOfPerson(tx: Tx, personId: string, limit: number): Promise<readonly Ceremony[]> {
  return tables<SigningTables>(tx)
    .selectFrom('signingCeremonies')
    .selectAll()
    .where('personId', '=', personId)
    .where('state', '=', 'signed')
    .orderBy('signedAt', 'desc')
    .limit(limit)
    .execute();
}
