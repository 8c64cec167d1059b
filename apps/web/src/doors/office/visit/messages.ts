import { defineMessages } from '../../../i18n/index.ts';

/** Texts of every visit with a card in a reader; what is a procedure's own stands beside it. */
export const visitMessages = defineMessages({
  willHappen: ['開始すると', 'When you start'],
  open: ['来庁者の画面が開いています', 'The resident’s screen is open'],
  openText: [
    'カードをリーダーに置き、画面を来庁者に向けてください。暗証番号は、来庁者だけが入力します。',
    'Put the card on the reader and turn the screen to the resident. Only the resident enters PINs.',
  ],
  waiting: [
    'リーダーにカードが置かれています。進み具合がここに出ます。',
    'The card is on the reader. Progress appears here.',
  ],
  stopped: ['途中で止まっています', 'This was interrupted'],
  stoppedText: [
    'ここまでの内容は保存されています。カードをリーダーに置いて、続きから進めてください。',
    'What was done is kept. Put the card on the reader and continue.',
  ],
  resume: ['続きから進める', 'Continue'],
  openScreen: ['来庁者の画面を開く', 'Open the resident’s screen'],
  closed: ['来庁者の画面が閉じられました。', 'The resident’s screen was closed.'],
  blocked: [
    'ブラウザーが来庁者の画面を止めました。下のボタンでもう一度開いてください。',
    'The browser blocked the resident’s screen. Open it again with the button below.',
  ],
  unreachable: [
    'カードリーダーのソフトにつながりませんでした。起動しているか確かめてください。',
    'The card reader’s software could not be reached. Check that it is running.',
  ],
  refused: [
    (message: string) => `カード側で止まりました：${message}`,
    (message: string) => `The card side stopped: ${message}`,
  ],
  clerk: [
    (name: string, when: string) => `${name}が${when}に開始`,
    (name: string, when: string) => `Started by ${name}, ${when}`,
  ],
  card: ['チップ番号', 'Chip serial'],
  cancel: ['中止する…', 'Abandon…'],
  cancelTitle: ['この手続きを中止しますか', 'Abandon this procedure?'],
  cancelReason: ['中止する理由', 'Why it is abandoned'],
  cancelConfirm: ['手続きを中止する', 'Abandon the procedure'],
  cancelUndo: [
    '同じ方の手続きを、もう一度始められます。',
    'The procedure can be begun again for the same person.',
  ],
  cancelled: ['中止しました', 'Abandoned'],
  nextPerson: ['一覧へ戻る', 'Back to the list'],
});
