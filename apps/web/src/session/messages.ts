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
  },
});
