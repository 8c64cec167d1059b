import { defineErrors } from '../../platform/index.ts';

export const productionErrors = defineErrors('production', {
  PRODUCTION_NOTHING_APPROVED: {
    status: 409,
    title: { ja: '製造を待っている申請はありません。', en: 'No approved application is waiting to be made.' },
    next: {
      ja: '審査で承認された申請が、ここに並びます。ほかの担当者が先に製造を始めたのかもしれません。',
      en: 'Approved applications line up here. Perhaps a colleague has just started a batch with them.',
    },
  },
  PRODUCTION_OTHERS_MAKE_THESE: {
    status: 409,
    title: {
      ja: '製造を待っている申請は、あなたが審査したもの（またはあなたの世帯のもの）だけです。',
      en: 'Everything that waits to be made was screened by you, or is your own household’s.',
    },
    next: {
      ja: 'カードは、審査した人とは別の担当者が作ります。ほかの担当者に引き継いでください。',
      en: 'Whoever screened an application does not make its card. Hand it over to a colleague.',
    },
  },
  PRODUCTION_NOT_FINISHED: {
    status: 409,
    title: { ja: 'この製造単位は、まだ終わっていません。', en: 'This batch is not finished yet.' },
    next: {
      ja: 'すべてのカードの検査が終わってから発送してください。止まっているカードは「続きから作る」で再開できます。',
      en: 'Ship it when every card has been checked. Cards that have stopped can be resumed.',
    },
  },
  PRODUCTION_NOTHING_TO_SHIP: {
    status: 409,
    title: { ja: '発送できるカードがありません。', en: 'No card of this batch can be shipped.' },
    next: {
      ja: '検査に合格したカードがないためです。申請は製造待ちに戻っています。',
      en: 'None of its cards passed the checks. Their applications are waiting to be made again.',
    },
  },
  PRODUCTION_GATE_FAILED: {
    status: 409,
    title: { ja: 'カードが検査に合格しませんでした。', en: 'The card did not pass the quality gates.' },
    next: {
      ja: 'カードは廃棄しました。申請は製造待ちに戻っています。もう一度作ってください。',
      en: 'It has been destroyed, and its application is waiting again. Make another one.',
    },
  },
  PRODUCTION_CHARACTERS_UNDECIDED: {
    status: 409,
    title: {
      ja: '氏名か住所に、登録どおりに印刷できない字があります。',
      en: 'The name or address has characters that cannot be printed as they are registered.',
    },
    next: {
      ja: 'カードの画面で、何がどの字で印刷されるかを確かめ、認めるときは理由を書いてください。認めないときは、その字のあるフォント（IPAmj明朝など）を入れるか、字形の図を国のフォルダーの glyphs/ に登録してサーバーを再起動し、「続きから作る」を押してください。',
      en: 'Look on the card’s page at what would be printed for them, and accept it with a reason; or install a font that has them (such as IPAmj Mincho) or register a picture of them in glyphs/ of the country’s folder, start the server again and resume the card.',
    },
  },
  PRODUCTION_WITHDRAWN: {
    status: 409,
    title: {
      ja: '製造中に申請の状態が変わったため、カードを廃棄しました。',
      en: 'The application changed while its card was being made; the card has been destroyed.',
    },
    next: { ja: '申請の状態を確かめてください。', en: 'Look at the state of the application.' },
  },
  PRODUCTION_CARD_BEING_HANDED_OVER: {
    status: 409,
    title: {
      ja: 'いま窓口でカードの交付手続きが進んでいるため、申請を取り下げられません。',
      en: 'The card is being handed over at the office just now, so the application cannot be withdrawn.',
    },
    next: {
      ja: '手続き中の窓口に、取り下げたいとお伝えください。',
      en: 'Tell the office that is dealing with you that you wish to withdraw it.',
    },
  },
  PRODUCTION_FACES_CHANGED: {
    status: 409,
    title: {
      ja: '住民記録が製造時から変わったため、同じ券面は印刷できません。',
      en: 'The registry has changed since the card was made, so the same faces cannot be printed again.',
    },
    next: {
      ja: 'このカードは作り直す必要があります。',
      en: 'This card has to be made again from the present record.',
    },
  },
  PRODUCTION_CHIP_IN_USE: {
    status: 409,
    title: {
      ja: 'このチップは、別のカードに使われています。',
      en: 'This chip is that of another card.',
    },
    next: {
      ja: '未使用のカードと取り替えて、もう一度始めてください。',
      en: 'Take another blank card, and start again. Nothing was written to this one.',
    },
  },
  PRODUCTION_LOT_RECEIVED: {
    status: 409,
    title: { ja: 'この便は、すでに受け入れ済みです。', en: 'This lot has already been received.' },
    next: { ja: '受入れの記録を確かめてください。', en: 'Look at the record of its arrival.' },
  },
});
