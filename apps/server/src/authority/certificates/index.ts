import { CA_KINDS } from '@mibun/pki';
import type { CertificateState } from '@mibun/rules';
import type { Migration, Module, Platform, Tx } from '../../platform/index.ts';
import type { CertificateKind, Certificates, CrlEntry } from './api.ts';
import { authoritiesOn, publishesStatus } from './authorities.ts';
import { actsByCard } from './by-card.ts';
import { cardFaceSignerOf } from './card-face.ts';
import { type Changes, changesOn } from './changes.ts';
import { generationLife } from './generation-life.ts';
import { institutionsOn, type MunicipalityNames } from './institution.ts';
import { type InstitutionChanges, institutionChangesOn, OWN_ACT } from './institution-changes.ts';
import { institutionRequestsOn } from './institution-request.ts';
import {
  findInstitution,
  institutionCrlEntries,
  institutionStanding,
  institutionStandings,
  institutionsEnding,
  lockInstitution,
} from './institution-store.ts';
import { issuing } from './issue.ts';
import { ensureSecret } from './keys.ts';
import { type LedgerFollowers, ledgerOn } from './ledger.ts';
import { countUnsigned, entryOfSerial, type LedgerRow } from './ledger-store.ts';
import { certificatesMigrations } from './migrations.ts';
import { PAIRWISE_KEY, pairwiseIdOf } from './pairwise.ts';
import { rolloverOn } from './rollover.ts';
import {
  findIssued,
  issuedOfCard,
  issuedOfPerson,
  lockCertificate,
  readCrlEntries,
  readHolders,
  readStanding,
  readStandings,
} from './store.ts';
import { foldTally, readFigures } from './tally.ts';
import { openTelling } from './telling.ts';

export type {
  AuthorityKind,
  CertificateChange,
  CertificateFigures,
  CertificateKind,
  Certificates,
  CrlEntry,
  EndedByAuthority,
  Generation,
  InstitutionCertificate,
  InstitutionDraft,
  InstitutionName,
  InstitutionRequest,
  InstitutionSeal,
  IssuedCertificate,
  IssueRequest,
  LinkCertificate,
  RolloverEvent,
  Standing,
  StatusChange,
  StatusResponder,
  TimeStampSigner,
  TwoPersonAct,
} from './api.ts';
export { CRL_SHARDS } from './api.ts';
export { publishesStatus } from './authorities.ts';
export { certifiedPerson } from './certified-person.ts';
export { certificateErrors } from './errors.ts';
export type { MunicipalityNames } from './institution.ts';
export { certificatesMigrations } from './migrations.ts';
export { refuseIfInUse, retirableFrom } from './rollover.ts';
export { authorityName, certificateUrls, parseAuthorityName } from './urls.ts';
export { shardOf } from './values.ts';

export interface CertificatesModule extends Module {
  readonly api: Certificates;
  readonly migrations: readonly Migration[];
}

