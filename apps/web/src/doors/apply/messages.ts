import { defineMessages } from '../../i18n/index.ts';

/** Texts that several pages of this door share. */
export const messages = defineMessages({
  navigation: { apply: ['申請する', 'Apply'], status: ['申請の状況', 'Application status'] },
  steps: [
    ['申請書ID', '連絡先', '写真', '質問', '確認'],
    ['Application ID', 'Contact', 'Photo', 'Questions', 'Check'],
  ],
  optionalNote: [
    '入力した内容は、このタブを閉じるまで残ります。',
    'What you enter is kept until you close this tab.',
  ],
  applicationId: ['申請書ID', 'Application ID'],
  birthDate: ['生年月日', 'Date of birth'],
  typed: [
    (typed: number) => (typed === 0 ? '23桁' : `${typed} / 23桁`),
    (typed: number) => (typed === 0 ? '23 digits' : `${typed} of 23 digits`),
  ],
  errors: {
    required: {
      termsAccepted: [
        '申請を始めるには、同意が必要です。内容を読んで、チェックを入れてください。',
        'You can apply only if you agree. Read the terms and tick the box.',
      ],
      applicationId: [
        '申請書に載っている23桁の申請書IDを入力してください。',
        'Enter the 23-digit application ID printed on your form.',
      ],
      contactName: ['連絡先のお名前を入力してください。', 'Enter a name for us to write to.'],
      email: ['メールアドレスを入力してください。', 'Enter your e-mail address.'],
      photo: ['写真を選んでください。', 'Choose a photo.'],
      birthDate: [
        '生年月日を、実在する日付で入力してください。例：1988年3月14日、昭和63年3月14日',
        'Enter a real date of birth, for example 14 March 1988.',
      ],
      wantsSignature: [
        '「つける」か「つけない」を選んでください。',
        'Choose whether you want this certificate.',
      ],
      wantsAuthentication: [
        '「つける」か「つけない」を選んでください。',
        'Choose whether you want this certificate.',
      ],
    },
    nameForm: [
      'お名前は文字だけで入力してください（数字・記号・アドレスは使えません）。',
      'Enter the name in letters alone, without digits, signs or addresses.',
    ],
    emailForm: [
      'メールアドレスの形が正しくないようです。例：hanako@example.jp',
      'This does not look like an e-mail address. For example: hanako@example.jp',
    ],
    phoneForm: [
      '電話番号は数字とハイフンで入力してください。例：090-0123-4567',
      'Enter the number with digits and hyphens, for example 090-0123-4567.',
    ],
    birthDateFuture: [
      '生年月日が未来の日付になっています。年を確かめてください。',
      'This date of birth is in the future. Check the year.',
    ],
  },
  demo: {
    label: ['デモの助け', 'Demo help'],
    person: ['人を選ぶ', 'Choose a person'],
    choose: ['この人の申請書を使う', 'Use this person’s form'],
    intro: [
      'この国の人になって試せます。選ぶと、その人の申請書IDと連絡先が入ります。',
      'Try it as somebody who lives here. Their application ID and contact details are filled in.',
    ],
    birthDate: [
      (name: string, date: string) => `${name}さんの生年月日は${date}です。`,
      (name: string, date: string) => `${name} was born on ${date}.`,
    ],
    fill: ['入力する', 'Fill it in'],
    photo: [
      (name: string) => `${name}さんの写真がお手元にないときは、見本の写真を使えます。`,
      (name: string) => `No photo of ${name} at hand? Use the sample photo.`,
    ],
    usePhoto: ['見本の写真を使う', 'Use the sample photo'],
    mailbox: ['メールは、デモの郵便受けに届きます。', 'The mail arrives in the post box of the demo.'],
    openMailbox: ['郵便受けを開く', 'Open the post box'],
    otherForm: [
      'この人の申請書IDと生年月日で試せます。',
      'Try it with this person’s application ID and date of birth.',
    ],
  },
  years: [(years: number) => `${years}歳`, (years: number) => `${years} years old`],
});
