import { type Certificate, readCertificate, SIGNATURE_ALGORITHMS } from '@mibun/pki';
import type { Bilingual, Platform } from '../platform/index.ts';
import type { AuthorityKind, InstitutionSeal, StatusResponder } from './api.ts';
import type { Authorities } from './authorities.ts';
import { ensureKey } from './keys.ts';
import type { CertificateOrder, Ledger, SignedEntry } from './ledger.ts';
import { entriesOfReference } from './ledger-store.ts';
import { wholeSecond } from './values.ts';

const DAY_MS = 86_400_000;
const SEAL = { lifeMs: 5 * 365 * DAY_MS, renewMs: 30 * DAY_MS };
/** Short, because a responder's own certificate has no status (id-pkix-ocsp-nocheck). */
const RESPONDER = { lifeMs: 14 * DAY_MS, renewMs: 7 * DAY_MS };

/** The name of a municipality, for the subject of its seal. */
export type MunicipalityNames = (code: string) => {
  readonly prefecture: Bilingual;
  readonly name: Bilingual;
};

/** What is certified for a key in our own custody. */
interface OwnCertificate {
  readonly reference: string;
  readonly authority: AuthorityKind;
  readonly kind: 'seal' | 'ocsp';
  readonly subject: CertificateOrder['subject'];
  readonly life: { readonly lifeMs: number; readonly renewMs: number };
}

/** Keys of institutions: seals of municipalities and status responders. Each has one living key, made on first use. */
export function institutionsOn(
  platform: Platform,
  authorities: Authorities,
  ledger: Ledger,
  municipality: MunicipalityNames,
) {
  const { clock, custody, database } = platform;
  const present = new Map<string, SignedEntry>();
  const underWay = new Map<string, Promise<SignedEntry>>();

  function fresh(entry: { readonly not_after: Date }, own: OwnCertificate): boolean {
    return entry.not_after.getTime() - clock.now().getTime() > own.life.renewMs;
  }

  async function renew(own: OwnCertificate): Promise<SignedEntry> {
    const entries = await database.query((tx) => entriesOfReference(tx, own.reference));
    const latest = entries.find(({ voided_at: voided }) => !voided);
    const signed = latest?.der && { ...latest, der: new Uint8Array(latest.der) };
    if (signed && fresh(signed, own)) return signed;

    // An intent that a crash has left unsigned has the number of its key already.
    const number = latest && !latest.der ? entries.length : entries.length + 1;
    const keyLabel = `${own.reference}-${number}`;
    const issuer = authorities.current(own.authority).info;
    const publicKey = await ensureKey(custody, keyLabel, SIGNATURE_ALGORITHMS[issuer.algorithm].keySpec);
    const notBefore = wholeSecond(clock.now());
    const end = Math.min(notBefore.getTime() + own.life.lifeMs, issuer.certificate.notAfter.getTime());
    return ledger.issue({
      authority: own.authority,
      kind: own.kind,
      reference: own.reference,
      keyLabel,
      publicKey,
      subject: own.subject,
      notBefore,
      notAfter: new Date(end),
    });
  }

  async function current(own: OwnCertificate): Promise<SignedEntry> {
    const known = present.get(own.reference);
    if (known && fresh(known, own)) return known;
    let work = underWay.get(own.reference);
    if (!work) {
      work = renew(own).finally(() => underWay.delete(own.reference));
      underWay.set(own.reference, work);
    }
    const entry = await work;
    present.set(own.reference, entry);
    return entry;
  }

  function signer(entry: SignedEntry): (data: Uint8Array) => Promise<Uint8Array> {
    const label = entry.key_label;
    if (!label) throw new Error(`${entry.reference} has no key in custody`);
    const { algorithm } = authorities.generation(entry.authority, entry.generation).info;
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
      const { prefecture, name } = municipality(code);
      const entry = await current({
        reference: `seal-${code}`,
        authority: 'institution',
        kind: 'seal',
        // The seal is that of the head of the municipality, as on the paper it replaces.
        subject: { prefecture: prefecture.ja, organisation: name.ja, commonName: `${name.ja}長` },
        life: SEAL,
      });
      const { info } = authorities.generation('institution', entry.generation);
      return { certificate: entry.der, chain: [info.certificate.der], sign: signer(entry) };
    },

    async responder(kind: AuthorityKind): Promise<StatusResponder> {
      const title = {
        signature: 'Signature',
        authentication: 'User Identification',
        institution: 'Institution',
      };
      const entry = await current({
        reference: `ocsp-${kind}`,
        authority: kind,
        kind: 'ocsp',
        subject: { organisation: 'MIBUN', commonName: `Mibun ${title[kind]} CA status responder` },
        life: RESPONDER,
      });
      const { info } = authorities.generation(kind, entry.generation);
      return { certificate: certificateOf(entry), issuer: info, sign: signer(entry) };
    },
  };
}
