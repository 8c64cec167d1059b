import { defineErrors } from '../../platform/index.ts';

export const linkingErrors = defineErrors('linking', {
  SERVICE_NOT_YOURS: {
    status: 403,
    title: {
      ja: 'このサービスは、この検証者に登録されていません。',
      en: 'This service is not registered for this verifier.',
    },
    next: {
      ja: '登録したサービスの番号を確かめてください。',
      en: 'Check the id of the service in your registration.',
    },
  },
  LINK_CERTIFICATE_UNKNOWN: {
    status: 422,
    title: {
      ja: 'この認証局が発行した電子証明書ではありません。',
      en: 'This is not a certificate that our CAs have issued to a resident.',
    },
    next: {
      ja: 'カードから読んだ証明書を、そのまま送ってください。利用者を新しく登録してはいけません。',
      en: 'Send the certificate as it was read from the card. Do not take its holder for a new customer.',
    },
  },
  LINK_UNAVAILABLE: {
    status: 503,
    title: {
      ja: 'ひも付けの情報を、今は取り出せません。',
      en: 'The linking data cannot be fetched at this moment.',
    },
    next: {
      ja: '少し待って、もう一度問い合わせてください。それまで、利用者を新しく登録してはいけません。',
      en: 'Ask again in a moment. Until then do not take the holder for a new customer.',
    },
  },
  CONSENT_MISSING: {
    status: 403,
    title: { ja: '今、有効な同意はありません。', en: 'There is no consent in force.' },
    next: {
      ja: '利用者に同意を求めてください。利用者は断ることができます。',
      en: 'Ask the person for consent; they are free to refuse.',
    },
  },
  ATTRIBUTES_NO_NEW_CERTIFICATE: {
    status: 409,
    title: {
      ja: '新しい署名用電子証明書がまだ発行されていないため、提供できません。',
      en: 'No new signature certificate has been issued yet, so nothing is supplied.',
    },
    next: { ja: '後日、もう一度問い合わせてください。', en: 'Ask again another day.' },
  },
  ATTRIBUTES_UNCHANGED: {
    status: 409,
    title: {
      ja: 'この証明書は今も有効です。内容は証明書のとおりです。',
      en: 'This certificate is still the present one; what it says is current.',
    },
    next: { ja: '証明書の内容を使ってください。', en: 'Use what the certificate says.' },
  },
  OFFER_INCOMPLETE: {
    status: 422,
    title: {
      ja: '必須の説明がありません：{missing}',
      en: 'Explanations that are mandatory are missing: {missing}.',
    },
    next: { ja: '説明を加えて、もう一度送ってください。', en: 'Add them and send it again.' },
  },
  OFFER_OVER: {
    status: 410,
    title: {
      ja: 'この案内は見つからないか、使える期間が終わりました。',
      en: 'This invitation does not exist, has been used, or is over.',
    },
    next: {
      ja: '番号を確かめるか、案内をくれた会社に新しいものを頼んでください。',
      en: 'Check the number, or ask the company that gave it to you for a new one.',
    },
  },
  CONSENT_ONLY_VIA_COMPANY: {
    status: 403,
    title: {
      ja: '一度撤回した同意は、会社からあなたに届いた案内でだけ、もう一度できます。',
      en: 'After a withdrawal, consent can be given again only on an invitation that the company makes for you.',
    },
    next: {
      ja: '会社に連絡して、あなた用の案内をもらってください。',
      en: 'Contact the company and ask for an invitation of your own.',
    },
  },
  CONSENT_CEREMONY_OVER: {
    status: 410,
    title: { ja: '同意の手続きの時間が終わりました。', en: 'The time for this step is over.' },
    next: {
      ja: '署名は行われていません。もう一度はじめてください。',
      en: 'Nothing was signed. Begin again.',
    },
  },
  CONSENT_ALREADY_SIGNED: {
    status: 409,
    title: { ja: 'この文章には、もう署名しました。', en: 'This text has already been signed.' },
    next: {
      ja: '同意の一覧で、今の状態を確かめてください。',
      en: 'See in the list of your consents where it stands now.',
    },
  },
  CONSENT_SIGNATURE_WRONG: {
    status: 422,
    title: {
      ja: 'カードの署名が、表示した文章と合いません。',
      en: 'The signature of the card does not fit the text that was shown.',
    },
    next: { ja: 'もう一度はじめてください。', en: 'Begin again; nothing was recorded.' },
  },
});
