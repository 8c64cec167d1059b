import { defineErrors } from '../../platform/index.ts';

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
  TWO_PERSONS_NEEDED: {
    status: 403,
    title: {
      ja: '認証局の鍵に関わる操作は、二人で行います。',
      en: 'An act on the key of a CA takes two persons.',
    },
    next: {
      ja: '提案した人とは別の認証局担当者が承認してください。',
      en: 'Another CA operator than the one who proposed it has to confirm.',
    },
  },
  GENERATION_ON_ITS_WAY: {
    status: 409,
    title: {
      ja: '次の世代の番号ではないか、別の世代がすでに準備中です。',
      en: 'That is not the next generation, or another one is already on its way.',
    },
    next: {
      ja: '準備中の世代を発行に切り替えるか、取りやめてから、もう一度行ってください。',
      en: 'Switch to the generation that is on its way, or withdraw it, and then begin again.',
    },
  },
  GENERATION_ALONE: {
    status: 409,
    title: { ja: '戻る先の世代がありません。', en: 'There is no earlier generation to go back to.' },
    next: {
      ja: '前の世代は終了しています。新しい世代を準備してください。',
      en: 'Its predecessor is over. Prepare a new generation instead.',
    },
  },
  GENERATION_USED: {
    status: 409,
    title: {
      ja: 'この世代は、すでに電子証明書を発行しています。',
      en: 'This generation has already issued certificates.',
    },
    next: {
      ja: '取りやめると検証できなくなるため、取りやめられません。発行を切り替えて使い続けてください。',
      en: 'It cannot be withdrawn, because nobody could check them any more. Leave it published.',
    },
  },
  GENERATION_IN_USE: {
    status: 409,
    title: {
      ja: 'この世代が発行した電子証明書の有効期間が終わっていません。',
      en: 'Certificates of this generation may still be valid.',
    },
    next: {
      ja: '{date}以降に終了してください。それまでは失効情報を出し続けます。',
      en: 'Retire it on {date} or later; until then it goes on answering for what it issued.',
    },
  },
  INSTITUTION_NAME_IN_USE: {
    status: 409,
    title: {
      ja: 'この名前の証明書（{serial}）が、別の鍵で使われています。',
      en: 'This name is in use: the certificate {serial} has it, with another key.',
    },
    next: {
      ja: '有効期間の終わりが3か月以内なら更新として申し込み、そうでなければ先に失効させてください。何も発行していません。',
      en: 'Ask for a renewal in the last three months of that certificate, or revoke it first. Nothing was issued.',
    },
  },
  DAYS_FORBIDDEN: {
    status: 422,
    title: {
      ja: 'この種類の電子証明書の有効期間は、1日から{days}日までです。',
      en: 'A certificate of this kind lives between 1 and {days} days.',
    },
    next: { ja: '日数を直してください。', en: 'Change the number of days. Nothing was issued.' },
  },
});
