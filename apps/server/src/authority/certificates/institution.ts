import {
  algorithmForKey,
  type CaInfo,
  type Certificate,
  keySpecOf,
  profileOf,
  readCertificate,
  SIGNATURE_ALGORITHMS,
} from '@mibun/pki';
import type { Bilingual, Platform } from '../../platform/index.ts';
import type {
  AuthorityKind,
  CertificateChange,
  InstitutionSeal,
  StatusResponder,
  TimeStampSigner,
} from './api.ts';
import type { Authorities } from './authorities.ts';
import { type InstitutionChanges, OWN_ACT } from './institution-changes.ts';
import { holdersOfName, refuseNameInUse, subjectOfInstitution } from './institution-names.ts';
import { findInstitution } from './institution-store.ts';
import { ensureKey } from './keys.ts';
import type { CertificateOrder, Ledger, SignedEntry } from './ledger.ts';
import { entriesOfReference } from './ledger-store.ts';
import { sameBytes, wholeSecond } from './values.ts';

const DAY_MS = 86_400_000;
const SEAL = { lifeMs: 5 * 365 * DAY_MS, renewMs: 30 * DAY_MS };
/** A new key every year, so that each stamp can be checked for four years at least before its certificate ends. */
const TIME_STAMP = { lifeMs: 5 * 365 * DAY_MS, renewMs: 4 * 365 * DAY_MS };
/** Short, because a responder's own certificate has no status (id-pkix-ocsp-nocheck). */
const RESPONDER = { lifeMs: 14 * DAY_MS, renewMs: 7 * DAY_MS };

/** How long a process that shares the database trusts what it knows of a key. */
const SHARED_TRUST_MS = 2_000;

const sealReference = (code: string) => `seal-${code}`;

/** The name of a municipality, for the subject of its seal. */
export type MunicipalityNames = (code: string) => {
  readonly prefecture: Bilingual;
  readonly name: Bilingual;
};

/** What is certified for a key in our own custody. */
interface OwnCertificate {
  readonly reference: string;
  readonly authority: AuthorityKind;
  /** The generation that is to certify it; the one that issues unless told otherwise. */
  readonly generation?: number;
  readonly kind: 'seal' | 'time-stamp' | 'ocsp';
  readonly subject: CertificateOrder['subject'];
  readonly life: { readonly lifeMs: number; readonly renewMs: number };
}

/**
 * Keys of institutions in our own custody: seals of municipalities, the time-stamp authority, status responders. Each has
 * one living key, made on first use and again after a revocation.
 */
