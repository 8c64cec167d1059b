import { defineErrors } from '../../platform/index.ts';

export const callCentreErrors = defineErrors('call-centre', {
  CALLER_NOT_IDENTIFIED: {
    status: 403,
    title: {
      ja: '氏名・生年月日・性別・住所のうち、三つ以上が一致していません。',
      en: 'Fewer than three of name, date of birth, sex and address agree with the registry.',
    },
    next: {
      ja: 'もう一度聞き直してください。それでも足りないときは、責任者に電話を引き継いでください。',
      en: 'Ask again. If it is still not enough, pass the call to a supervisor; suspend nothing.',
    },
  },
  CALL_NO_CARD: {
    status: 409,
    title: { ja: 'この方に、運用中のカードはありません。', en: 'This person has no card in operation.' },
    next: {
      ja: '止めるカードがないことを伝え、市区町村の窓口を案内してください。',
      en: 'Say that there is nothing to stop, and refer the caller to the municipal office.',
    },
  },
  CALL_ALREADY_SUSPENDED: {
    status: 409,
    title: { ja: 'このカードは、もう一時停止されています。', en: 'This card is already suspended.' },
    next: {
      ja: '止まっていることを伝えてください。解除は窓口でだけできます。',
      en: 'Say that it is stopped. It can be reactivated only at the municipal office.',
    },
  },
  CALL_OVER: {
    status: 409,
    title: { ja: 'この電話の受付は終わっています。', en: 'This call is closed.' },
    next: {
      ja: 'もう一度本人を確認し、新しい受付として始めてください。',
      en: 'Identify the caller again, as a new call.',
    },
  },
  CALL_TOO_MANY_SUSPENSIONS: {
    status: 429,
    title: {
      ja: '短い時間に多くのカードを止めています（{minutes}分間に{most}枚まで）。',
      en: 'Too many cards were suspended in a short time (at most {most} in {minutes} minutes).',
    },
    next: {
      ja: '責任者に知らせてください。この電話は、ほかの担当者が続けられます。',
      en: 'Tell a supervisor. A colleague can go on with this call.',
    },
  },
});
