import { defineErrors } from '../../platform/index.ts';

const startAnew = {
  ja: '運用担当2人の鍵で、もう一度始めてください（mibun country settle）。',
  en: 'Start again with the keys of two operators (mibun country settle). What was entered is kept.',
};

export const settlementErrors = defineErrors('settlement', {
  SETTLEMENT_NO_OPERATORS: {
    status: 409,
    title: {
      ja: 'このシステムには、開設を認める運用担当の公開鍵が登録されていません。',
      en: 'This system has no public keys of operators who could settle it.',
    },
    next: {
      ja: 'MIBUN_CEREMONIES と MIBUN_CEREMONY_OPERATORS を設定してから、起動し直してください。',
      en: 'Set MIBUN_CEREMONIES and MIBUN_CEREMONY_OPERATORS, and start the system again.',
    },
  },
  SETTLEMENT_OFFER_OVER: {
    status: 404,
    title: {
      ja: 'この開設の申込みはないか、時間切れです。',
      en: 'There is no such offer to settle, or its time is over.',
    },
    next: startAnew,
  },
  SETTLEMENT_APPROVAL_WRONG: {
    status: 403,
    title: {
      ja: '登録された運用担当2人の署名がそろっていません。',
      en: 'These are not the signatures of two different operators whom this system knows.',
    },
    next: {
      ja: '鍵が MIBUN_CEREMONY_OPERATORS にある別々の2人で、もう一度始めてください。',
      en: 'Start again with two people whose keys are in MIBUN_CEREMONY_OPERATORS.',
    },
  },
  SETTLEMENT_OVER: {
    status: 401,
    title: {
      ja: '開設の手続は終わったか、時間切れです。',
      en: 'This settling has ended, or its time is over.',
    },
    next: startAnew,
  },
  SETTLEMENT_CEREMONY_ENDED: {
    status: 409,
    title: {
      ja: '最初の職員を任命する儀式は、すでに終わっています。',
      en: 'The ceremony of first staff has been ended, for good.',
    },
    next: {
      ja: '職員のカードは、ほかの住民と同じ申請で作ります。',
      en: 'Cards of staff are applied for like everybody’s from now on. Residents can still be entered.',
    },
  },
  SETTLEMENT_PERSON_UNKNOWN: {
    status: 404,
    title: {
      ja: '氏名・生年月日・性別・住所のすべてが合う住民は、1人もいないか、2人以上います。',
      en: 'Not exactly one resident has this name, date of birth, sex and address.',
    },
    next: {
      ja: '住民の登録を先に済ませ、住民記録のとおりに書いてください。',
      en: 'Enter the residents first, and write all four as they are registered.',
    },
  },
  SETTLEMENT_OFFICE_UNKNOWN: {
    status: 422,
    title: { ja: 'この国の市区町村コードではありません。', en: 'This is no municipality of this country.' },
    next: {
      ja: 'municipalities.yaml にあるコードを書いてください。',
      en: 'Write a code that stands in municipalities.yaml.',
    },
  },
});