export function institutionsOn(
  platform: Platform,
  authorities: Authorities,
  ledger: Ledger,
  changes: InstitutionChanges,
  municipality: MunicipalityNames,
) {
  const { clock, config, custody, database } = platform;
  const { names } = profileOf(config.certificateProfile);
  const present = new Map<string, SignedEntry>();
  const underWay = new Map<string, Promise<SignedEntry>>();

  function issuerOf(own: OwnCertificate): CaInfo {
    const { authority, generation } = own;
    return (
      generation === undefined
        ? authorities.current(authority)
        : authorities.generation(authority, generation)
    ).info;
  }

  /** From when on a certificate made now is in force: not before the CA, also where the clock was set back. */
  function begin(own: OwnCertificate): Date {
    const now = wholeSecond(clock.now());
    const { notBefore } = issuerOf(own).certificate;
    return notBefore > now ? notBefore : now;
  }

  /** In force, and for long enough. One that was made by a clock that ran ahead is refused by everybody until then. */
  function fresh(entry: Pick<SignedEntry, 'notBefore' | 'notAfter'>, own: OwnCertificate): boolean {
    const left = entry.notAfter.getTime() - clock.now().getTime();
    return entry.notBefore <= begin(own) && left > own.life.renewMs;
  }

  async function isRevoked({ authority, serial }: SignedEntry): Promise<boolean> {
    const found = await database.query((tx) => findInstitution(tx, authority, serial));
    return found?.state === 'REVOKED';
  }

  async function renew(own: OwnCertificate): Promise<SignedEntry> {
    const entries = await database.query((tx) => entriesOfReference(tx, own.reference));
    const living = entries.filter(({ voidedAt: voided }) => !voided);
    for (const { der, ...entry } of living) {
      const signed = der && { ...entry, der: new Uint8Array(der) };
      if (signed && fresh(signed, own) && !(await isRevoked(signed))) return signed;
    }

    // Whoever has this name already, with a key of their own, has it by the word of two persons; nothing is made beside it.
    if (own.kind !== 'ocsp') {
      const { kind, subject, reference } = own;
      const holders = await database.query((tx) => holdersOfName(tx, kind, subject, clock.now()));
      const others = holders.filter((holder) => holder.reference !== reference);
      refuseNameInUse(others, '', undefined, clock.now());
    }

    // An intent that a crash has left unsigned has its key already.
    const unsigned = living.find(({ der }) => !der);
    const keyLabel = unsigned?.keyLabel ?? `${own.reference}-${entries.length + 1}`;
    const issuer = issuerOf(own);
    const publicKey = await ensureKey(custody, keyLabel, SIGNATURE_ALGORITHMS[issuer.algorithm].keySpec);
    const notBefore = begin(own);
    const end = Math.min(notBefore.getTime() + own.life.lifeMs, issuer.certificate.notAfter.getTime());
    return ledger.issue(
      {
        authority: own.authority,
        ...(own.generation !== undefined && { generation: own.generation }),
        kind: own.kind,
        reference: own.reference,
        keyLabel,
        publicKey,
        subject: own.subject,
        notBefore,
        notAfter: new Date(end),
      },
      (tx, intent, shard) => changes.request(tx, intent, shard, OWN_ACT),
    );
  }

  /** Where several processes share the database, another one may have revoked or renewed it. */
  const trustMs = database.engine === 'postgres' ? SHARED_TRUST_MS : Number.POSITIVE_INFINITY;
  const checkedAt = new WeakMap<SignedEntry, number>();

  async function current(own: OwnCertificate): Promise<SignedEntry> {
    const known = present.get(own.reference);
    const age = known ? clock.now().getTime() - (checkedAt.get(known) ?? 0) : 0;
    // A clock that was set back says nothing about the age.
    if (known && fresh(known, own) && age >= 0 && age < trustMs) return known;
    let work = underWay.get(own.reference);
    if (!work) {
      work = renew(own).finally(() => underWay.delete(own.reference));
      underWay.set(own.reference, work);
    }
    const entry = await work;
    present.set(own.reference, entry);
    checkedAt.set(entry, clock.now().getTime());
    return entry;
  }

  function signer(entry: SignedEntry): (data: Uint8Array) => Promise<Uint8Array> {
    const label = entry.keyLabel;
    const spec = keySpecOf(certificateOf(entry).spki);
    if (!label || !spec) throw new Error(`${entry.reference} has no key in custody`);
    const algorithm = algorithmForKey(spec);
    return (data) => custody.sign(label, algorithm, data);
  }

  const read = new WeakMap<SignedEntry, Certificate>();
  function certificateOf(entry: SignedEntry): Certificate {
    const certificate = read.get(entry) ?? readCertificate(entry.der);
    read.set(entry, certificate);
    return certificate;
  }

  return {
    async seal(code: string): Promise<InstitutionSeal> {
      const entry = await current({
        reference: sealReference(code),
        authority: 'institution',
        kind: 'seal',
        subject: subjectOfInstitution(municipality, names, {
          kind: 'seal',
          municipality: code,
          office: 'mayor',
        }),
        life: SEAL,
      });
      const { info } = authorities.generation('institution', entry.generation);
      return { certificate: entry.der, chain: [info.certificate.der], sign: signer(entry) };
    },

    async sealAt(code: string, certificate: Uint8Array, at: Date): Promise<'good' | 'over' | 'foreign'> {
      return database.query(async (tx) => {
        const entries = await entriesOfReference(tx, sealReference(code));
        const found = entries.find(
          ({ der, voidedAt: voided }) => !voided && der && sameBytes(der, certificate),
        );
        if (!found) return 'foreign';
        const standing = await findInstitution(tx, found.authority, found.serial);
        const inForce = at >= found.notBefore && at <= found.notAfter;
        if (!standing || !inForce) return 'over';
        const { state, reason, revokedAt } = standing;
        const wasGood = reason === 'superseded' && revokedAt !== null && at < revokedAt;
        return state === 'ACTIVE' || wasGood ? 'good' : 'over';
      });
    },

    async timeStamper(): Promise<TimeStampSigner> {
      const entry = await current({
        reference: 'tsa',
        authority: 'institution',
        kind: 'time-stamp',
        subject: { organisation: names.organisation, commonName: names.timeStampAuthority },
        life: TIME_STAMP,
      });
      return { certificate: certificateOf(entry), sign: signer(entry) };
    },

    async responder(kind: AuthorityKind, generation: number): Promise<StatusResponder> {
      const { info } = authorities.generation(kind, generation);
      const entry = await current({
        reference: generation === 1 ? `ocsp-${kind}` : `ocsp-${kind}-g${generation}`,
        authority: kind,
        generation,
        kind: 'ocsp',
        subject: { organisation: names.organisation, commonName: names.responders[kind] },
        life: RESPONDER,
      });
      return { certificate: certificateOf(entry), issuer: info, sign: signer(entry) };
    },

    /** After a revocation the next use looks anew, and finds that it needs another key. */
    forget({ kind, serial }: CertificateChange): void {
      for (const [reference, entry] of present) {
        if (entry.authority === kind && entry.serial === serial) present.delete(reference);
      }
    },
  };
}
