import type { Bilingual } from './text-pair.ts';

/** Yen. National defaults; an installation may change them (domain.md §9, change parameters). */
export interface FeeAmounts {
  readonly card: number;
  readonly expressCard: number;
  readonly certificates: number;
}

/** domain.md FEE-01, EXP-03. */
export const FEE_AMOUNTS: FeeAmounts = { card: 800, expressCard: 1800, certificates: 200 };

export interface CauseOfIssue extends Bilingual {
  readonly charged: boolean;
  readonly rule: string;
}

const free = (rule: string, ja: string, en: string): CauseOfIssue => ({ charged: false, rule, ja, en });
const charged = (ja: string, en: string): CauseOfIssue => ({ charged: true, rule: 'FEE-02', ja, en });

/** Why a card is issued, and whether it costs the holder anything (domain.md FEE-01 to FEE-03, EXP-02). */
export const CAUSES_OF_ISSUE = {
  first: free('FEE-01', '初めての交付', 'first card'),
  lost: charged('紛失', 'lost'),
  'burnt-or-thrown-away': charged('焼失・廃棄（本人の責任）', 'burnt or thrown away by own fault'),
  damaged: charged('破損（本人の責任）', 'damaged by own fault'),
  'missed-continued-use': charged('継続利用の手続きをしなかった', 'continued use was missed'),
  'missed-stay-extension': charged('在留期間の延長手続きをしなかった', 'stay extension was missed'),
  'record-cancelled': charged('住民票の消除', 'resident record was cancelled'),
  'voluntary-return': charged('自主返納の後の申請', 'new card after a voluntary return'),
  'photo-wish': charged('写真の変更希望', 'wish for another photo'),
  'old-card-not-returned': charged('更新時に旧カードを返納しない', 'old card not returned at renewal'),
  renewal: free('FEE-03', '有効期間満了・更新', 'expired, or less than three months to expiry'),
  'addendum-full': free('FEE-03', '追記欄の満了', 'addendum field full'),
  'return-from-abroad': free('FEE-03', '国外からの転入', 'return from abroad'),
  'number-changed': free('FEE-03', 'マイナンバー・住民票コードの変更', 'number or resident code changed'),
  disaster: free('FEE-03', '災害（罹災証明あり）', 'disaster, with certificate'),
  'theft-with-evidence': free('FEE-03', '盗難（受理番号あり）', 'theft, with a receipt number'),
  'not-at-fault': free(
    'FEE-03',
    '本人の責任によらない故障など',
    'chip failure or other cause not the holder’s fault',
  ),
  'office-error': free('FEE-03', '市区町村・機構の誤り', 'error of the municipality or the card issuer'),
  'record-changed': free('FEE-03', '氏名・性別などの記録の変更', 'certain changes of name or sex records'),
  'new-resident': free('EXP-02', '新たに中長期在留者などになった', 'newly a resident'),
  released: free('EXP-02', '刑事施設などからの釈放', 'released from a penal institution'),
} as const satisfies Readonly<Record<string, CauseOfIssue>>;

export type IssueCause = keyof typeof CAUSES_OF_ISSUE;

export interface Fee {
  /** Yen, each and together. */
  readonly card: number;
  readonly certificates: number;
  readonly total: number;
  readonly rule: string;
}

/** What a card costs. Certificates are charged only with a charged card, and only if at least one is wanted (domain.md FEE-01). */
export function reissueFee(
  input: { readonly cause: IssueCause; readonly express: boolean; readonly withCertificates: boolean },
  amounts: FeeAmounts = FEE_AMOUNTS,
): Fee {
  const cause = CAUSES_OF_ISSUE[input.cause];
  if (!cause.charged) return { card: 0, certificates: 0, total: 0, rule: cause.rule };
  const card = input.express ? amounts.expressCard : amounts.card;
  const certificates = input.withCertificates ? amounts.certificates : 0;
  return { card, certificates, total: card + certificates, rule: input.express ? 'EXP-03' : cause.rule };
}

/** A fee as papers in Japanese write it. */
export function feeInWords({ total }: Fee): string {
  return total === 0 ? '無料' : `${total.toLocaleString('ja-JP')}円`;
}
