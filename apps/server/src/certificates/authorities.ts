import { type CaInfo, type CaKind, caInfo, createCaCertificate, newSerial, serialHex } from '@mibun/pki';
import { type Platform, type Tx, tables } from '../platform/index.ts';
import { ensureKey } from './keys.ts';
import { sameBytes, wholeSecond } from './values.ts';

/** One generation of a CA, with the label of its key in custody. */
export interface Authority {
  readonly kind: CaKind;
  readonly generation: number;
  readonly keyLabel: string;
  readonly info: CaInfo;
}

export interface Authorities {
  open(): Promise<void>;
  /** The present generation. */
  current(kind: CaKind): Authority;
  generation(kind: CaKind, generation: number): Authority;
  all(kind: CaKind): readonly Authority[];
}

const KINDS: readonly CaKind[] = ['signature', 'authentication', 'institution', 'card-face'];
const LIFE_YEARS = 10;

/**
 * The CAs. On the first start each gets its key in custody and its self-signed certificate; the intent is on record
 * before the signature, so that the next start finishes with the same octets what a crash has interrupted.
 */
export function authoritiesOn(platform: Platform): Authorities {
  const { clock, custody, database, random } = platform;
  const opened = new Map<CaKind, readonly Authority[]>();

  async function createFirst(kind: CaKind, intent: AuthorityRow | undefined): Promise<void> {
    const generation = 1;
    const keyLabel = `ca-${kind}-${generation}`;
    const publicKey = await ensureKey(custody, keyLabel, 'rsa-2048');
    const serial = intent?.serial ?? serialHex(newSerial(random.bytes));
    const notBefore = intent?.created_at ?? wholeSecond(clock.now());
    const notAfter = new Date(notBefore);
    notAfter.setUTCFullYear(notAfter.getUTCFullYear() + LIFE_YEARS);
    const certificate = await createCaCertificate({
      kind,
      generation,
      publicKey,
      notBefore,
      notAfter,
      serial,
      sign: async (tbs) => {
        if (!intent) {
          const row = { kind, generation, key_label: keyLabel, serial, tbs, created_at: notBefore };
          await database.transaction((tx) => insertIntent(tx, { ...row, certificate: null }));
        } else if (!sameBytes(intent.tbs, tbs)) {
          throw new Error(`the ${kind} CA was about to sign something else before the restart`);
        }
        return custody.sign(keyLabel, 'sha256WithRSA', tbs);
      },
    });
    await database.transaction((tx) => storeCertificate(tx, kind, generation, certificate));
  }

  async function read(row: AuthorityRow): Promise<Authority> {
    if (!row.certificate) throw new Error(`the ${row.kind} CA has no certificate`);
    const info = caInfo(new Uint8Array(row.certificate));
    const publicKey = await custody.publicKey(row.key_label);
    if (!publicKey || !sameBytes(publicKey, info.certificate.spki)) {
      throw new Error(`key custody does not hold the key ${row.key_label} of the ${row.kind} CA`);
    }
    return { kind: row.kind, generation: row.generation, keyLabel: row.key_label, info };
  }

  const authorities: Authorities = {
    async open() {
      for (const kind of KINDS) {
        const [first] = await database.query((tx) => readRows(tx, kind));
        if (!first?.certificate) await createFirst(kind, first);
        const rows = await database.query((tx) => readRows(tx, kind));
        opened.set(kind, await Promise.all(rows.map(read)));
      }
    },
    current(kind) {
      const newest = authorities.all(kind).at(-1);
      if (!newest) throw new Error(`the ${kind} CA is not open`);
      return newest;
    },
    generation(kind, generation) {
      const found = authorities.all(kind).find((authority) => authority.generation === generation);
      if (!found) throw new Error(`there is no generation ${generation} of the ${kind} CA`);
      return found;
    },
    all: (kind) => opened.get(kind) ?? [],
  };
  return authorities;
}

interface AuthorityRow {
  kind: CaKind;
  generation: number;
  key_label: string;
  serial: string;
  tbs: Uint8Array;
  certificate: Uint8Array | null;
  created_at: Date;
}

type AuthorityTables = { certificate_authorities: AuthorityRow };

/** All generations, oldest first. */
async function readRows(tx: Tx, kind: CaKind): Promise<readonly AuthorityRow[]> {
  return tables<AuthorityTables>(tx)
    .selectFrom('certificate_authorities')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('generation')
    .execute();
}

async function insertIntent(tx: Tx, row: AuthorityRow): Promise<void> {
  await tables<AuthorityTables>(tx).insertInto('certificate_authorities').values(row).execute();
}

async function storeCertificate(
  tx: Tx,
  kind: CaKind,
  generation: number,
  certificate: Uint8Array,
): Promise<void> {
  await tables<AuthorityTables>(tx)
    .updateTable('certificate_authorities')
    .set({ certificate })
    .where('kind', '=', kind)
    .where('generation', '=', generation)
    .where('certificate', 'is', null)
    .execute();
}
