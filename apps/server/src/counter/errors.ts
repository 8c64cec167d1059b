import { defineErrors } from '../platform/index.ts';

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
  COUNTER_TAKEN_OVER: {
    status: 409,
    title: {
      ja: 'この手続きは、ほかの画面で続けられているか、終わっています。',
      en: 'This procedure was continued in another window, or is over.',
    },
    next: { ja: '最新の画面で確かめてください。', en: 'Look at its present state.' },
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
  REACTIVATION_ALREADY_OPEN: {
    status: 409,
    title: {
      ja: 'このカードの一時停止解除は、もう始まっています。',
      en: 'The reactivation of this card has already been begun.',
    },
    next: {
      ja: 'その画面から「続きから」を選んでください。',
      en: 'Open it and continue there.',
    },
  },
  REACTIVATION_CARD_EXPIRED: {
    status: 409,
    title: {
      ja: 'カードの有効期限が過ぎているため、一時停止を解除できません。',
      en: 'The card is past its expiry date and cannot be reactivated.',
    },
    next: {
      ja: 'カードを回収し、新しい申請書をお渡しください。',
      en: 'Take the card in and give the person a new form.',
    },
  },
  REACTIVATION_CHIP_STATE: {
    status: 409,
    title: {
      ja: 'このチップは運用できる状態ではありません。',
      en: 'The chip of this card is not in a state in which it works.',
    },
    next: {
      ja: 'カードを回収し、再交付の手続きを案内してください。',
      en: 'Take the card in and offer a new one.',
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
  DESTRUCTION_ALREADY_PROPOSED: {
    status: 409,
    title: {
      ja: 'このカードの廃棄は、もう提案されています。',
      en: 'Its destruction has been proposed already.',
    },
    next: { ja: '責任者の承認を待ってください。', en: 'A supervisor has to approve it.' },
  },
  DESTRUCTION_SAME_PERSON: {
    status: 403,
    title: {
      ja: '廃棄を提案した人は、承認できません。',
      en: 'Whoever proposed a destruction must not approve it.',
    },
    next: { ja: 'ほかの責任者に承認してもらってください。', en: 'Let another supervisor approve it.' },
  },
});
