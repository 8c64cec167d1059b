import type { Selectable } from 'kysely';
import {
  changedMeanwhile,
  commonErrors,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../platform/index.ts';
import type { PageArea } from '../verification/index.ts';

type CeremonyState = 'uploaded' | 'prepared' | 'signed' | 'over';

interface CeremonyRow {
  id: string;
  person_id: string;
  name: string;
  sha256: string;
  pages: number;
  state: CeremonyState;
  created_at: Date;
  /** Until then it can be finished; once signed, until then the document can be downloaded. */
  expires_at: Date;
  stamp_page: number;
  stamp_x: number;
  stamp_y: number;
  stamp_width: number;
  stamp_height: number;
  certificate: Uint8Array | null;
  serial: string | null;
  signing_time: Date | null;
  digest: Uint8Array | null;
  signature: Uint8Array | null;
  signed_sha256: string | null;
  signed_at: Date | null;
}

/** Signing only adds to the end of a PDF: the signed document is the uploaded one and the addition. */
type FileRole = 'uploaded' | 'addition';
type SigningTables = {
  signing_ceremonies: CeremonyRow;
  signing_files: { ceremony: string; role: FileRole; bytes: Uint8Array };
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

/** What was prepared for one certificate; enough to prepare the very same octets again. */
export interface Prepared {
  readonly certificate: Uint8Array;
  readonly serial: string;
  /** Whole seconds. */
  readonly signingTime: Date;
  readonly digest: Uint8Array;
}

export interface SigningResult {
  readonly signature: Uint8Array;
  readonly sha256: string;
  readonly at: Date;
}

export interface Ceremony {
  readonly id: string;
  readonly personId: string;
  /** File name as the person chose it, cleaned. */
  readonly name: string;
  /** Of the document as uploaded, hex. */
  readonly sha256: string;
  readonly pages: number;
  readonly state: CeremonyState;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly stamp: PageArea;
  readonly prepared?: Prepared;
  readonly result?: SigningResult;
}

const bytes = (value: Uint8Array) => new Uint8Array(value);

function toCeremony(row: Selectable<CeremonyRow>): Ceremony {
  const { certificate, serial, signing_time: signingTime, digest } = row;
  const { signature, signed_sha256: sha256, signed_at: at } = row;
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    sha256: row.sha256,
    pages: row.pages,
    state: row.state,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    stamp: {
      page: row.stamp_page,
      x: row.stamp_x,
      y: row.stamp_y,
      width: row.stamp_width,
      height: row.stamp_height,
    },
    ...(certificate &&
      serial &&
      signingTime &&
      digest && {
        prepared: { certificate: bytes(certificate), serial, signingTime, digest: bytes(digest) },
      }),
    ...(signature && sha256 && at && { result: { signature: bytes(signature), sha256, at } }),
  };
}

export async function insertCeremony(
  tx: Tx,
  ceremony: Omit<Ceremony, 'state' | 'prepared' | 'result'>,
  document: Uint8Array,
): Promise<void> {
  const { stamp } = ceremony;
  const db = tables<SigningTables>(tx);
  await db
    .insertInto('signing_ceremonies')
    .values({
      id: ceremony.id,
      person_id: ceremony.personId,
      name: ceremony.name,
      sha256: ceremony.sha256,
      pages: ceremony.pages,
      state: 'uploaded',
      created_at: ceremony.createdAt,
      expires_at: ceremony.expiresAt,
      stamp_page: stamp.page,
      stamp_x: stamp.x,
      stamp_y: stamp.y,
      stamp_width: stamp.width,
      stamp_height: stamp.height,
      certificate: null,
      serial: null,
      signing_time: null,
      digest: null,
      signature: null,
      signed_sha256: null,
      signed_at: null,
    })
    .execute();
  await db
    .insertInto('signing_files')
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
    .selectFrom('signing_ceremonies')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', personId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw commonErrors.NOT_FOUND();
  return toCeremony(row);
}

export async function readFile(tx: Tx, id: string, role: FileRole): Promise<Uint8Array | undefined> {
  const row = await tables<SigningTables>(tx)
    .selectFrom('signing_files')
    .select('bytes')
    .where('ceremony', '=', id)
    .where('role', '=', role)
    .executeTakeFirst();
  return row && bytes(row.bytes);
}

export async function setPrepared(tx: Tx, id: string, prepared: Prepared): Promise<void> {
  await tables<SigningTables>(tx)
    .updateTable('signing_ceremonies')
    .set({
      state: 'prepared',
      certificate: prepared.certificate,
      serial: prepared.serial,
      signing_time: prepared.signingTime,
      digest: prepared.digest,
    })
    .where('id', '=', id)
    .execute();
}

export async function setSigned(
  tx: Tx,
  id: string,
  result: SigningResult & { readonly addition: Uint8Array; readonly keepUntil: Date },
): Promise<void> {
  const db = tables<SigningTables>(tx);
  await db
    .updateTable('signing_ceremonies')
    .set({
      state: 'signed',
      signature: result.signature,
      signed_sha256: result.sha256,
      signed_at: result.at,
      expires_at: result.keepUntil,
    })
    .where('id', '=', id)
    .execute();
  await db
    .insertInto('signing_files')
    .values({ ceremony: id, role: 'addition', bytes: result.addition })
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
    .updateTable('signing_ceremonies')
    .set({ state: 'over', name: '' })
    .where('state', 'in', ['uploaded', 'prepared'])
    .where('expires_at', '<=', now)
    .execute();
  await db
    .deleteFrom('signing_files')
    .where('ceremony', 'in', (of) =>
      of.selectFrom('signing_ceremonies').select('id').where('expires_at', '<=', now),
    )
    .execute();
}

/** Ends the person's oldest unfinished ceremonies, so that at most `most` are left. */
export async function endOldest(tx: Tx, personId: string, most: number, now: Date): Promise<void> {
  const db = tables<SigningTables>(tx);
  const open = await db
    .selectFrom('signing_ceremonies')
    .select('id')
    .where('person_id', '=', personId)
    .where('state', 'in', ['uploaded', 'prepared'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .offset(most)
    .execute();
  if (open.length === 0) return;
  await db
    .updateTable('signing_ceremonies')
    .set({ expires_at: now })
    .where(
      'id',
      'in',
      open.map(({ id }) => id),
    )
    .execute();
}

/** Newest first. */
export async function signedOfPerson(tx: Tx, personId: string, limit: number): Promise<readonly Ceremony[]> {
  const rows = await tables<SigningTables>(tx)
    .selectFrom('signing_ceremonies')
    .selectAll()
    .where('person_id', '=', personId)
    .where('state', '=', 'signed')
    .orderBy('signed_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCeremony);
}
