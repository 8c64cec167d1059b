import { ageOn, type BirthDate } from './birth-date.ts';
import type { PlainDate } from './dates.ts';
import { ALLOWED, type Bilingual, refuse, type Verdict } from './text-pair.ts';

export interface ProxyReason extends Bilingual {
  /** What proves it (domain.md PRX-02); `null` where the ID shows it already. */
  readonly evidence: Bilingual | null;
}

const HANDBOOK = { ja: '手帳', en: 'handbook' } as const;
const FACILITY_PAPER = { ja: '病院・施設の証明書', en: 'paper of the hospital or facility' } as const;

/** The closed list of reasons for which somebody else may pick up a card (domain.md PRX-01). */
export const PROXY_REASONS = {
  ward: {
    ja: '成年被後見人',
    en: 'adult ward',
    evidence: { ja: '登記事項証明書', en: 'register certificate' },
  },
  curatorship: {
    ja: '被保佐人・被補助人・任意被後見人',
    en: 'under curatorship, assistance or voluntary guardianship',
    evidence: { ja: '登記事項証明書', en: 'register certificate' },
  },
  'child-to-lower-secondary': {
    ja: '未就学児・小学生・中学生',
    en: 'pre-school, primary or lower-secondary pupil',
    evidence: null,
  },
  'upper-secondary': {
    ja: '高校生・高専生',
    en: 'upper-secondary or technical-college student',
    evidence: { ja: '学生証など', en: 'student card' },
  },
  'aged-75': { ja: '75歳以上', en: '75 or over', evidence: null },
  'long-term-in-patient': { ja: '長期入院', en: 'long-term in-patient', evidence: FACILITY_PAPER },
  disabled: { ja: '障害がある', en: 'disabled', evidence: HANDBOOK },
  'in-facility': { ja: '施設に入所', en: 'living in a facility', evidence: FACILITY_PAPER },
  'care-certified': {
    ja: '要介護・要支援認定',
    en: 'certified as needing long-term care or support',
    evidence: { ja: '介護保険被保険者証', en: 'care insurance card' },
  },
  pregnant: { ja: '妊娠中', en: 'pregnant', evidence: { ja: '母子健康手帳', en: 'maternity handbook' } },
  'business-trip-or-crew': {
    ja: '長期出張・船員など',
    en: 'long-term business trip or crew',
    evidence: { ja: '辞令など', en: 'transfer order' },
  },
  'studying-abroad': { ja: '海外留学', en: 'studying abroad', evidence: { ja: '査証など', en: 'visa' } },
  'socially-withdrawn': {
    ja: '社会的参加を回避しており、公的機関の支援を受けている',
    en: 'socially withdrawn, supported by a public body',
    evidence: { ja: '支援機関の証明書', en: 'paper of the supporting body' },
  },
} as const satisfies Readonly<Record<string, ProxyReason>>;

export type ProxyReasonId = keyof typeof PROXY_REASONS;

export type ProxyBar =
  | 'reason-not-recognised'
  | 'age-does-not-fit'
  | 'evidence-missing'
  | 'only-legal-representative';

/** Whether a reason is on the list. Work, study in the country and travel are not. */
export function isProxyReason(reason: string): reason is ProxyReasonId {
  return Object.hasOwn(PROXY_REASONS, reason);
}

/** Whether a proxy may pick up the card for this reason (domain.md PRX-01, PRX-02, PRX-04). */
export function proxyPickUp(input: {
  /** As chosen or stated; not necessarily on the list. */
  readonly reason: string;
  readonly birthDate: BirthDate;
  readonly on: PlainDate;
  readonly evidenceShown: boolean;
  /** A sub-agent whom the legal representative appointed counts as one. */
  readonly proxyIsLegalRepresentative: boolean;
}): Verdict<ProxyBar> {
  if (!isProxyReason(input.reason)) {
    return refuse(
      'reason-not-recognised',
      'PRX-01',
      '仕事・学校・旅行などの理由では、代理人は受け取れません。ご本人がお越しください。休日の窓口もあります。',
      'Work, school or travel is no reason for a proxy. Come in person; there are weekend counters.',
    );
  }
  const age = ageOn(input.birthDate, input.on);
  const ageFits =
    (input.reason !== 'aged-75' || age >= 75) &&
    // Compulsory schooling ends in the spring after the 15th birthday.
    (input.reason !== 'child-to-lower-secondary' || age <= 15) &&
    (input.reason !== 'upper-secondary' || (age >= 15 && age <= 20));
  if (!ageFits) {
    return refuse(
      'age-does-not-fit',
      'PRX-01',
      '年齢がこの理由に当てはまりません。',
      'The applicant’s age does not fit this reason.',
    );
  }
  if (input.reason === 'ward' && !input.proxyIsLegalRepresentative) {
    return refuse(
      'only-legal-representative',
      'PRX-04',
      '成年被後見人のカードは、法定代理人（またはその復代理人）だけが受け取れます。',
      'The card of a ward is given only to the legal representative or a sub-agent he appoints.',
    );
  }
  const evidence = PROXY_REASONS[input.reason].evidence;
  if (evidence !== null && !input.evidenceShown) {
    return refuse(
      'evidence-missing',
      'PRX-02',
      `来庁できないことを示す書類（${evidence.ja}）が必要です。`,
      `A proof that the applicant cannot come is needed (${evidence.en}).`,
    );
  }
  return ALLOWED;
}
