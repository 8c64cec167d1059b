import { defineMessages } from '../../../i18n/index.ts';

/** Texts of the acts at the counter, but for those with a card in a reader (`visit/messages.ts`). */
export const actMessages = defineMessages({
  goneTitle: ['この手続きは、今はできません', 'This is not possible now'],
  overText: [
    'もう終わったか、今の状態では必要ありません。この方の情報で、今できる手続きを選んでください。',
    'It is done already, or not needed in the present state. Choose one of the procedures offered.',
  ],
  goneText: [
    'この方の今の状態を、隣の区画で確かめてください。入力した内容は残っています。',
    'Look at the person’s present state in the pane beside. What you typed is kept.',
  ],
  logInAgain: ['別のタブでログインする', 'Log in in another tab'],
  back: ['戻る', 'Back'],
  next: ['次へ', 'Continue'],
  conflict: {
    now: ['今の状態', 'State now'],
    last: [
      (what: string, who: string, when: string) => `最後の変更：${what}（${who}、${when}）`,
      (what: string, who: string, when: string) => `Last change: ${what} (${who}, ${when})`,
    ],
    kept: ['入力した内容はこの画面に残っています。', 'What you typed is still here.'],
    again: [
      '入力した内容はこの画面に残っています。今の状態で問題がなければ、もう一度実行できます。',
      'What you typed is still here. If the present state is fine with it, do it again.',
    ],
  },
  documents: {
    title: ['本人確認書類', 'Identity documents'],
    support: [
      'A は1点、B は2点で足ります。有効期限も確かめてください。',
      'One of group A is enough, or two of group B. Check that they have not expired.',
    ],
    groupA: ['A：顔写真付きの公的な書類', 'A: official documents with a photo'],
    groupB: ['B：氏名と、生年月日または住所のある書類', 'B: name with date of birth or address'],
    none: [
      'まだ選ばれていません。A を1点、または B を2点選んでください。',
      'Nothing chosen yet. Choose one of A, or two of B.',
    ],
    enough: [
      (n: number) => `足りています（${n}点）`,
      (n: number) => (n === 1 ? 'Sufficient (1 document)' : `Sufficient (${n} documents)`),
    ],
    needed: [
      '本人確認書類を、A は1点以上、B だけなら2点以上選んでください。',
      'Choose at least one document of group A, or two of group B.',
    ],
  },
  face: {
    title: ['顔の確認', 'Compare the face'],
    photo: [(name: string) => `${name}さんのカードの写真`, (name: string) => `Photo on the card of ${name}`],
    noPhoto: [
      'カードに写真がありません。書類で本人を確かめてください。',
      'The card has no photo. Establish identity by the documents.',
    ],
    label: [
      '写真と来庁者を見比べて、確かめたものにチェックします',
      'Compare photo and person, and tick what you have checked',
    ],
    mask: ['マスクや帽子を外してもらった', 'Mask and hat were taken off'],
    person: ['目の前の人が、カードの写真の人である', 'The person here is the one in the photo of the card'],
    document: ['書類の写真も、同じ人である', 'The photo of the document shows the same person, too'],
    noDocumentPhoto: ['書類の氏名が、この方の氏名と同じである', 'The documents bear this person’s name'],
    differs: [
      '一致しないときは、ここで止めて責任者を呼んでください。カードは渡しません。',
      'If they differ, stop here and call a supervisor. Hand over nothing.',
    ],
    needed: ['顔の確認を、すべて済ませてください。', 'Finish comparing the face.'],
  },
  setUp: {
    title: ['交付前設定', 'Set up the card'],
    explain: [
      'チップを読み、印字・写真・電子証明書・住民基本台帳と照らし合わせます。合えば交付通知書を送ります。',
      'The chip is read and compared with the print, the photo, the certificates and the registry. If all agrees, the issue notice is sent.',
    ],
    run: ['交付前設定を始める', 'Start set-up'],
    again: ['もう一度設定する', 'Set up again'],
    queued: ['チップを読んでいます', 'Reading the chip'],
    atReader: ['カードをリーダーに置いてください', 'Put the card into the reader'],
    atReaderText: [
      '開いた画面でカードを選ぶと、チップを読みます。本人の暗証番号は要りません。',
      'Choose the card in the window that has opened; its chip is read. No PIN of the holder is needed.',
    ],
    brokenOff: ['チップを読み終えられませんでした', 'The chip was not read to the end'],
    brokenOffText: [
      'カードをリーダーに置き直し、もう一度始めてください。記録は変わっていません。',
      'Put the card back into the reader and start again. Nothing was recorded.',
    ],
    done: ['設定が終わりました', 'The card is set up'],
    doneText: [
      'チップの中身は、印字・写真・電子証明書・住民基本台帳と合っていました。交付通知書を住民票の住所へ送りました。',
      'What is in the chip agrees with the print, the photo, the certificates and the registry. The issue notice was sent to the registered address.',
    ],
    doneNext: [
      '本人が通知書を持って来たら、交付を始めます。',
      'When the person comes with the notice, the hand-over begins.',
    ],
    toHandOver: ['交付へ進む', 'Go to the hand-over'],
    failed: ['設定で問題が見つかりました', 'Set-up found a fault'],
    failedText: [
      'カードを渡さず、次の点を確かめてください。',
      'Do not hand over the card. Look at these points.',
    ],
  },
  loss: {
    title: ['紛失届', 'Report a loss'],
    cause: ['なくしたときの状況', 'What happened'],
    causes: {
      'lost-at-home': ['自宅でなくした', 'Lost at home'],
      'lost-outside': ['自宅の外でなくした', 'Lost outside'],
      stolen: ['盗まれた', 'Stolen'],
      damaged: ['壊れた・燃えた', 'Broken or burnt'],
    },
    causeSupport: {
      'lost-at-home': ['警察への届出は要りません', 'No police report is needed'],
      'lost-outside': ['警察への届出が必要です', 'Needs a report to the police'],
      stolen: ['警察への届出が必要です', 'Needs a report to the police'],
      damaged: ['壊れたカードを返してもらいます', 'Take back what is left of the card'],
    },
    causeNeeded: ['状況を選んでください。', 'Choose what happened.'],
    receipt: ['警察の受理番号', 'Police receipt'],
    office: ['届け出た警察署・交番', 'Police station or box'],
    officeNeeded: ['警察署・交番の名前を入れてください。', 'Enter the police station or box.'],
    number: ['受理番号', 'Receipt number'],
    numberNeeded: ['受理番号を入れてください。', 'Enter the receipt number.'],
    date: ['届け出た日', 'Date of the report'],
    dateNeeded: [
      '届け出た日を、実在する日付で入れてください。',
      'Enter the date of the report as a date that exists.',
    ],
    circumstances: ['本人の話（いつ、どこで）', 'What the person says (when, where)'],
    newCard: ['新しいカード', 'The new card'],
    withCertificates: ['電子証明書を入れる', 'With electronic certificates'],
    express: ['特急発行にする', 'Express issue'],
    fee: ['手数料', 'Fee'],
    feeFree: ['無料', 'Free'],
    yen: [(n: string) => `${n}円`, (n: string) => `¥${n}`],
    feeParts: [
      (card: string, certificates: string) => `カード ${card}円、電子証明書 ${certificates}円`,
      (card: string, certificates: string) => `card ¥${card}, certificates ¥${certificates}`,
    ],
    danger: {
      title: [
        (name: string) => `${name}さんのカードを廃止しますか`,
        (name: string) => `Abolish the card of ${name}?`,
      ],
      consequences: [
        [
          'カードは、その場で使えなくなります。',
          '署名用・利用者証明用の電子証明書が、どちらも失効します。',
          '前の交付申請書は使えなくなり、新しい交付申請書が発行されます。',
          '本人に、郵便で（登録があればメールでも）知らせます。',
        ],
        [
          'The card stops working at once.',
          'Both electronic certificates are revoked.',
          'Earlier application forms become void and a new form is issued.',
          'The person is told by letter and, if there is an address, by e-mail.',
        ],
      ],
      undo: [
        '廃止は取り消せません。あとで見つかっても、このカードは使えません。まだ探す場合は、一時停止にしてください。',
        'This cannot be undone. If the card turns up later it stays void. If they still want to look for it, suspend it instead.',
      ],
      confirm: ['カードを廃止する', 'Abolish the card'],
    },
    done: ['カードを廃止しました', 'The card was abolished'],
    next: [
      [
        '新しい交付申請書は、登録された住所へ郵送されます。手数料とともに案内してください。',
        'カードの番号（マイナンバー）は変わりません。',
        '古いカードが見つかったときは、窓口へ返してもらいます。',
        'カードができるまで約1か月です。番号の証明が必要なときは、番号入りの住民票を案内してください。',
      ],
      [
        'The new application form goes by post to the registered address. Say so, and explain the fee.',
        'The Individual Number does not change.',
        'If the old card turns up, have it returned to the office.',
        'The new card takes about a month. Meanwhile a copy of the resident record with the number proves it.',
      ],
    ],
  },
  suspend: {
    title: ['一時停止', 'Suspend the card'],
    reason: ['状況（いつ、どこで）', 'What happened (when, where)'],
    confirm: ['一時停止する', 'Suspend'],
    dangerTitle: [
      (name: string) => `${name}さんのカードを一時停止しますか`,
      (name: string) => `Suspend the card of ${name}?`,
    ],
    consequences: [
      [
        'カードも電子証明書も、すぐに使えなくなります。',
        '本人に、郵便で（登録があればメールでも）知らせます。',
        '署名用電子証明書は元に戻りません。解除のときに新しく発行します。',
      ],
      [
        'Card and certificates stop working at once.',
        'The person is told by letter and, if there is an address, by e-mail.',
        'The signature certificate does not come back; a new one is issued on reactivation.',
      ],
    ],
    undo: [
      '本人がカードと本人確認書類を持って窓口に来れば、解除できます。電話では解除できません。',
      'The person can have it reactivated at the office with the card and identity documents, never by phone.',
    ],
    done: ['一時停止しました', 'The card is suspended'],
  },
  collect: {
    title: ['カードの回収', 'Take in the card'],
    reason: ['回収の理由', 'Why it is taken in'],
    confirm: ['回収する', 'Take in'],
    dangerTitle: ['このカードを回収済みにしますか', 'Record this card as taken in?'],
    consequences: [
      ['カードを本人に返すことはできなくなります。', '廃棄は、2人の職員で別に行います。'],
      [
        'The card cannot be given back to the person.',
        'It is destroyed separately, by a clerk and a supervisor.',
      ],
    ],
    undo: [
      '回収は取り消せません。新しいカードは、申請すれば作れます。',
      'This cannot be undone. The person can apply for a new card.',
    ],
    done: ['回収しました', 'The card was taken in'],
  },
  'propose-destruction': {
    title: ['廃棄の提案', 'Propose destruction'],
    reason: ['廃棄の理由', 'Why it is to be destroyed'],
    confirm: ['廃棄を提案する', 'Propose destruction'],
    dangerTitle: ['このカードの廃棄を提案しますか', 'Propose the destruction of this card?'],
    consequences: [
      ['別の職員が承認すると、カードは細断されます。', '承認までは、カードはそのまま保管します。'],
      [
        'Once another member of staff approves, the card is shredded.',
        'Until then the card is kept as it is.',
      ],
    ],
    undo: ['承認される前なら、取り下げられます。', 'It can be withdrawn until it is approved.'],
    done: [
      '廃棄を提案しました。別の職員の承認を待ちます。',
      'Destruction was proposed. Another member of staff has to approve it.',
    ],
  },
  'proposed-destruction': {
    title: ['廃棄の提案', 'Proposed destruction'],
    of: [(card: string) => `カード ${card} の廃棄`, (card: string) => `Destroy the card ${card}`],
    consequences: [
      ['カードは細断され、チップの鍵も失われます。', '提案した人と承認した人の名前が記録に残ります。'],
      [
        'The card is shredded and the keys in its chip are lost.',
        'Who proposed and who approved stays on record.',
      ],
    ],
    undo: ['廃棄は取り消せません。', 'This cannot be undone.'],
    done: ['廃棄しました', 'The card was destroyed'],
    withdrawn: [
      '提案を取り下げました。カードは保管を続けます',
      'The proposal was withdrawn; the card is kept',
    ],
  },
  reasonNeeded: ['理由を書いてください。', 'Give a reason.'],
  form: {
    title: ['申請書の発行', 'Issue an application form'],
    explain: [
      '新しい申請書を発行すると、この方の前の申請書は使えなくなります。',
      'With a new form, earlier forms of this person become void.',
    ],
    cause: ['申請の理由', 'Why they apply'],
    causeNeeded: ['申請の理由を選んでください。', 'Choose why they apply.'],
    reason: ['窓口での事情', 'Circumstances'],
    reasonSupport: [
      '記録に残り、本人が見ることができます。',
      'It stays on record, and the person can see it.',
    ],
    run: ['申請書を発行する', 'Issue the form'],
    done: ['申請書を発行しました', 'The form was issued'],
    next: [
      '登録された住所へ郵送されます。届いた手紙のQRコードから、スマートフォンで申請できます。',
      'It goes by post to the registered address. The QR code of the letter opens the application on a phone.',
    ],
    byPost: [
      '申請書IDを知るのは本人だけです。窓口には表示されません。',
      'The application ID is for the person alone, and is not shown at the office.',
    ],
  },
});
