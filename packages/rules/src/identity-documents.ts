import { ALLOWED, type Bilingual, refuse, type Verdict } from './text-pair.ts';

/**
 * A: one is enough (IDD-01). B: two are needed (IDD-02). `number` proves the number or the issue, and counts towards
 * neither group.
 */
export type DocumentGroup = 'A' | 'B' | 'number';

export interface IdentityDocument extends Bilingual {
  readonly id: string;
  readonly group: DocumentGroup;
  /** Shows the holder's face. */
  readonly photo: boolean;
}

const A = (id: string, ja: string, en: string): IdentityDocument => ({ id, group: 'A', photo: true, ja, en });
const B = (id: string, ja: string, en: string, photo = false): IdentityDocument => ({
  id,
  group: 'B',
  photo,
  ja,
  en,
});

/** What a counter accepts (domain.md IDD-01, IDD-02). */
export const IDENTITY_DOCUMENTS: readonly IdentityDocument[] = [
  A('individual-number-card', 'マイナンバーカード', 'Individual Number Card'),
  A('resident-card-with-photo', '写真付き住民基本台帳カード', 'resident card with photo'),
  A('driving-licence', '運転免許証', 'driving licence'),
  A(
    'driving-history-certificate',
    '運転経歴証明書（平成24年4月1日以降交付）',
    'driving-history certificate issued on or after 1 April 2012',
  ),
  A('passport', '旅券（パスポート）', 'passport'),
  A('physical-disability-handbook', '身体障害者手帳', 'physical disability handbook'),
  A('mental-disability-handbook', '精神障害者保健福祉手帳', 'mental disability handbook'),
  A('intellectual-disability-handbook', '療育手帳', 'intellectual disability handbook'),
  A('residence-card', '在留カード', 'residence card'),
  A('special-permanent-resident-certificate', '特別永住者証明書', 'special permanent resident certificate'),
  A('temporary-refuge-permit', '一時庇護許可書', 'permit for temporary refuge'),
  A('provisional-stay-permit', '仮滞在許可書', 'permit for provisional stay'),
  B('health-insurance', '健康保険の資格確認書', 'health insurance eligibility certificate'),
  B('long-term-care-insurance', '介護保険被保険者証', 'long-term care insurance card'),
  B('medical-certificate', '医療受給者証', 'medical benefit certificate'),
  B('pension-book', '年金手帳・年金証書', 'pension book or certificate'),
  B('child-allowance-certificate', '児童扶養手当証書', 'child rearing allowance certificate'),
  B(
    'special-child-allowance-certificate',
    '特別児童扶養手当証書',
    'special child rearing allowance certificate',
  ),
  B('welfare-recipient-certificate', '生活保護受給者証', 'public assistance recipient certificate'),
  B('bank-book', '預金通帳', 'bank book'),
  B('employee-card', '社員証', 'employee card', true),
  B('student-card', '学生証', 'student card', true),
  B(
    'public-licence',
    '公的な資格証明書（船員手帳、無線従事者免許証など）',
    'public licence (ship, radio, electrician …)',
    true,
  ),
  B(
    'face-photo-certificate',
    '顔写真証明書（病院、施設、ケアマネジャー、法定代理人などが作成）',
    'face photo certificate signed by a hospital, facility, care manager or representative',
    true,
  ),
  { id: 'notification-card', group: 'number', photo: false, ja: '通知カード', en: 'notification card' },
];

export type DocumentReason = 'unknown-document' | 'none' | 'one-more' | 'needs-photo';

function find(ids: readonly string[]): readonly IdentityDocument[] | undefined {
  // The same document shown twice is one document.
  const documents = [...new Set(ids)].map((id) => IDENTITY_DOCUMENTS.find((document) => document.id === id));
  return documents.every((document) => document !== undefined) ? documents : undefined;
}

const UNKNOWN = refuse(
  'unknown-document',
  'IDD-02',
  'この書類は本人確認には使えません。',
  'This document is not on the list of identity documents.',
);

function count(documents: readonly IdentityDocument[], group: DocumentGroup): number {
  return documents.filter((document) => document.group === group).length;
}

/** Whether the documents shown establish identity: one of group A, or two different ones of group B (domain.md IDD-01, IDD-02). */
export function sufficientDocuments(ids: readonly string[]): Verdict<DocumentReason> {
  const documents = find(ids);
  if (documents === undefined) return UNKNOWN;
  if (count(documents, 'A') >= 1 || count(documents, 'B') >= 2) return ALLOWED;
  if (count(documents, 'B') === 1) {
    return refuse(
      'one-more',
      'IDD-02',
      'この書類だけでは確認できません。「氏名と生年月日」または「氏名と住所」が書かれた別の書類がもう1点必要です。',
      'This document alone is not enough. One more that shows name and birth date, or name and address, is needed.',
    );
  }
  return refuse(
    'none',
    'IDD-01',
    '顔写真付きの公的な書類1点、または「氏名と生年月日」か「氏名と住所」が書かれた書類2点が必要です。',
    'One official document with a photo is needed, or two that show name and birth date or name and address.',
  );
}

/** Whether an applicant represented by a proxy has shown enough: one of the documents must carry a photo (domain.md PRX-03). */
export function sufficientForProxyPickUp(applicantIds: readonly string[]): Verdict<DocumentReason> {
  const verdict = sufficientDocuments(applicantIds);
  if (!verdict.ok) return verdict;
  if (find(applicantIds)?.some((document) => document.photo)) return ALLOWED;
  return refuse(
    'needs-photo',
    'PRX-03',
    '代理人が受け取る場合、申請者の書類のうち1点は顔写真付きである必要があります（顔写真証明書でもかまいません）。',
    'For pick-up by a proxy one of the applicant’s documents must carry a photo; a face photo certificate will do.',
  );
}

/**
 * Whether an applicant at the desk is identified well enough that the card may be mailed: A with its PIN verified,
 * A + A, A + B, or notification card + B + B (domain.md CH-DESK).
 */
export function sufficientForMailing(
  ids: readonly string[],
  shown: { readonly pinVerified: boolean },
): Verdict<DocumentReason> {
  const documents = find(ids);
  if (documents === undefined) return UNKNOWN;
  const a = count(documents, 'A');
  const b = count(documents, 'B');
  const pinOfCard = shown.pinVerified && documents.some(({ id }) => id === 'individual-number-card');
  if (a >= 1 && (pinOfCard || a + b >= 2)) return ALLOWED;
  if (count(documents, 'number') >= 1 && b >= 2) return ALLOWED;
  return refuse(
    'one-more',
    'CH-DESK',
    '郵送で受け取るには、顔写真付きの書類を含む2点、または通知カードと書類2点が必要です。',
    'To have the card mailed, two documents are needed of which one has an official photo, or the notification card and two others.',
  );
}
