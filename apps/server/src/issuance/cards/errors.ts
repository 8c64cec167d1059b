import { defineErrors } from '../../platform/index.ts';

export const cardErrors = defineErrors('cards', {
  CARD_NOT_FOUND: {
    status: 404,
    title: { ja: 'このカードは見つかりません。', en: 'There is no such card.' },
    next: { ja: '製造番号を確かめてください。', en: 'Check the serial of the card.' },
  },
  CARD_RECEIPT_NEEDED: {
    status: 422,
    title: {
      ja: '外での紛失や盗難では、警察の受理番号が必要です。',
      en: 'A card lost outside or stolen can be abolished only with the receipt number of the police.',
    },
    next: {
      ja: '警察に届け出て、受理番号を記入してください。それまでは一時停止のままです。',
      en: 'Report it to the police and enter the receipt number. Until then the card stays suspended.',
    },
  },
  CARD_SECOND_PERSON_NEEDED: {
    status: 422,
    title: { ja: 'カードの廃棄は二人で行います。', en: 'A card is destroyed by two people.' },
    next: {
      ja: 'もう一人の職員を選んでください。',
      en: 'Name the second member of staff, another than yourself.',
    },
  },
  CARD_OTHER_IN_OPERATION: {
    status: 409,
    title: {
      ja: 'この方の別のカードが一時停止中です。',
      en: 'Another card of this person is suspended and has not been ended.',
    },
    next: {
      ja: '先に紛失届を受け付け、前のカードを廃止してください。',
      en: 'Take the loss report first, so that the other card is abolished.',
    },
  },
});
