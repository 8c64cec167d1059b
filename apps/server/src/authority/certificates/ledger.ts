import {
  buildEndEntityTbs,
  type CertifiedPerson,
  checkSubjectKey,
  type EndEntityKind,
  type Finding,
  finishCertificate,
  lintTbs,
  newSerial,
  type SubjectFields,
  serialHex,
} from '@mibun/pki';
import { type Platform, statusOriginOf, type Tx } from '../../platform/index.ts';
import type { AuthorityKind, Generation } from './api.ts';
import { type Authorities, publishesStatus } from './authorities.ts';
import { holdGeneration } from './authority-store.ts';
import { certificateErrors } from './errors.ts';
import {
  entryOfKey,
  entryOfSerial,
  insertIntent,
  insertIntents,
  type LedgerRow,
  storeAllSigned,
  storeSigned,
  unsignedIntents,
  voidIntent,
} from './ledger-store.ts';
import { certificateUrls } from './urls.ts';
import { keyHashOf, shardOf, wholeSecond } from './values.ts';

/** What a certificate is wanted for. */
export interface CertificateOrder {
  readonly authority: AuthorityKind;
  /** The generation that is to sign; the one that issues unless told otherwise. */
  readonly generation?: number;
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

/** An intent that has just come on record, for which order, and its CRL shard. */
export interface EnteredOrder {
  readonly order: CertificateOrder;
  readonly entry: LedgerRow;
  readonly shard: number;
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
    alongside?: (tx: Tx, entry: LedgerRow, shard: number) => Promise<void>,
  ): Promise<SignedEntry>;
  /**
   * The same for a lot: all intents in one transaction, all signatures side by side, all certificates in one more.
   * Each ends on its own. `alongside` may run several times, each time with intents that are new.
   */
  issueAll(
    orders: readonly CertificateOrder[],
    alongside: (tx: Tx, entered: readonly EnteredOrder[]) => Promise<void>,
  ): Promise<readonly PromiseSettledResult<SignedEntry>[]>;
  /** What `issue` would put on record, and what is wrong with it; has no effect. */
  draft(order: CertificateOrder): { readonly intent: LedgerRow; readonly findings: readonly Finding[] };
  /** Finishes or voids what a crash has left unsigned. */
  recover(): Promise<{ readonly finished: number; readonly voided: number }>;
}

/** What else happens to an entry, in the transaction that signs it or gives it up. */
export interface LedgerFollowers {
  onSigned(tx: Tx, entry: LedgerRow): Promise<void>;
  onVoid(tx: Tx, entry: LedgerRow): Promise<void>;
}

