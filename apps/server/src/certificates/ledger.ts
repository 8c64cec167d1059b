import {
  assembleCertificate,
  buildEndEntityTbs,
  type CertifiedPerson,
  checkSubjectKey,
  type EndEntityKind,
  lintTbs,
  newSerial,
  readCertificate,
  type SubjectFields,
  serialHex,
  verifySignedBy,
} from '@mibun/pki';
import type { Platform, Tx } from '../platform/index.ts';
import type { AuthorityKind } from './api.ts';
import type { Authorities } from './authorities.ts';
import { certificateErrors } from './errors.ts';
import {
  entryOfKey,
  entryOfSerial,
  insertIntent,
  type LedgerRow,
  storeSigned,
  unsignedIntents,
  voidIntent,
} from './ledger-store.ts';
import { certificateUrls } from './urls.ts';
import { keyHashOf, sameBytes, wholeSecond } from './values.ts';

/** What a certificate is wanted for. */
export interface CertificateOrder {
  readonly authority: AuthorityKind;
  readonly kind: EndEntityKind;
  /** To whom or what the key belongs: a card, a seal, a responder. */
  readonly reference: string;
  /** Set when the key is in our own custody. */
  readonly keyLabel?: string;
  readonly publicKey: Uint8Array;
  readonly subject: SubjectFields;
  readonly person?: CertifiedPerson;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** An entry whose certificate is signed. */
export type SignedEntry = LedgerRow & { readonly der: Uint8Array };

export interface Ledger {
  /**
   * Intent → lint → sign → compare (pki.md §3). `alongside` runs in the transaction that stores the intent. A key that
   * has an entry of the same reference and kind already is not given a second certificate: its entry is finished.
   */
  issue(
    order: CertificateOrder,
    alongside?: (tx: Tx, entry: LedgerRow) => Promise<void>,
  ): Promise<SignedEntry>;
  /** Finishes or voids what a crash has left unsigned. */
  recover(): Promise<{ readonly finished: number; readonly voided: number }>;
}

/** `onVoid` runs in the transaction that gives an intent up. */
export function ledgerOn(
  platform: Platform,
  authorities: Authorities,
  onVoid: (tx: Tx, entry: LedgerRow) => Promise<void>,
): Ledger {
  const { clock, custody, database, log, random } = platform;

  function intentOf(order: CertificateOrder): LedgerRow {
    const issuer = authorities.current(order.authority);
    const serial = serialHex(newSerial(random.bytes));
    const tbs = buildEndEntityTbs({
      profile: issuer.info.profile,
      kind: order.kind,
      issuer: issuer.info,
      serial,
      publicKey: order.publicKey,
      subject: order.subject,
      notBefore: order.notBefore,
      notAfter: order.notAfter,
      ...(order.person && { person: order.person }),
      urls: certificateUrls(platform.config.origins.server, order.authority, serial),
    });
    return {
      authority: order.authority,
      serial,
      generation: issuer.generation,
      kind: order.kind,
      reference: order.reference,
      key_label: order.keyLabel ?? null,
      key_hash: keyHashOf(order.publicKey),
      tbs,
      der: null,
      not_before: order.notBefore,
      not_after: order.notAfter,
      intended_at: wholeSecond(clock.now()),
      voided_at: null,
      voided_because: null,
    };
  }

  /** The lints that the intent breaks, as text; undefined when it is sound. */
  function lintOf(entry: LedgerRow): string | undefined {
    const { info } = authorities.generation(entry.authority, entry.generation);
    const findings = lintTbs(entry.tbs, { profile: info.profile, kind: entry.kind, issuer: info });
    return findings.length === 0 ? undefined : findings.map(({ id }) => id).join(', ');
  }

  async function giveUp(entry: LedgerRow, because: string): Promise<void> {
    await database.transaction(async (tx) => {
      if (await voidIntent(tx, entry, clock.now(), because)) await onVoid(tx, entry);
    });
  }

  /** Steps 3 and 4: only an intent on record is ever signed, and only what equals it is stored. */
  async function finish(entry: LedgerRow): Promise<SignedEntry> {
    if (entry.der) return signed(entry);
    const broken = lintOf(entry);
    if (broken !== undefined) {
      await giveUp(entry, broken);
      throw certificateErrors.LINT_FAILED({ params: { findings: broken } });
    }
    const issuer = authorities.generation(entry.authority, entry.generation);
    const { algorithm } = issuer.info;
    const signature = await custody.sign(issuer.keyLabel, algorithm, entry.tbs);
    const der = assembleCertificate(entry.tbs, algorithm, signature);
    const certificate = readCertificate(der);
    if (!sameBytes(certificate.tbs, entry.tbs) || !verifySignedBy(certificate, issuer.info.certificate)) {
      throw new Error(`the signature over ${entry.authority} ${entry.serial} does not fit its intent`);
    }
    await database.transaction((tx) => storeSigned(tx, entry, der));
    // Somebody else may have finished or voided it meanwhile: what is on record counts.
    const stored = await database.query((tx) => entryOfSerial(tx, entry.authority, entry.serial));
    return signed(stored);
  }

  return {
    async issue(order, alongside) {
      const findings = checkSubjectKey(order.publicKey);
      if (findings.length > 0) {
        throw certificateErrors.KEY_UNFIT({ privateDetail: findings.map(({ id }) => id).join(', ') });
      }
      const entry = await database.transaction(async (tx) => {
        const keyHash = keyHashOf(order.publicKey);
        const earlier = await entryOfKey(tx, keyHash);
        if (earlier) return earlier;
        const intent = intentOf(order);
        if (await insertIntent(tx, intent)) {
          await alongside?.(tx, intent);
          return intent;
        }
        return entryOfKey(tx, keyHash);
      });
      if (!entry) throw new Error('the intent for this key was given up meanwhile');
      if (
        entry.authority !== order.authority ||
        entry.kind !== order.kind ||
        entry.reference !== order.reference
      ) {
        throw certificateErrors.KEY_SEEN_BEFORE({
          privateDetail: `${order.kind} ${order.reference}: key of ${entry.kind} ${entry.reference}`,
        });
      }
      return finish(entry);
    },

    async recover() {
      let finished = 0;
      let voided = 0;
      for (const entry of await database.query(unsignedIntents)) {
        const broken = lintOf(entry);
        if (broken === undefined) {
          await finish(entry);
          finished++;
        } else {
          await giveUp(entry, broken);
          voided++;
        }
      }
      if (finished + voided > 0) log.info({ finished, voided }, 'half-issued certificates');
      return { finished, voided };
    },
  };
}

function signed(entry: LedgerRow | undefined): SignedEntry {
  if (!entry?.der) throw new Error('the intent was given up while it was being signed');
  return { ...entry, tbs: new Uint8Array(entry.tbs), der: new Uint8Array(entry.der) };
}
