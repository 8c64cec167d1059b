import { defineErrors } from '../../platform/index.ts';

const resume = {
  ja: 'この交付の画面から「続きから」を選んでください。',
  en: 'Open the hand-over that was begun and continue it there.',
};

export const counterErrors = defineErrors('counter', {
  LOT_SERIALS_DIFFER: {
    status: 422,
    title: {
      ja: '読み取ったカードが、送付一覧と一致しません（一覧 {listed} 枚、読み取り {scanned} 枚、不足 {missing} 枚、余分 {extra} 枚）。',
      en: 'The cards scanned are not those of the list ({listed} listed, {scanned} scanned, {missing} missing, {extra} too many).',
    },
    next: {
      ja: '箱の中を確かめて、もう一度すべて読み取ってください。合わないときは受け入れずに発送元へ連絡してください。',
      en: 'Look through the box and scan all of them again. If they still differ, receive nothing and call the sender.',
    },
  },
  SET_UP_NOT_POSSIBLE: {
    status: 409,
    title: {
      ja: 'このカードは、交付前設定ができる状態ではありません。',
      en: 'This card is not at the stage at which it is set up.',
    },
    next: {
      ja: '先に、届いた箱の受け入れをしてください。',
      en: 'Receive the box that it came in first.',
    },
  },
  IDENTITY_DOCUMENTS_INSUFFICIENT: {
    status: 422,
    title: {
      ja: '本人確認書類が足りません。',
      en: 'The documents shown do not establish identity.',
    },
    next: {
      ja: '写真付きの公的な書類1点、またはそのほかの書類2点を、もう一度確かめてください。',
      en: 'Ask for one official document with a photo, or two others; nothing was changed.',
    },
  },
  FACE_DIFFERS: {
    status: 422,
    title: {
      ja: '顔写真と来庁者が一致しないため、手続きを進められません。',
      en: 'The person is not the one in the photo, so this cannot go on.',
    },
    next: {
      ja: 'マスクを外してもらい、もう一度見比べてください。合わないときは責任者を呼んでください。',
      en: 'Ask them to take off a mask and look again. If in doubt, call a supervisor; hand over nothing.',
    },
  },
  PRESENTED_OTHER_PERSON: {
    status: 422,
    title: {
      ja: '書類の氏名・生年月日・住所が、この通知書の方と一致しません。',
      en: 'Name, date of birth or address of the documents are not those of the person on the notice.',
    },
    next: {
      ja: '同姓同名の方かもしれません。通知書の受付番号と書類を、もう一度確かめてください。',
      en: 'It may be somebody of the same name. Compare the reference on the notice with the documents again.',
    },
  },
  PRESENTED_VARIANT: {
    status: 422,
    title: {
      ja: '書類の表記が、住民基本台帳と少し異なります。',
      en: 'The documents spell it a little differently from the registry.',
    },
    next: {
      ja: '異体字や表記の違いだけかを見比べ、同じ方と確認できたら、その旨にチェックして進めてください。',
      en: 'Compare them. If it is only a variant of a character, tick that you accept it and go on.',
    },
  },
  REPRESENTATIVE_NEEDED: {
    status: 422,
    title: {
      ja: '15歳未満の方は、法定代理人といっしょにお越しいただく必要があります。',
      en: 'A person under 15 picks up the card together with their legal representative.',
    },
    next: {
      ja: '法定代理人の氏名・本人確認書類・資格の確認方法を入力してください。',
      en: 'Enter the representative’s name and documents, and how their authority was proved.',
    },
  },
  REPRESENTATIVE_NOT_IN_HOUSEHOLD: {
    status: 422,
    title: {
      ja: 'この方は、同じ世帯の大人として記録されていません。',
      en: 'The registry has no adult of this name in the same household.',
    },
    next: {
      ja: '戸籍謄本などで資格を確認し、「証明書」を選んでください。',
      en: 'Ask for a family-register or guardianship certificate, and choose that instead.',
    },
  },
  CHIP_SECRETS_UNSET: {
    status: 409,
    title: { ja: '暗証番号がまだ設定されていません。', en: 'Not all PINs have been set yet.' },
    next: resume,
  },
  CHIP_READ_BACK_DIFFERS: {
    status: 409,
    title: {
      ja: 'チップから読み戻した内容が、書き込んだものと違います。',
      en: 'What was read back from the chip is not what was written.',
    },
    next: {
      ja: 'カードをそのままにして、もう一度続きから進めてください。続くときは責任者に知らせてください。',
      en: 'Leave the card where it is and continue again. If it stays so, tell a supervisor.',
    },
  },
  RECEIPT_IMPLAUSIBLE: {
    status: 422,
    title: {
      ja: '警察の受理番号の内容が、届出と合いません。',
      en: 'The police receipt does not fit this report.',
    },
    next: {
      ja: '届出日（未来の日付、カードの発行前でないこと）と、紛失・盗難の別を確かめてください。',
      en: 'Check its date (not in the future, not before the card was made) and whether it says lost or stolen.',
    },
  },
  DESTRUCTION_NOT_DUE: {
    status: 409,
    title: {
      ja: 'このカードは、まだ廃棄できません。',
      en: 'This card may not be destroyed yet.',
    },
    next: {
      ja: '受け取られていないカードは、期限がすべて過ぎてから廃棄します。',
      en: 'An unclaimed card is kept until every deadline has passed.',
    },
  },
});
