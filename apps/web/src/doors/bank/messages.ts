import { defineMessages } from '../../i18n/index.ts';

export const messages = defineMessages({
  ja: {
    name: 'あおば銀行',
    demo: (country: string) => `デモ：架空の${country}にある、架空の銀行です。お金は動きません。`,
    skip: '本文へ進む',
    topOf: 'あおば銀行のトップページ',
    logOut: 'ログアウト',
    footer: '株式会社あおば銀行（架空）　見本駅前支店',
    home: {
      title: 'カード一枚で、窓口と同じ手続を',
      lead: '口座の開設も、毎日のログインも、お手持ちの個人番号カードだけ。IDもパスワードもいりません。',
      logIn: '個人番号カードでログイン',
      open: '口座を開設する',
      points: {
        remember: {
          title: '覚えるものがない',
          text: 'ログインに使うのは、カードと4桁の暗証番号。暗証番号は当行に送られません。',
        },
        quick: {
          title: '5分で口座ができる',
          text: '住所や生年月日は、同意していただければカードで確認。書類の写真はいりません。',
        },
        little: {
          title: '知りすぎない銀行',
          text: 'ふだんのログインでは、お名前さえ受け取りません。マイナンバーは使いません。',
        },
      },
      alreadyIn: '口座のページへ',
    },
    problems: {
      declined: {
        title: 'ログインを取りやめました',
        text: '当行には何も渡されていません。いつでも、もう一度お試しください。',
      },
      incomplete: {
        title: '口座を開設できませんでした',
        text: '口座の開設には、氏名・住所・生年月日のすべてが必要です（法律による本人確認）。もう一度「口座を開設する」から、3つとも渡すことに同意してください。',
      },
      over: { title: '時間が過ぎました', text: 'もう一度ログインを始めてください。' },
      failed: {
        title: 'ログインできませんでした',
        text: 'もう一度お試しください。続くときは、カードの状態をマイページで確かめてください。',
      },
      unreachable: {
        title: '本人確認のサービスにつながりません',
        text: '少し待ってから、もう一度お試しください。当行の口座には影響ありません。',
      },
    },
    account: {
      title: (holder: string) => `${holder} 様の口座`,
      ordinary: '普通預金',
      number: '口座番号',
      branch: '支店',
      balance: '残高',
      yen: (amount: string) => `${amount}円`,
      bookings: '入出金の明細',
      date: '日付',
      what: '内容',
      amount: '金額',
      opened: '口座を開いた日',
      about: 'お届けの内容',
      address: '住所',
      birthDate: '生年月日',
      customerId: '当行だけのお客さま番号',
      customerIdText:
        'カードでのログインのたびに、本人確認のサービスから届く番号です。ほかの会社には別の番号が届くので、当行の番号と結びつけることはできません。',
      strangerTitle: 'ご本人の確認ができました',
      strangerText:
        'この番号の口座は、まだ当行にありません。いま当行が知っているのは、下の番号だけです。お名前も、ご住所も受け取っていません。',
      openText:
        '口座の開設には、氏名・住所・生年月日の確認が必要です。次の画面で、渡すことに同意していただきます。',
    },
  },
  en: {
    name: 'Aoba Bank',
    demo: (country: string) => `Demo: a fictitious bank in the fictitious ${country}. No money moves.`,
    skip: 'Skip to main content',
    topOf: 'Aoba Bank: first page',
    logOut: 'Log out',
    footer: 'Aoba Bank, Ltd. (fictitious), Mihon Station branch',
    home: {
      title: 'Your card is all you need',
      lead: 'Open an account and log in every day with your Individual Number Card. No user name, no password.',
      logIn: 'Log in with your card',
      open: 'Open an account',
      points: {
        remember: {
          title: 'Nothing to remember',
          text: 'Your card and its four-digit PIN log you in. The PIN never reaches us.',
        },
        quick: {
          title: 'An account in five minutes',
          text: 'With your consent the card confirms your address and date of birth. No photos of papers.',
        },
        little: {
          title: 'We do not ask for more than we need',
          text: 'An ordinary log-in does not even tell us your name. The Individual Number is never used.',
        },
      },
      alreadyIn: 'To your account',
    },
    problems: {
      declined: {
        title: 'You did not log in',
        text: 'Nothing was handed over to us. You can try again at any time.',
      },
      incomplete: {
        title: 'The account could not be opened',
        text: 'The law demands name, address and date of birth for an account. Start again with “Open an account” and agree to all three.',
      },
      over: { title: 'Time is up', text: 'Start the log-in again.' },
      failed: {
        title: 'The log-in failed',
        text: 'Try again. If it fails again, look at the state of your card in the resident portal.',
      },
      unreachable: {
        title: 'The identity service cannot be reached',
        text: 'Wait a moment and try again. Your account is not affected.',
      },
    },
    account: {
      title: (holder: string) => `Account of ${holder}`,
      ordinary: 'Ordinary account',
      number: 'Account number',
      branch: 'Branch',
      balance: 'Balance',
      yen: (amount: string) => `¥${amount}`,
      bookings: 'Statement',
      date: 'Date',
      what: 'What',
      amount: 'Amount',
      opened: 'Opened on',
      about: 'What we know about you',
      address: 'Address',
      birthDate: 'Date of birth',
      customerId: 'Your number at this bank alone',
      customerIdText:
        'The identity service sends us this number whenever you log in with your card. Other companies get other numbers, which cannot be linked with ours.',
      strangerTitle: 'You have proved who you are',
      strangerText:
        'There is no account under this number yet. The number below is all that we know: neither your name nor your address has reached us.',
      openText:
        'To open an account we need your name, address and date of birth. You agree to that on the next page.',
    },
  },
});
