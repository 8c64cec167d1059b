import { defineMessages } from '../i18n/index.ts';

/** Texts around the agent's window, the same wherever somebody shows a card. */
export const messages = defineMessages({
  ja: {
    preparing: '準備しています',
    waitingTitle: '別のウィンドウで、カードを選んで暗証番号を入れてください',
    waitingText:
      '暗証番号（4桁）は、開いたウィンドウにだけ入れます。このページには入れません。ウィンドウが見えないときは、ほかのウィンドウの後ろを確かめてください。',
    reopen: 'もう一度ウィンドウを開く',
    checking: 'カードの署名を確かめています',
    closed: {
      title: 'カードのウィンドウが閉じられました。',
      next: '続けるときは、もう一度ボタンを押してください。このページには何も送られていません。',
    },
    blocked: {
      title: 'ブラウザーが、カードのウィンドウを開きませんでした。',
      next: 'アドレスバーの表示からこのサイトのポップアップを許可して、もう一度ボタンを押してください。',
    },
    failed: { title: 'カードでの確認が終わりませんでした。', next: 'もう一度ボタンを押してください。' },
    /** Where pressing the button again leads to the same refusal. */
    other: {
      'pin-locked':
        'このカードの暗証番号は、もう試せません。ロックを戻す手続は、まだありません。別のカードを使うか、市区町村の窓口で新しいカードの申請書を受け取ってください。',
      'no-certificate':
        'このカードでは続けられません。別のカードを使うか、電子証明書のついた新しいカードを申請してください。',
      'not-activated': 'カードは窓口で受け取るときに使えるようになります。別のカードを使ってください。',
      'card-trouble': 'カードを置き直すか、別のカードを選んで、もう一度ボタンを押してください。',
      'card-in-use': 'ほかのプログラムが終わってから、もう一度ボタンを押してください。',
      'origin-not-allowed': 'カードのウィンドウでこのサイトを許してから、もう一度ボタンを押してください。',
    },
    presence: {
      silent: {
        title: 'このパソコンのカード用ソフトから返事がありません。',
        text: '開いたウィンドウは、カード用ソフト（エージェント）のものです。動いていないか、ここからは届きません。',
        start: 'カード用ソフトを起動してください。',
        startDemo:
          'デモでは mibun start と一緒に動きます。起動した画面が閉じられていないか確かめてください。',
        again: '何も出ていないウィンドウを閉じて、もう一度ボタンを押してください。',
        address: (origin: string) => `カード用ソフトのアドレス：${origin}`,
      },
      lost: {
        title: 'カードのウィンドウから返事がなくなりました。',
        text: 'ウィンドウを閉じて、もう一度ボタンを押してください。まだ何も送られていません。',
      },
      earlier: {
        title: 'このページは、カードのウィンドウが開いている間に読み込み直されました。',
        text: '前のウィンドウからは、もう受け取れません。もう一度ボタンを押すと、同じウィンドウで始めから行えます。何も送られていません。',
      },
    },
  },
  en: {
    preparing: 'Getting ready',
    waitingTitle: 'Choose your card and enter its PIN in the other window',
    waitingText:
      'Your four-digit PIN goes into the window that has opened, never into this page. If you do not see it, look behind your other windows.',
    reopen: 'Open the window again',
    checking: 'Checking the signature of your card',
    closed: {
      title: 'The card window was closed.',
      next: 'To go on, press the button again. Nothing was sent to this page.',
    },
    blocked: {
      title: 'Your browser did not open the card window.',
      next: 'Allow pop-ups for this site (see the address bar) and press the button again.',
    },
    failed: { title: 'The card could not be checked.', next: 'Press the button again.' },
    other: {
      'pin-locked':
        'No try is left for the PIN of this card, and it cannot be unlocked yet. Use another card, or get the form for a new one at your municipal office.',
      'no-certificate':
        'You cannot go on with this card. Use another, or apply for a new card with the certificate.',
      'not-activated': 'A card becomes active when it is handed over at the office. Use another card.',
      'card-trouble': 'Put the card in again or choose another, and press the button again.',
      'card-in-use': 'When the other program has finished, press the button again.',
      'origin-not-allowed': 'Allow this site in the card window, and press the button again.',
    },
    presence: {
      silent: {
        title: 'The card program of this computer does not answer.',
        text: 'The window that has opened belongs to the card program (the agent). It is not running, or cannot be reached from here.',
        start: 'Start the card program.',
        startDemo:
          'In the demo it runs together with “mibun start”: check that what you started there is still running.',
        again: 'Close the empty window and press the button again.',
        address: (origin: string) => `Address of the card program: ${origin}`,
      },
      lost: {
        title: 'The card window does not answer any more.',
        text: 'Close it and press the button again. Nothing has been sent.',
      },
      earlier: {
        title: 'This page was loaded anew while the card window was open.',
        text: 'It cannot take anything from that window any more. Press the button again to begin anew in the same window. Nothing was sent.',
      },
    },
  },
  easy: {
    preparing: 'じゅんびしています',
    waitingTitle: '新しい まどで カードを えらんで、4つの 数字を いれてください',
    waitingText: '4つの 数字（暗証番号）は、新しい まどに いれます。このページには いれません。',
    reopen: 'もういちど まどを ひらく',
    checking: 'カードを たしかめています',
    closed: {
      title: 'カードの まどが とじました。',
      next: 'もういちど ボタンを おしてください。なにも おくっていません。',
    },
    blocked: {
      title: 'カードの まどが ひらきませんでした。',
      next: 'このサイトの ポップアップを ゆるしてから、もういちど ボタンを おしてください。',
    },
    failed: {
      title: 'カードを たしかめることが できませんでした。',
      next: 'もういちど ボタンを おしてください。',
    },
    presence: {
      silent: {
        title: 'カードの ソフトが へんじを しません。',
        text: 'カードの ソフトが うごいていないようです。',
        start: 'カードの ソフトを うごかしてください。',
        startDemo: 'mibun start が うごいているか みてください。',
        again: 'なにも ない まどを とじて、もういちど ボタンを おしてください。',
        address: (origin: string) => `カードの ソフトの ばしょ：${origin}`,
      },
      lost: {
        title: 'カードの まどが へんじを しません。',
        text: 'まどを とじて、もういちど ボタンを おしてください。なにも おくっていません。',
      },
      earlier: {
        title: 'カードの まどが ひらいている あいだに、このページを よみこみなおしました。',
        text: 'もういちど ボタンを おすと、はじめから できます。なにも おくっていません。',
      },
    },
  },
});
