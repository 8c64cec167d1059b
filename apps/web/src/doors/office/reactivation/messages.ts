import { defineMessages } from '../../../i18n/index.ts';

/** Texts of a reactivation: what is checked first, and how it ends. */
export const reactivationMessages = defineMessages({
  title: ['一時停止の解除', 'Reactivate the card'],
  explain: [
    '見つかったカードを持ってきた本人だけが、窓口で解除できます。',
    'Only the holder, at the office and with the card that was found, can have it reactivated.',
  ],
  wantsSignature: ['署名用電子証明書を新しく発行する', 'Issue a new signature certificate'],
  wantsSupport: [
    '止めた署名用証明書は元に戻りません。解除のときに新しいものを書き込みます。',
    'The one that was suspended never comes back; a new one is written into the chip now.',
  ],
  cardHere: [
    'カードを預かり、チップ番号が同じことを確かめた',
    'The card is here, and its chip serial is the same',
  ],
  cardHereNeeded: ['カードの現物を確かめてください。', 'Check the card itself.'],
  start: ['解除を始める', 'Start the reactivation'],
  will: {
    withSignature: [
      [
        'カードをリーダーに置くと、このカードであることをチップで確かめます。',
        '来庁者が自分の画面で署名用の暗証番号を入力し、新しい署名用電子証明書が書き込まれます。',
      ],
      [
        'With the card on the reader, the chip proves that it is this card.',
        'The resident enters the signature password on their own screen, and the new certificate is written.',
      ],
    ],
    without: [
      ['カードをリーダーに置くと、このカードであることをチップで確かめます。'],
      ['With the card on the reader, the chip proves that it is this card.'],
    ],
    identification: [
      '利用者証明用電子証明書は、そのまま使えるようになります。',
      'The identification certificate works again as it is.',
    ],
  },
  abandoned: [
    ['カードは一時停止のままです。', 'あとで始めからやり直せます。'],
    ['The card stays suspended.', 'The reactivation can be begun again later.'],
  ],
  done: {
    title: ['一時停止を解除しました', 'The card was reactivated'],
    next: [
      ['カードは今から使えます。', '本人に、郵便で（登録があればメールでも）知らせました。'],
      ['The card works from now on.', 'The person is told by letter and, if there is an address, by e-mail.'],
    ],
    newSerial: ['新しい署名用電子証明書の番号', 'Serial of the new signature certificate'],
    identification: ['利用者証明用電子証明書が再び使えます。', 'The identification certificate works again.'],
    noIdentification: [
      'このカードに、使える利用者証明用電子証明書はありません。',
      'This card has no identification certificate that works.',
    ],
    noSignature: ['署名用電子証明書は発行していません。', 'No signature certificate was issued.'],
  },
});
