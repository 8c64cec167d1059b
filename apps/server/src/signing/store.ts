import type { Insertable, Selectable, Updateable } from 'kysely';
import {
  changedMeanwhile,
  commonErrors,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../platform/index.ts';

type CeremonyState = 'uploaded' | 'prepared' | 'signed' | 'over';

interface CeremonyTable {
  id: string;
  personId: string;
  /** File name as the person chose it, cleaned. */
  name: string;
  /** Of the document as uploaded, hex. */
  sha256: string;
  pages: number;
  state: CeremonyState;
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
): Promise<void> {
  const db = tables<SigningTables>(tx);
  await db.insertInto('signingCeremonies').values(ceremony).execute();
  await db
    .insertInto('signingFiles')
    .values({ ceremony: ceremony.id, role: 'uploaded', bytes: document })
    .execute();
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

export async function updateCeremony(tx: Tx, id: string, changes: Updateable<CeremonyTable>): Promise<void> {
  await tables<SigningTables>(tx)
    .updateTable('signingCeremonies')
    .set(changes)
    .where('id', '=', id)
    .execute();
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

/** Deletes what is kept of ceremonies whose time has come; an unfinished one loses its name, too. */
export async function forgetExpired(tx: Tx, now: Date): Promise<void> {
  const db = tables<SigningTables>(tx);
  await db
    .updateTable('signingCeremonies')
    .set({ state: 'over', name: '' })
    .where('state', 'in', ['uploaded', 'prepared'])
    .where('expiresAt', '<=', now)
    .execute();
  await db
    .deleteFrom('signingFiles')
    .where('ceremony', 'in', (of) =>
      of.selectFrom('signingCeremonies').select('id').where('expiresAt', '<=', now),
    )
    .execute();
}

/** Ends the person's oldest unfinished ceremonies, so that at most `most` are left. */
export async function endOldest(tx: Tx, personId: string, most: number, now: Date): Promise<void> {
  const db = tables<SigningTables>(tx);
  const open = await db
    .selectFrom('signingCeremonies')
    .select('id')
    .where('personId', '=', personId)
    .where('state', 'in', ['uploaded', 'prepared'])
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .offset(most)
    .execute();
  if (open.length === 0) return;
  await db
    .updateTable('signingCeremonies')
    .set({ expiresAt: now })
    .where(
      'id',
      'in',
      open.map(({ id }) => id),
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
