import { defineErrors } from '../../platform/index.ts';

/** The holder does not want to go on, or closed their screen. */
export class HolderDeclined extends Error {
  override readonly name = 'HolderDeclined';
  constructor() {
    super('the holder declined');
  }
}

const again = {
  ja: '職員に、窓口の画面から続けてもらってください。',
  en: 'Ask the clerk to continue it from the screen at the counter.',
};

export const relayErrors = defineErrors('counter/relay', {
  RELAY_OVER: {
    status: 404,
    title: {
      ja: 'この手続きは終わったか、時間切れです。',
      en: 'This procedure has ended, or its time is over.',
    },
    next: again,
  },
  RELAY_IN_USE: {
    status: 409,
    title: {
      ja: 'この手続きは、別の画面で行われています。',
      en: 'This procedure is going on in another window.',
    },
    next: {
      ja: 'その画面で続けるか、職員に知らせてください。',
      en: 'Continue in that window, or tell the clerk.',
    },
  },
  RELAY_ANSWER_WRONG: {
    status: 409,
    title: {
      ja: 'カードからの応答が、手続きの順番と合いません。',
      en: 'The answer does not belong to the step that was asked for.',
    },
    next: again,
  },
  RELAY_OTHER_CARD: {
    status: 409,
    title: { ja: '置かれているのは、別のカードです。', en: 'This is another card than the one expected.' },
    next: {
      ja: '製造番号を確かめて、正しいカードで始めてください。',
      en: 'Compare the serial number and start with the right card. Nothing was written.',
    },
  },
  RELAY_CARD_LOST: {
    status: 409,
    title: {
      ja: 'カードとの通信が途中で切れました。',
      en: 'The connection to the card was lost on the way.',
    },
    next: {
      ja: '途中まで済んだことは記録されています。職員に、続きから始めてもらってください。',
      en: 'What was done so far is recorded. Ask the clerk to continue from there.',
    },
  },
  RELAY_DECLINED: {
    status: 409,
    // Read by both: whoever stopped it on their own screen, and the clerk beside it.
    title: {
      ja: '来庁者の画面で、手続きが途中でやめられました。',
      en: 'The procedure was stopped on the resident’s screen.',
    },
    next: again,
  },
  RELAY_PIN_BLOCKED: {
    status: 409,
    title: { ja: '暗証番号がロックされています。', en: 'The PIN is locked.' },
    next: {
      ja: '職員に知らせてください。ロックを戻す手続はまだありません。新しいカードの申請書を、この窓口で受け取れます。',
      en: 'Tell the clerk. It cannot be unlocked yet; the form for a new card is to be had at this counter.',
    },
  },
  RELAY_CARD_REFUSED: {
    status: 409,
    title: { ja: 'カードが書き込みを受け付けませんでした。', en: 'The card refused an act of the office.' },
    next: {
      ja: 'カードはそのままで、職員に知らせてください（{code}）。',
      en: 'Leave the card where it is and tell the clerk ({code}).',
    },
  },
});
