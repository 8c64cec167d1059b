import { defineErrors } from '../../platform/index.ts';

export const verifierErrors = defineErrors('verifiers', {
  VERIFIER_UNKNOWN: {
    status: 401,
    title: {
      ja: '認定を受けた検証者からの要求と確かめられません。',
      en: 'This request does not prove that it comes from an accredited verifier.',
    },
    next: {
      ja: '登録した証明書での相互TLS、または登録した鍵での署名（RFC 9421）を付けて送ってください。',
      en: 'Send it over mutual TLS with your registered certificate, or sign it with your registered key (RFC 9421).',
    },
  },
  VERIFIER_NOT_IN_FORCE: {
    status: 403,
    title: {
      ja: '認定が停止中か、有効期間の外です。',
      en: 'The accreditation is suspended or not in force.',
    },
    next: { ja: '認証局の運用担当に問い合わせてください。', en: 'Ask the operators of the CA.' },
  },
  VERIFIER_SCOPE: {
    status: 403,
    title: {
      ja: '認定の範囲に含まれない問合せです。',
      en: 'The accreditation does not include this question.',
    },
    next: {
      ja: '認定の範囲を確かめてください。',
      en: 'Check what your accreditation includes; widening it takes a decision of the minister.',
    },
  },
  VERIFIER_QUOTA: {
    status: 429,
    title: { ja: '問合せの上限に達しました。', en: 'The number of questions that you may ask is used up.' },
    next: {
      ja: '秒あたりの上限なら少し待って、日あたりの上限なら翌日（日本時間）に、もう一度送ってください。',
      en: 'Wait a moment if it is the rate, or until tomorrow in Japan if it is the quota of the day.',
    },
  },
  VERIFIER_REGISTRATION_UNFIT: {
    status: 422,
    title: { ja: '登録の内容が合いません：{problem}', en: 'The registration does not fit: {problem}.' },
    next: { ja: '直してから、もう一度提案してください。', en: 'Correct it and propose it again.' },
  },
  VERIFIER_CREDENTIAL_TAKEN: {
    status: 409,
    title: {
      ja: '証明書・鍵・サービスのどれかが、別の検証者に登録されています。',
      en: 'One of the certificates, keys or services is registered for another verifier.',
    },
    next: { ja: '検証者ごとに別のものを使ってください。', en: 'Each verifier has its own.' },
  },
});
