import { defineMessages } from '../../i18n/index.ts';

export const serviceMessages = defineMessages({
  ja: {
    service: {
      title: 'カードでログイン',
      wants: (service: string) => `${service}が、あなた本人であることの確認を求めています`,
      host: '戻り先',
      gets: '渡されるもの',
      pairwise: 'このサービスだけで使う番号',
      pairwiseText:
        '同じ人がもう一度来たことだけがわかる番号です。サービスごとに違うので、ほかのサービスの番号と結びつけることはできません。',
      never: '渡されないもの',
      neverText: 'マイナンバー、暗証番号、カードの番号、顔写真',
      agree: '渡してもよいものを選ぶ',
      agreeText: 'チェックを外したものは渡されません。渡さないと手続が進まないことがあります。',
      attributes: {
        name: '氏名（ふりがな・ローマ字）',
        address: '住所',
        birthdate: '生年月日',
        gender: '性別',
      },
      button: 'カードでログインする',
      buttonWith: '同意して、カードでログインする',
      decline: 'ログインしないで戻る',
      purpose: (service: string) => `${service}へのログイン`,
      leaving: (service: string) => `${service}に戻ります`,
      over: '利用したいサイトに戻り、もう一度ログインを始めてください。',
    },
    serviceProblem: {
      title: 'ログインを始められませんでした',
      lead: 'サービスからの呼び出しに誤りがあるか、時間が過ぎました。あなたの情報は何も渡されていません。',
      next: '利用したいサイトに戻り、もう一度ログインしてください。続くときは、そのサイトに次のコードを伝えてください。',
    },
  },
  en: {
    service: {
      title: 'Log in with your card',
      wants: (service: string) => `${service} asks you to prove who you are`,
      host: 'You return to',
      gets: 'What it gets',
      pairwise: 'A number for this service alone',
      pairwiseText:
        'It tells only that the same person has come again. Every service gets another one, so that they cannot be linked.',
      never: 'What it never gets',
      neverText: 'Your Individual Number, your PIN, the numbers of your card, your photo',
      agree: 'Choose what may be handed over',
      agreeText: 'What you untick is not handed over. The service may then be unable to go on.',
      attributes: {
        name: 'Name (with its readings)',
        address: 'Address',
        birthdate: 'Date of birth',
        gender: 'Sex',
      },
      button: 'Log in with your card',
      buttonWith: 'Agree and log in with your card',
      decline: 'Go back without logging in',
      purpose: (service: string) => `Log-in to ${service}`,
      leaving: (service: string) => `Returning to ${service}`,
      over: 'Go back to the site that you want to use and start the log-in again.',
    },
    serviceProblem: {
      title: 'The log-in could not begin',
      lead: 'The service’s call was wrong, or its time is over. Nothing about you was handed over.',
      next: 'Go back to the site and log in again. If it happens again, tell that site this code.',
    },
  },
});
