import { createHash } from 'node:crypto';
import type { Action, Bilingual, ProposalEvent, Wanted } from '@mibun/rules';
import type { z } from 'zod';
import { type ActName, type ActWords, defineActs } from './acts.ts';
import type { Purpose } from './audit.ts';
import type { StoredProposal } from './proposal-store.ts';

/** In the transaction of the second word, or by a job afterwards: where a key signs or a machine works. */
export type Manner = 'at-once' | 'by-job';

export interface KindsDeclared<K extends string, C extends object, M extends Manner> {
  /** What each act is called, as a noun: … is proposed, approved, carried out. */
  readonly kinds: Readonly<Record<K, Bilingual>>;
  /** The row of the matrix of domain.md §9, and what of it each of the two needs. */
  readonly who: { readonly action: Action; readonly propose: Wanted; readonly confirm: Wanted };
  readonly purpose: Purpose;
  /** How long a proposal stands; null: until somebody decides. */
  readonly standsMs: number | null;
  readonly carriedOut: M;
  /** What is proposed, whole: what the second person is shown is what is carried out. */
  readonly content: z.ZodType<C>;
  /** What of the content the audit trail holds. */
  readonly audited: (content: C) => Readonly<Record<string, unknown>>;
}

/** Acts of two persons of one module, as data. */
export interface ProposalKinds<K extends string, C extends object, M extends Manner>
  extends KindsDeclared<K, C, M> {
  readonly module: string;
  readonly acts: Readonly<Record<string, ActName>>;
}

const WORDS: Readonly<Record<ProposalEvent, (ja: string, en: string) => ActWords>> = {
  propose: (ja, en) => [`${ja}を提案しました`, `proposed ${en}`],
  'carry-out': (ja, en) => [`${ja}を承認しました`, `approved ${en}`],
  confirm: (ja, en) => [`${ja}を承認しました`, `approved ${en}`],
  finish: (ja, en) => [`${ja}を実施しました`, `carried out ${en}`],
  refuse: (ja, en) => [`${ja}は実施できませんでした`, `could not carry out ${en}`],
  resume: (ja, en) => [`${ja}を再開しました`, `went on with ${en}`],
  withdraw: (ja, en) => [`${ja}の提案を取り下げました`, `withdrew the proposal of ${en}`],
  lapse: (ja, en) => [`${ja}の提案の期限が切れました`, `let the proposal of ${en} lapse`],
};

const CONFIRMING: Readonly<Record<Manner, readonly ProposalEvent[]>> = {
  'at-once': ['carry-out'],
  'by-job': ['confirm', 'finish', 'refuse', 'resume'],
};

/** Declares acts of two persons, with their words in the audit trail. */
export function defineProposals<K extends string, C extends object, M extends Manner>(
  module: string,
  declared: KindsDeclared<K, C, M>,
): ProposalKinds<K, C, M> {
  const events: readonly ProposalEvent[] = [
    'propose',
    ...CONFIRMING[declared.carriedOut],
    'withdraw',
    ...(declared.standsMs === null ? [] : (['lapse'] as const)),
  ];
  const words = Object.entries<Bilingual>(declared.kinds).flatMap(([kind, { ja, en }]) =>
    events.map((event) => [`${event}-${kind}`, WORDS[event](ja, en)] as const),
  );
  return { ...declared, module, acts: defineActs(module, Object.fromEntries(words)) };
}

/** A fingerprint of what is proposed: by it the second person's window says what it has shown. */
export function digestOf({ kind, subject, content }: Pick<StoredProposal, 'kind' | 'subject' | 'content'>) {
  return createHash('sha256').update(inOneOrder({ kind, subject, content })).digest('base64url');
}

/** The database keeps the members of an object in an order of its own. */
function inOneOrder(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
