import { defineErrors } from '../../../platform/index.ts';

const resume = {
  ja: 'この交付の画面から「続きから」を選んでください。',
  en: 'Open the hand-over that was begun and continue it there.',
};

export const handoverErrors = defineErrors('counter/handover', {
  HANDOVER_NOTICE_MISSING: {
    status: 422,
    title: { ja: '交付通知書が確認されていません。', en: 'The issue notice was not presented.' },
    next: {
      ja: '通知書を印刷し直して、回答欄に記入してもらってください。',
      en: 'Print the notice again and have its answer section filled in.',
    },
  },
  HANDOVER_SCREENER: {
    status: 403,
    title: {
      ja: '申請を受け付けた人や審査した人は、同じカードを交付できません。',
      en: 'Whoever took an application in or screened it must not hand over its card.',
    },
    next: { ja: 'ほかの職員に代わってください。', en: 'Let a colleague do the hand-over.' },
  },
  HANDOVER_CARD_EXPIRED: {
    status: 409,
    title: {
      ja: 'カードの有効期限が過ぎているため、お渡しできません。',
      en: 'The card is past its expiry date and cannot be handed over.',
    },
    next: {
      ja: 'カードを廃棄し、新しい申請書をお渡しください。',
      en: 'Destroy the card and give the person a new form.',
    },
  },
  HANDOVER_SET_UP_STALE: {
    status: 409,
    title: {
      ja: '交付前設定が済んでいないか、そのあとに住民基本台帳の内容が変わっています。',
      en: 'The card is not set up, or the registry has changed since.',
    },
    next: {
      ja: 'もう一度、交付前設定をしてください。',
      en: 'Set the card up again; it compares the chip with the registry.',
    },
  },
  HANDOVER_ALREADY_OPEN: {
    status: 409,
    title: {
      ja: 'この方への交付は、もう始まっています。',
      en: 'The hand-over to this person has already been begun.',
    },
    next: resume,
  },
  HANDOVER_OLD_CARD_NEEDED: {
    status: 422,
    title: {
      ja: 'この方は今使えるカードを持っています。',
      en: 'This person has a card in operation.',
    },
    next: {
      ja: '前のカードを返してもらい、「返納」を選んでください。なくしたときは、先に紛失届を受け付けてください。',
      en: 'Take the old card back and choose “returned”. If it is lost, take the loss report first.',
    },
  },
  HANDOVER_OLD_CARD_LOST: {
    status: 409,
    title: {
      ja: '前のカードを廃止しないと、新しいカードをお渡しできません。',
      en: 'The old card has to be abolished before the new one is handed over.',
    },
    next: { ja: '先に紛失届を受け付けてください。', en: 'Take the loss report first.' },
  },
  HANDOVER_OLD_CARD_SUSPENDED: {
    status: 409,
    title: { ja: '前のカードが一時停止中です。', en: 'The person’s other card is suspended.' },
    next: {
      ja: '見つかったときは一時停止の解除、見つからないときは紛失届を、先に受け付けてください。',
      en: 'If it was found, reactivate it first; if not, take the loss report first.',
    },
  },
  HANDOVER_CHIP_ACTIVE: {
    status: 409,
    title: {
      ja: 'チップはもう運用中になっているため、取りやめられません。',
      en: 'The chip is already in operation, so the hand-over cannot be cancelled.',
    },
    next: resume,
  },
  HANDOVER_CHIP_UNREADABLE: {
    status: 409,
    title: {
      ja: 'チップを読み戻せないため、取りやめてよいか判断できません。',
      en: 'The chip cannot be read back, so it is not known whether cancelling is safe.',
    },
    next: {
      ja: 'カードをリーダーに置いて続きから進めるか、責任者に取りやめてもらってください。',
      en: 'Put the card on the reader and continue, or have a supervisor cancel it.',
    },
  },
  HANDOVER_NOT_CONFIRMED: {
    status: 409,
    title: {
      ja: 'チップの読み戻しがまだ終わっていません。',
      en: 'The chip has not been read back yet.',
    },
    next: resume,
  },
});