export function ledgerOn(platform: Platform, authorities: Authorities, followers: LedgerFollowers): Ledger {
  const { clock, custody, database, log, random } = platform;

  function issuerOf({ authority, generation }: CertificateOrder): Generation {
    return generation === undefined
      ? authorities.current(authority)
      : authorities.generation(authority, generation);
  }

  function intentOf(order: CertificateOrder): LedgerRow {
    const issuer = issuerOf(order);
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
      urls: certificateUrls(
        statusOriginOf(platform.config),
        order.authority,
        issuer,
        serial,
        platform.config.practiceStatement,
      ),
    });
    return {
      authority: order.authority,
      serial,
      generation: issuer.generation,
      kind: order.kind,
      reference: order.reference,
      keyLabel: order.keyLabel ?? null,
      keyHash: keyHashOf(order.publicKey),
      tbs,
      der: null,
      notBefore: order.notBefore,
      notAfter: order.notAfter,
      intendedAt: wholeSecond(clock.now()),
      voidedAt: null,
      voidedBecause: null,
    };
  }

  function findingsOf(entry: LedgerRow): readonly Finding[] {
    const { info } = authorities.generation(entry.authority, entry.generation);
    return lintTbs(entry.tbs, { profile: info.profile, kind: entry.kind, issuer: info });
  }

  /** The lints that the intent breaks, as text; undefined when it is sound. */
  function lintOf(entry: LedgerRow): string | undefined {
    const findings = findingsOf(entry);
    return findings.length === 0 ? undefined : findings.map(({ id }) => id).join(', ');
  }

  /**
   * Step 2: the intent on record, or the entry that the key has already. The generation is held while its intent is
   * stored: a rollover that another process has made meanwhile is seen, and the intent is made anew.
   */
  async function enter(
    order: CertificateOrder,
    alongside: ((tx: Tx, entry: LedgerRow, shard: number) => Promise<void>) | undefined,
  ): Promise<LedgerRow | undefined> {
    for (let attempt = 1; ; attempt++) {
      const entry = await database.transaction(async (tx) => {
        const keyHash = keyHashOf(order.publicKey);
        const earlier = await entryOfKey(tx, keyHash);
        if (earlier) return earlier;
        const { kind, generation, shards } = issuerOf(order);
        const state = await holdGeneration(tx, kind, generation);
        // A responder is needed as soon as there is a status to tell, and as long as there is one.
        const may = order.kind === 'ocsp' ? state && publishesStatus(state) : state === 'ISSUING';
        if (!may) return 'elsewhere';
        const intent = intentOf(order);
        if (await insertIntent(tx, intent)) {
          await alongside?.(tx, intent, shardOf(intent.serial, shards));
          return intent;
        }
        return entryOfKey(tx, keyHash);
      });
      if (entry !== 'elsewhere') return entry;
      if (attempt === 3) throw new Error(`no generation of the ${order.authority} CA issues ${order.kind}`);
      await authorities.reload(order.authority);
    }
  }

  async function giveUp(entry: LedgerRow, because: string): Promise<void> {
    await database.transaction(async (tx) => {
      if (await voidIntent(tx, entry, clock.now(), because)) await followers.onVoid(tx, entry);
    });
  }

  /** Steps 3 and 4: only an intent on record is ever signed, and only what equals it goes further. */
  async function sign(entry: LedgerRow): Promise<Uint8Array> {
    const broken = lintOf(entry);
    if (broken !== undefined) {
      await giveUp(entry, broken);
      throw certificateErrors.LINT_FAILED({ params: { findings: broken } });
    }
    const { keyLabel, info } = authorities.generation(entry.authority, entry.generation);
    return finishCertificate(entry.tbs, info, await custody.sign(keyLabel, info.algorithm, entry.tbs));
  }

  async function finish(entry: LedgerRow): Promise<SignedEntry> {
    if (entry.der) return signed(entry);
    const der = await sign(entry);
    await database.transaction(async (tx) => {
      if (await storeSigned(tx, entry, der)) await followers.onSigned(tx, entry);
    });
    // Somebody else may have finished or voided it meanwhile: what is on record counts.
    const stored = await database.query((tx) => entryOfSerial(tx, entry.authority, entry.serial));
    return signed(stored);
  }

  function demandFitKey({ publicKey }: CertificateOrder): void {
    const findings = checkSubjectKey(publicKey);
    if (findings.length > 0) {
      throw certificateErrors.KEY_UNFIT({ privateDetail: findings.map(({ id }) => id).join(', ') });
    }
  }

  /** Step 2 for a lot of residents' certificates: what is on record now. What is missing has a key that was seen. */
  async function enterAll(
    orders: readonly CertificateOrder[],
    alongside: (tx: Tx, entered: readonly EnteredOrder[]) => Promise<void>,
  ): Promise<ReadonlyMap<CertificateOrder, LedgerRow>> {
    for (let attempt = 1; ; attempt++) {
      const drafts = orders.map((order) => ({
        order,
        entry: intentOf(order),
        shards: issuerOf(order).shards,
      }));
      const generations = new Map(orders.map((order) => [order.authority, issuerOf(order)]));
      const entered = await database.transaction(async (tx) => {
        for (const { kind, generation } of generations.values()) {
          if ((await holdGeneration(tx, kind, generation)) !== 'ISSUING') return 'elsewhere';
        }
        const inserted = await insertIntents(
          tx,
          drafts.map(({ entry }) => entry),
        );
        const fresh = drafts.filter(({ entry }) => inserted.has(entry.serial));
        const told = fresh.map(({ order, entry, shards }) => {
          return { order, entry, shard: shardOf(entry.serial, shards) };
        });
        if (told.length > 0) await alongside(tx, told);
        return new Map(fresh.map(({ order, entry }) => [order, entry]));
      });
      if (entered !== 'elsewhere') return entered;
      if (attempt === 3) throw new Error('no generation of these CAs issues');
      for (const authority of generations.keys()) await authorities.reload(authority);
    }
  }

  /** Signs and stores what has just been entered. Undefined: somebody else has finished it, or given it up. */
  async function finishAll(
    entries: readonly LedgerRow[],
  ): Promise<ReadonlyMap<LedgerRow, PromiseSettledResult<SignedEntry | undefined>>> {
    const outcomes = await Promise.allSettled(entries.map(sign));
    const made = entries.flatMap((row, index) => {
      const outcome = outcomes[index];
      return outcome?.status === 'fulfilled' ? [{ row, der: outcome.value }] : [];
    });
    const stored = await database.transaction(async (tx) => {
      const serials = await storeAllSigned(tx, made);
      for (const { row } of made) {
        if (serials.has(row.serial)) await followers.onSigned(tx, row);
      }
      return serials;
    });
    return new Map(
      entries.map((row, index): [LedgerRow, PromiseSettledResult<SignedEntry | undefined>] => {
        const outcome = outcomes[index] ?? { status: 'rejected', reason: new Error('not signed') };
        if (outcome.status === 'rejected') return [row, outcome];
        const value = stored.has(row.serial) ? { ...row, der: outcome.value } : undefined;
        return [row, { status: 'fulfilled', value }];
      }),
    );
  }

  async function issue(
    order: CertificateOrder,
    alongside?: (tx: Tx, entry: LedgerRow, shard: number) => Promise<void>,
  ): Promise<SignedEntry> {
    demandFitKey(order);
    const entry = await enter(order, alongside);
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
  }

  return {
    issue,

    async issueAll(orders, alongside) {
      const fit = await Promise.allSettled(orders.map(async (order) => demandFitKey(order)));
      const entered = await enterAll(
        orders.filter((_, index) => fit[index]?.status === 'fulfilled'),
        alongside,
      );
      const finished = await finishAll([...entered.values()]);
      return Promise.allSettled(
        orders.map(async (order, index) => {
          const key = fit[index];
          if (key?.status === 'rejected') throw key.reason;
          const entry = entered.get(order);
          const outcome = entry && finished.get(entry);
          if (outcome?.status === 'rejected') throw outcome.reason;
          // A key that was seen before, or a step that somebody else has taken: one by one.
          const value = outcome?.value;
          return (
            value ?? issue(order, (tx, intent, shard) => alongside(tx, [{ order, entry: intent, shard }]))
          );
        }),
      );
    },

    draft(order) {
      const intent = intentOf(order);
      return { intent, findings: [...checkSubjectKey(order.publicKey), ...findingsOf(intent)] };
    },

    async recover() {
      let finished = 0;
      let voided = 0;
      for (const entry of await database.query(unsignedIntents)) {
        const { state } = authorities.generation(entry.authority, entry.generation);
        const broken = publishesStatus(state) ? lintOf(entry) : 'the generation is over';
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
