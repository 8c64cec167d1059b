import { defineMessages } from '../../i18n/index.ts';

export const messages = defineMessages({
  name: ['あおば銀行', 'Aoba Bank'],
  demo: [
    (country: string) => `デモ：架空の${country}にある、架空の銀行です。お金は動きません。`,
    (country: string) => `Demo: a fictitious bank in the fictitious ${country}. No money moves.`,
  ],
  skip: ['本文へ進む', 'Skip to main content'],
  topOf: ['あおば銀行のトップページ', 'Aoba Bank: first page'],
  logOut: ['ログアウト', 'Log out'],
  footer: ['株式会社あおば銀行（架空）　見本駅前支店', 'Aoba Bank, Ltd. (fictitious), Mihon Station branch'],
  home: {
    title: ['カード一枚で、窓口と同じ手続を', 'Your card is all you need'],
    lead: [
      '口座の開設も、毎日のログインも、お手持ちの個人番号カードだけ。IDもパスワードもいりません。',
      'Open an account and log in every day with your Individual Number Card. No user name, no password.',
    ],
    logIn: ['個人番号カードでログイン', 'Log in with your card'],
    open: ['口座を開設する', 'Open an account'],
    points: {
      remember: {
        title: ['覚えるものがない', 'Nothing to remember'],
        text: [
          'ログインに使うのは、カードと4桁の暗証番号。暗証番号は当行に送られません。',
          'Your card and its four-digit PIN log you in. The PIN never reaches us.',
        ],
      },
      quick: {
        title: ['5分で口座ができる', 'An account in five minutes'],
        text: [
          '住所や生年月日は、同意していただければカードで確認。書類の写真はいりません。',
          'With your consent the card confirms your address and date of birth. No photos of papers.',
        ],
      },
      little: {
        title: ['知りすぎない銀行', 'We do not ask for more than we need'],
        text: [
          'ふだんのログインでは、お名前さえ受け取りません。マイナンバーは使いません。',
          'An ordinary log-in does not even tell us your name. The Individual Number is never used.',
        ],
      },
    },
    alreadyIn: ['口座のページへ', 'To your account'],
  },
  problems: {
    declined: {
      title: ['ログインを取りやめました', 'You did not log in'],
      text: [
        '当行には何も渡されていません。いつでも、もう一度お試しください。',
        'Nothing was handed over to us. You can try again at any time.',
      ],
    },
    incomplete: {
      title: ['口座を開設できませんでした', 'The account could not be opened'],
      text: [
        '口座の開設には、氏名・住所・生年月日のすべてが必要です（法律による本人確認）。もう一度「口座を開設する」から、3つとも渡すことに同意してください。',
        'The law demands name, address and date of birth for an account. Start again with “Open an account” and agree to all three.',
      ],
    },
    over: {
      title: ['時間が過ぎました', 'Time is up'],
      text: ['もう一度ログインを始めてください。', 'Start the log-in again.'],
    },
    failed: {
      title: ['ログインできませんでした', 'The log-in failed'],
      text: [
        'もう一度お試しください。続くときは、カードの状態をマイページで確かめてください。',
        'Try again. If it fails again, look at the state of your card in the resident portal.',
      ],
    },
    unreachable: {
      title: ['本人確認のサービスにつながりません', 'The identity service cannot be reached'],
      text: [
        '少し待ってから、もう一度お試しください。当行の口座には影響ありません。',
        'Wait a moment and try again. Your account is not affected.',
      ],
    },
  },
  account: {
    title: [(holder: string) => `${holder} 様の口座`, (holder: string) => `Account of ${holder}`],
    ordinary: ['普通預金', 'Ordinary account'],
    number: ['口座番号', 'Account number'],
    branch: ['支店', 'Branch'],
    balance: ['残高', 'Balance'],
    yen: [(amount: string) => `${amount}円`, (amount: string) => `¥${amount}`],
    bookings: ['入出金の明細', 'Statement'],
    date: ['日付', 'Date'],
    what: ['内容', 'What'],
    amount: ['金額', 'Amount'],
    opened: ['口座を開いた日', 'Opened on'],
    about: ['お届けの内容', 'What we know about you'],
    address: ['住所', 'Address'],
    birthDate: ['生年月日', 'Date of birth'],
    customerId: ['当行だけのお客さま番号', 'Your number at this bank alone'],
    customerIdText: [
      'カードでのログインのたびに、本人確認のサービスから届く番号です。ほかの会社には別の番号が届くので、当行の番号と結びつけることはできません。',
      'The identity service sends us this number whenever you log in with your card. Other companies get other numbers, which cannot be linked with ours.',
    ],
    strangerTitle: ['ご本人の確認ができました', 'You have proved who you are'],
    strangerText: [
      'この番号の口座は、まだ当行にありません。いま当行が知っているのは、下の番号だけです。お名前も、ご住所も受け取っていません。',
      'There is no account under this number yet. The number below is all that we know: neither your name nor your address has reached us.',
    ],
    openText: [
      '口座の開設には、氏名・住所・生年月日の確認が必要です。次の画面で、渡すことに同意していただきます。',
      'To open an account we need your name, address and date of birth. You agree to that on the next page.',
    ],
  },
});
