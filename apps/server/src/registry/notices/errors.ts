import { defineErrors } from '../../platform/index.ts';

export const noticeErrors = defineErrors('notices', {
  LETTER_FOR_ADDRESSEE: {
    status: 403,
    title: {
      ja: 'この手紙は、宛先のご本人だけのものです。',
      en: 'This letter is for its addressee alone.',
    },
    next: {
      ja: '申請書IDが記載されているため、窓口では開けません。登録された住所に郵送されます。',
      en: 'It carries the application ID, so the office cannot open it. It goes by post to the registered address.',
    },
  },
  LETTER_NOT_FOUND: {
    status: 404,
    title: { ja: 'この通知は見つかりません。', en: 'There is no such letter.' },
    next: { ja: '一覧から選び直してください。', en: 'Choose it again from the list.' },
  },
  LETTER_BEING_PRINTED: {
    status: 409,
    title: { ja: '通知を作成しています。', en: 'The letter is still being made.' },
    next: { ja: '数秒待ってから開き直してください。', en: 'Open it again in a few seconds.' },
  },
});
