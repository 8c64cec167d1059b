import { defineMessages } from '../../i18n/index.ts';

export const serviceMessages = defineMessages({
  service: {
    title: ['カードでログイン', 'Log in with your card'],
    wants: [
      (service: string) => `${service}が、あなた本人であることの確認を求めています`,
      (service: string) => `${service} asks you to prove who you are`,
    ],
    host: ['戻り先', 'You return to'],
    gets: ['渡されるもの', 'What it gets'],
    pairwise: ['このサービスだけで使う番号', 'A number for this service alone'],
    pairwiseText: [
      '同じ人がもう一度来たことだけがわかる番号です。サービスごとに違うので、ほかのサービスの番号と結びつけることはできません。',
      'It tells only that the same person has come again. Every service gets another one, so that they cannot be linked.',
    ],
    never: ['渡されないもの', 'What it never gets'],
    neverText: [
      'マイナンバー、暗証番号、カードの番号、顔写真',
      'Your Individual Number, your PIN, the numbers of your card, your photo',
    ],
    agree: ['渡してもよいものを選ぶ', 'Choose what may be handed over'],
    agreeText: [
      'チェックを外したものは渡されません。渡さないと手続が進まないことがあります。',
      'What you untick is not handed over. The service may then be unable to go on.',
    ],
    attributes: {
      name: ['氏名（ふりがな・ローマ字）', 'Name (with its readings)'],
      address: ['住所', 'Address'],
      birthdate: ['生年月日', 'Date of birth'],
      gender: ['性別', 'Sex'],
    },
    button: ['カードでログインする', 'Log in with your card'],
    buttonWith: ['同意して、カードでログインする', 'Agree and log in with your card'],
    decline: ['ログインしないで戻る', 'Go back without logging in'],
    purpose: [(service: string) => `${service}へのログイン`, (service: string) => `Log-in to ${service}`],
    leaving: [(service: string) => `${service}に戻ります`, (service: string) => `Returning to ${service}`],
    over: [
      '利用したいサイトに戻り、もう一度ログインを始めてください。',
      'Go back to the site that you want to use and start the log-in again.',
    ],
  },
  serviceProblem: {
    title: ['ログインを始められませんでした', 'The log-in could not begin'],
    lead: [
      'サービスからの呼び出しに誤りがあるか、時間が過ぎました。あなたの情報は何も渡されていません。',
      'The service’s call was wrong, or its time is over. Nothing about you was handed over.',
    ],
    next: [
      '利用したいサイトに戻り、もう一度ログインしてください。続くときは、そのサイトに次のコードを伝えてください。',
      'Go back to the site and log in again. If it happens again, tell that site this code.',
    ],
  },
});