export function createCertificates(
  platform: Platform,
  deps: { readonly municipality: MunicipalityNames; readonly crlShards?: number },
): CertificatesModule {
  const { clock, custody, database } = platform;
  const generations = generationLife(platform);
  const authorities = authoritiesOn(platform, generations, deps.crlShards);
  const rollover = rolloverOn(platform, authorities, generations);
  const telling = openTelling();
  const changes = changesOn(platform, telling);
  const institutionChanges = institutionChangesOn(platform, telling);
  const ledger = ledgerOn(platform, authorities, followersOn(changes, institutionChanges));
  const institutions = institutionsOn(platform, authorities, ledger, institutionChanges, deps.municipality);
  telling.onChange(institutions.forget);

  const api: Certificates = {
    async open() {
      const ours = platform.config.roles?.has('authority') ?? true;
      if (ours) await ensureSecret(custody, PAIRWISE_KEY);
      await authorities.open(ours);
      if (!ours) return rollover.freshen();
      await rollover.recover();
      await ledger.recover();
    },
    ca: (kind, generation) =>
      (generation === undefined ? authorities.current(kind) : authorities.generation(kind, generation)).info,
    generations: authorities.all,
    roots: (kind) =>
      authorities
        .all(kind)
        .filter(({ state }) => publishesStatus(state) || state === 'RETIRED')
        .map(({ info }) => info.certificate.der),
    links: rollover.links,
    rollOver: rollover.rollOver,
    judgeRollover(known, event, { kind }) {
      generations.judge(known?.state ?? null, event, kind);
    },
    ...issuing(platform, ledger, changes),
    ...actsByCard(platform, changes, institutionChanges),
    ...institutionRequestsOn(platform, ledger, institutionChanges, deps.municipality),
    ofPerson: issuedOfPerson,
    endingSoon: institutionsEnding,
    findInstitution,
    async institutionDer(tx, serial) {
      const { der } = (await entryOfSerial(tx, 'institution', serial)) ?? {};
      return der ? new Uint8Array(der) : undefined;
    },
    pendingIntents: countUnsigned,
    figures: readFigures,
    async foldFigures() {
      while ((await database.transaction(foldTally)) > 0);
    },
    ofCard: issuedOfCard,
    find: findIssued,
    async holdInForce(tx, kind, serial) {
      const row = await lockCertificate(tx, kind, serial);
      return row?.state === 'ACTIVE' && row.notAfter > clock.now();
    },
    holders: readHolders,
    standing: async (tx, kind, serial) =>
      (kind === 'institution' ? undefined : await readStanding(tx, kind, serial)) ??
      institutionStanding(tx, kind, serial),
    async stateAt(tx, kind, serial, at) {
      const steps = isResidents(kind)
        ? await changes.history(tx, kind, serial)
        : await institutionChanges.history(tx, serial);
      return steps.findLast((step) => step.at <= at)?.toState as CertificateState | undefined;
    },
    async standings(tx, kind, generation, serials) {
      const found = new Map(kind === 'institution' ? [] : await readStandings(tx, kind, generation, serials));
      const others = serials.filter((serial) => !found.has(serial));
      for (const [serial, standing] of await institutionStandings(tx, kind, generation, others)) {
        found.set(serial, standing);
      }
      return found;
    },
    carryOut: (_effect, how) => changes.tellHolder(how),
    onChange: telling.onChange,
    onChangeWithin: telling.onChangeWithin,
    pairwiseId: (personId, service) => pairwiseIdOf(custody, personId, service),
    seal: institutions.seal,
    sealAt: institutions.sealAt,
    timeStamper: institutions.timeStamper,
    cardFaceSigner: async () => cardFaceSignerOf(custody, authorities.current('card-face')),
    responder: institutions.responder,
    async signCrl(kind, generation, tbs) {
      const { keyLabel, info } = authorities.generation(kind, generation);
      return custody.sign(keyLabel, info.algorithm, tbs);
    },
    async crlEntries(tx, kind, generation, shard) {
      const now = clock.now();
      const others = await institutionCrlEntries(tx, kind, generation, shard, now);
      if (kind === 'institution') return others;
      const residents = await readCrlEntries(tx, kind, generation, shard, now);
      return others.length === 0 ? residents : inOrder([...residents, ...others]);
    },
  };
  return {
    api,
    migrations: certificatesMigrations,
    upkeep: [(until) => api.expireDue(until), () => api.foldFigures()],
    async freshen() {
      for (const kind of CA_KINDS) await authorities.freshen(kind);
      await rollover.freshen();
    },
  };
}

/** Residents' certificates and those of institutions have a life cycle each; the ledger serves both. */
function followersOn(changes: Changes, institutions: InstitutionChanges): LedgerFollowers {
  async function move(tx: Tx, { authority, serial }: LedgerRow, event: 'activate' | 'void'): Promise<void> {
    const row = await lockInstitution(tx, authority, serial);
    if (row) await institutions.apply(tx, row, event, OWN_ACT);
  }
  return {
    async onSigned(tx, entry) {
      // Residents' certificates stay on hold until their card is handed over (pki.md §3).
      if (!isResidents(entry.kind)) await move(tx, entry, 'activate');
    },
    async onVoid(tx, entry) {
      if (!isResidents(entry.kind)) return move(tx, entry, 'void');
      const row = await lockCertificate(tx, entry.kind, entry.serial);
      const act = { ...OWN_ACT, reason: 'never signed' };
      if (row) await changes.apply(tx, row, { event: 'void', act, asks: 'system' });
    },
  };
}

function isResidents(kind: LedgerRow['kind']): kind is CertificateKind {
  return kind === 'signature' || kind === 'authentication';
}

/** All serials have one length, so the order of their text is that of their numbers. */
function inOrder(entries: CrlEntry[]): readonly CrlEntry[] {
  return entries.sort((a, b) => (a.serial < b.serial ? -1 : 1));
}
