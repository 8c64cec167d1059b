import { defineMessages } from '../i18n/index.ts';

/** Texts around the agent's window, the same wherever somebody shows a card. */
export const messages = defineMessages({
  preparing: ['準備しています', 'Getting ready', 'じゅんびしています'],
  waitingTitle: [
    '別のウィンドウで、カードを選んで暗証番号を入れてください',
    'Choose your card and enter its PIN in the other window',
    '新しい まどで カードを えらんで、4つの 数字を いれてください',
  ],
  waitingText: [
    '暗証番号（4桁）は、開いたウィンドウにだけ入れます。このページには入れません。ウィンドウが見えないときは、ほかのウィンドウの後ろを確かめてください。',
    'Your four-digit PIN goes into the window that has opened, never into this page. If you do not see it, look behind your other windows.',
    '4つの 数字（暗証番号）は、新しい まどに いれます。このページには いれません。',
  ],
  reopen: ['もう一度ウィンドウを開く', 'Open the window again', 'もういちど まどを ひらく'],
  checking: [
    'カードの署名を確かめています',
    'Checking the signature of your card',
    'カードを たしかめています',
  ],
  closed: {
    title: [
      'カードのウィンドウが閉じられました。',
      'The card window was closed.',
      'カードの まどが とじました。',
    ],
    next: [
      '続けるときは、もう一度ボタンを押してください。このページには何も送られていません。',
      'To go on, press the button again. Nothing was sent to this page.',
      'もういちど ボタンを おしてください。なにも おくっていません。',
    ],
  },
  blocked: {
    title: [
      'ブラウザーが、カードのウィンドウを開きませんでした。',
      'Your browser did not open the card window.',
      'カードの まどが ひらきませんでした。',
    ],
    next: [
      'アドレスバーの表示からこのサイトのポップアップを許可して、もう一度ボタンを押してください。',
      'Allow pop-ups for this site (see the address bar) and press the button again.',
      'このサイトの ポップアップを ゆるしてから、もういちど ボタンを おしてください。',
    ],
  },
  failed: {
    title: [
      'カードでの確認が終わりませんでした。',
      'The card could not be checked.',
      'カードを たしかめることが できませんでした。',
    ],
    next: [
      'もう一度ボタンを押してください。',
      'Press the button again.',
      'もういちど ボタンを おしてください。',
    ],
  },

  /** Where pressing the button again leads to the same refusal. */
  other: {
    'pin-locked': [
      'このカードの暗証番号は、もう試せません。ロックを戻す手続は、まだありません。別のカードを使うか、市区町村の窓口で新しいカードの申請書を受け取ってください。',
      'No try is left for the PIN of this card, and it cannot be unlocked yet. Use another card, or get the form for a new one at your municipal office.',
    ],
    'no-certificate': [
      'このカードでは続けられません。別のカードを使うか、電子証明書のついた新しいカードを申請してください。',
      'You cannot go on with this card. Use another, or apply for a new card with the certificate.',
    ],
    'not-activated': [
      'カードは窓口で受け取るときに使えるようになります。別のカードを使ってください。',
      'A card becomes active when it is handed over at the office. Use another card.',
    ],
    'card-trouble': [
      'カードを置き直すか、別のカードを選んで、もう一度ボタンを押してください。',
      'Put the card in again or choose another, and press the button again.',
    ],
    'card-in-use': [
      'ほかのプログラムが終わってから、もう一度ボタンを押してください。',
      'When the other program has finished, press the button again.',
    ],
    'origin-not-allowed': [
      'カードのウィンドウでこのサイトを許してから、もう一度ボタンを押してください。',
      'Allow this site in the card window, and press the button again.',
    ],
  },
  presence: {
    silent: {
      title: [
        'このパソコンのカード用ソフトから返事がありません。',
        'The card program of this computer does not answer.',
        'カードの ソフトが へんじを しません。',
      ],
      text: [
        '開いたウィンドウは、カード用ソフト（エージェント）のものです。動いていないか、ここからは届きません。',
        'The window that has opened belongs to the card program (the agent). It is not running, or cannot be reached from here.',
        'カードの ソフトが うごいていないようです。',
      ],
      start: [
        'カード用ソフトを起動してください。',
        'Start the card program.',
        'カードの ソフトを うごかしてください。',
      ],
      startDemo: [
        'デモでは mibun start と一緒に動きます。起動した画面が閉じられていないか確かめてください。',
        'In the demo it runs together with “mibun start”: check that what you started there is still running.',
        'mibun start が うごいているか みてください。',
      ],
      again: [
        '何も出ていないウィンドウを閉じて、もう一度ボタンを押してください。',
        'Close the empty window and press the button again.',
        'なにも ない まどを とじて、もういちど ボタンを おしてください。',
      ],
      address: [
        (origin: string) => `カード用ソフトのアドレス：${origin}`,
        (origin: string) => `Address of the card program: ${origin}`,
        (origin: string) => `カードの ソフトの ばしょ：${origin}`,
      ],
    },
    lost: {
      title: [
        'カードのウィンドウから返事がなくなりました。',
        'The card window does not answer any more.',
        'カードの まどが へんじを しません。',
      ],
      text: [
        'ウィンドウを閉じて、もう一度ボタンを押してください。まだ何も送られていません。',
        'Close it and press the button again. Nothing has been sent.',
        'まどを とじて、もういちど ボタンを おしてください。なにも おくっていません。',
      ],
    },
    earlier: {
      title: [
        'このページは、カードのウィンドウが開いている間に読み込み直されました。',
        'This page was loaded anew while the card window was open.',
        'カードの まどが ひらいている あいだに、このページを よみこみなおしました。',
      ],
      text: [
        '前のウィンドウからは、もう受け取れません。もう一度ボタンを押すと、同じウィンドウで始めから行えます。何も送られていません。',
        'It cannot take anything from that window any more. Press the button again to begin anew in the same window. Nothing was sent.',
        'もういちど ボタンを おすと、はじめから できます。なにも おくっていません。',
      ],
    },
  },
});
