import type { Migration, Platform, Tx } from '../platform/index.ts';
import type { AuthorityKind, Certificates, Standing } from './api.ts';
import { authoritiesOn } from './authorities.ts';
import { actsByCard } from './by-card.ts';
import { cardFaceSignerOf } from './card-face.ts';
import { changesOn } from './changes.ts';
import { institutionsOn, type MunicipalityNames } from './institution.ts';
import { issuing } from './issue.ts';
import { ensureSecret } from './keys.ts';
import { ledgerOn } from './ledger.ts';
import { entryOfSerial } from './ledger-store.ts';
import { certificatesMigrations } from './migrations.ts';
import { PAIRWISE_KEY, pairwiseIdOf } from './pairwise.ts';
import { findIssued, issuedOfCard, lockCertificate, readCrlEntries, readStanding } from './store.ts';

export type {
  AuthorityKind,
  CardFaceSigner,
  CertificateKind,
  Certificates,
  CrlEntry,
  InstitutionSeal,
  IssuedCertificate,
  IssueRequest,
  Standing,
  StatusResponder,
} from './api.ts';
export { CRL_SHARDS } from './api.ts';
export { certificateErrors } from './errors.ts';
export type { MunicipalityNames } from './institution.ts';
export { certificatesMigrations } from './migrations.ts';
export { certificateUrls } from './urls.ts';
export { shardOf } from './values.ts';

export interface CertificatesModule {
  readonly api: Certificates;
  readonly migrations: readonly Migration[];
}

export function createCertificates(
  platform: Platform,
  deps: { readonly municipality: MunicipalityNames },
): CertificatesModule {
  const { clock, custody } = platform;
  const authorities = authoritiesOn(platform);
  const changes = changesOn(platform);
  const ledger = ledgerOn(platform, authorities, async (tx, entry) => {
    if (entry.kind !== 'signature' && entry.kind !== 'authentication') return;
    const row = await lockCertificate(tx, entry.kind, entry.serial);
    const act = { actor: SYSTEM, purpose: 'administration', reason: 'never signed' } as const;
    if (row) await changes.apply(tx, row, { event: 'void', act, asks: 'system' });
  });
  const institutions = institutionsOn(platform, authorities, ledger, deps.municipality);
  const byCard = actsByCard(platform, changes);

  const api: Certificates = {
    async open() {
      await ensureSecret(custody, PAIRWISE_KEY);
      await authorities.open();
      await ledger.recover();
    },
    ca: (kind) => authorities.current(kind).info,
    roots: (kind) => authorities.all(kind).map(({ info }) => info.certificate.der),
    issue: issuing(platform, ledger, changes),
    ...byCard,
    ofCard: issuedOfCard,
    find: findIssued,
    standing: readAnyStanding,
    onChange: changes.onChange,
    pairwiseId: (personId, service) => pairwiseIdOf(custody, personId, service),
    seal: institutions.seal,
    cardFaceSigner: async () => cardFaceSignerOf(custody, authorities.current('card-face')),
    responder: institutions.responder,
    async signCrl(kind, tbs) {
      const { keyLabel, info } = authorities.current(kind);
      return custody.sign(keyLabel, info.algorithm, tbs);
    },
    crlEntries: async (tx, kind, shard) =>
      kind === 'institution' ? [] : readCrlEntries(tx, kind, shard, clock.now()),
  };
  return { api, migrations: certificatesMigrations };
}

const SYSTEM = { kind: 'system', id: 'system:certificates', name: 'Mibun' } as const;

/** Residents' certificates have a life cycle; seals and responders are in force from signature to end. */
async function readAnyStanding(tx: Tx, kind: AuthorityKind, serial: string): Promise<Standing | undefined> {
  if (kind !== 'institution') {
    const standing = await readStanding(tx, kind, serial);
    if (standing) return standing;
  }
  const entry = await entryOfSerial(tx, kind, serial);
  if (!entry?.der || entry.kind === 'signature' || entry.kind === 'authentication') return undefined;
  return { state: 'ACTIVE', notAfter: entry.not_after };
}
