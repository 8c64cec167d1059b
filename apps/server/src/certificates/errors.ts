import { defineErrors } from '../platform/index.ts';

export const certificateErrors = defineErrors('certificates', {
  KEY_UNFIT: {
    status: 422,
    title: {
      ja: 'チップの鍵が基準を満たしていません。',
      en: 'The key in the chip does not meet the requirements.',
    },
    next: {
      ja: 'このカードは使わず、別のカードで作り直してください。',
      en: 'Do not use this card; make another one. No certificate was issued.',
    },
  },
  KEY_SEEN_BEFORE: {
    status: 409,
    title: {
      ja: 'この鍵には、すでに別の電子証明書が発行されています。',
      en: 'This key already has another certificate.',
    },
    next: {
      ja: 'このカードは使わず、カードの製造元に報告してください。',
      en: 'Do not use this card, and report it to its maker: two chips must never share a key.',
    },
  },
  SIGNATURE_NOT_FOR_PERSON: {
    status: 422,
    title: {
      ja: '署名用電子証明書は、15歳以上の方に発行します。',
      en: 'A signature certificate is issued from the age of 15.',
    },
    next: {
      ja: '利用者証明用電子証明書だけを発行してください。',
      en: 'Issue the authentication certificate alone.',
    },
  },
  LINT_FAILED: {
    status: 422,
    title: {
      ja: '電子証明書の内容が規定に合わないため、発行しませんでした。',
      en: 'The certificate would have broken its profile, so it was not issued.',
    },
    next: {
      ja: '記載内容を確かめてから、もう一度発行してください（{findings}）。',
      en: 'Check the contents and issue again ({findings}). Nothing was signed.',
    },
  },
  REASON_FORBIDDEN: {
    status: 422,
    title: {
      ja: 'この失効理由は、今の状態の電子証明書には使えません。',
      en: 'This reason cannot be given for a certificate in its present state.',
    },
    next: {
      ja: '届出の種類を確かめてください。',
      en: 'Check which kind of report this is. Nothing was changed.',
    },
  },
});
