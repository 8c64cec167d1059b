import { defineErrors } from '../../platform/index.ts';

export const chipErrors = defineErrors('chips', {
  ENCODER_MISSING: {
    status: 503,
    title: {
      ja: 'カードに書き込む装置が、このシステムにつながっていません。',
      en: 'No encoder for cards is attached to this system.',
    },
    next: {
      ja: '運用担当に、製造ラインの接続を確かめてもらってください。何も作られていません。',
      en: 'Ask the operators to attach the production line. Nothing was made.',
    },
  },
  ENCODER_EMPTY: {
    status: 409,
    title: {
      ja: '書込装置にカードが置かれるのを待っています。',
      en: 'The encoder waits for a card.',
    },
    next: {
      ja: '未使用のカード（途中で取り出したときは、そのカード）を書込装置に置いてください。続きから自動で進みます。',
      en: 'Put a blank card into the encoder, or the one that was taken out in the middle. It goes on by itself.',
    },
  },
  ENCODER_CARD_SILENT: {
    status: 409,
    title: {
      ja: '書込装置に置かれているものが、カードとして応答しません。',
      en: 'What lies in the encoder does not answer as a card does.',
    },
    next: {
      ja: 'いったん取り出し、向きを確かめて、もう一度ゆっくり置いてください。それでも応答しないときは、別の未使用のカードに替えてください。',
      en: 'Take it out, look which way round it goes, and put it in again. If it stays silent, take another blank card.',
    },
  },
  ENCODER_UNPLUGGED: {
    status: 503,
    title: {
      ja: '設定された書込装置が、サーバーにつながっていません。',
      en: 'The encoder that is configured is not plugged into the server.',
    },
    next: {
      ja: '書込装置の電源と接続を確かめてください。名前が違うときは、運用担当に MIBUN_ENCODER を直してもらってください。つながり次第、続きから進みます。',
      en: 'See that it is switched on and plugged in; if its name is another one, ask the operators to put MIBUN_ENCODER right. Work goes on as soon as it is there.',
    },
  },
  ENCODER_SERVICE_DOWN: {
    status: 503,
    title: {
      ja: 'サーバーのカードリーダーのサービス（PC/SC）が動いていません。',
      en: 'The card reader service (PC/SC) of the server does not run.',
    },
    next: {
      ja: '運用担当に、pcscd を動かしてもらってください。動き次第、続きから進みます。',
      en: 'Ask the operators to start pcscd. Work goes on as soon as it runs.',
    },
  },
  TRANSPORT_KEYS_MISSING: {
    status: 503,
    title: {
      ja: '未記入のカードを開く鍵（輸送鍵）が、このシステムに登録されていません。',
      en: 'This system has no transport key, with which blank cards are opened.',
    },
    next: {
      ja: '運用担当に、MIBUN_TRANSPORT_KEY_FILE を設定してもらってください。カードには何も書いていません。',
      en: 'Ask the operators to set MIBUN_TRANSPORT_KEY_FILE. Nothing was written to the card.',
    },
  },
  CARD_IS_NO_BLANK: {
    status: 409,
    title: {
      ja: '置かれているのは、このシステムの未記入のカードではありません。',
      en: 'What lies there is no blank card of this system.',
    },
    next: {
      ja: '未使用のカードと取り替えてください。カードには何も書いていません。',
      en: 'Take another card, one that was not used before. Nothing was written to this one.',
    },
  },
  ENCODER_HAS_ANOTHER_CARD: {
    status: 409,
    title: {
      ja: '置かれているのは、途中まで作られたカードとは別のカードです。',
      en: 'This is another card than the one that is being made.',
    },
    next: {
      ja: '先ほどのカードを置いて、もう一度始めてください。',
      en: 'Put back the card that was there before, and start again. Nothing was written to this one.',
    },
  },
});
