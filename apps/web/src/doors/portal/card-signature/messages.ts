import { defineMessages } from '../../../i18n/index.ts';

export const messages = defineMessages({
  sign: ['カードで署名する', 'Sign with the card'],
  preparing: ['署名の準備をしています。', 'Preparing the signature.'],
  fingerprint: [
    (algorithm: string) => `署名するものの指紋（${algorithm}）`,
    (algorithm: string) => `Fingerprint of what is signed (${algorithm})`,
  ],
  fingerprintHelp: [
    '次に開くウィンドウにも、同じ指紋が出ます。',
    'The window that opens next shows the same fingerprint.',
  ],
  agent: {
    title: [
      '開いたウィンドウで、カードを選び、署名用の暗証番号を入力してください',
      'Choose your card and enter the signature password in the window that has opened',
    ],
    text: [
      '暗証番号は、このページには入力しません。ウィンドウが見えないときは、ほかのウィンドウの後ろを確かめてください。',
      'The password never goes into this page. If you do not see the window, look behind your other windows.',
    ],
    reopen: ['もう一度ウィンドウを開く', 'Open the window again'],
    resend: ['もう一度送る', 'Send it again'],
    kept: [
      'カードの署名はこの画面に残っています。暗証番号を入力し直す必要はありません。',
      'The signature of your card is still on this page. You need not enter the password again.',
    ],
  },
  refusals: {
    closed: {
      title: ['カードのウィンドウが閉じられました。', 'The card window was closed.'],
      next: [
        '署名は行われていません。もう一度「カードで署名する」を押してください。',
        'Nothing was signed. Press "Sign with the card" again.',
      ],
    },
    blocked: {
      title: [
        'ブラウザーが、カードのウィンドウを開きませんでした。',
        'Your browser did not open the card window.',
      ],
      next: [
        'アドレスバーの表示からこのサイトのポップアップを許可して、もう一度ボタンを押してください。',
        'Allow pop-ups for this site (see the address bar) and press the button again.',
      ],
    },
    'pin-locked': {
      title: ['署名用の暗証番号がロックされています。', 'Your signature password is locked.'],
      next: [
        'ロックを戻す手続は、まだありません。市区町村の窓口で新しいカードの申請書を受け取ってください。',
        'It cannot be unlocked yet. Get the form for a new card at your municipal office.',
      ],
    },
    'no-certificate': {
      title: [
        'このカードには、署名用電子証明書が入っていません。',
        'There is no signature certificate on this card.',
      ],
      next: [
        '新しいカードの申請でつけられます（15歳から）。市区町村の窓口で申請書を受け取ってください。',
        'A new card can have one, from the age of 15. Your municipal office has the form.',
      ],
    },
    'no-card': {
      title: ['使えるカードがありません。', 'There is no card to sign with.'],
      next: [
        'カードを読み取り機に置いて、もう一度ボタンを押してください。',
        'Put your card on the reader and press the button again.',
      ],
    },
    'not-activated': {
      title: ['このカードは、受け取りの手続きが済んでいません。', 'This card has not been handed over yet.'],
      next: [
        '市区町村の窓口で受け取りを済ませてください。',
        'Complete the hand-over at your municipal office.',
      ],
    },
    'card-removed': {
      title: ['途中でカードが離れました。', 'The card was taken away too early.'],
      next: [
        '署名は行われていません。カードを置いたまま、もう一度行ってください。',
        'Nothing was signed. Leave the card where it is and try again.',
      ],
    },
    other: {
      title: ['カードでの署名が終わりませんでした。', 'The card could not sign.'],
      next: [
        'もう一度「カードで署名する」を押してください。続くときは、市区町村の窓口に伝えてください。',
        'Press "Sign with the card" again. If it goes on, tell your municipal office.',
      ],
    },
  },
  logIn: ['ログインする', 'Log in'],
});
