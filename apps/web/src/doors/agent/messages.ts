import { defineMessages } from '../../i18n/index.ts';

export const messages = defineMessages({
  cancel: ['やめる', 'Cancel'],
  close: ['閉じる', 'Close'],
  otherCard: ['別のカードを使う', 'Use another card'],
  startAgain: ['もう一度始める', 'Start again'],
  asker: {
    asks: ['カードを求めているサイト', 'This site asks for your card'],
    server: ['Mibun（行政サービス）', 'Mibun (government)'],
    wants: {
      authenticate: ['本人確認', 'Proof of identity'],
      sign: ['電子署名', 'Signature'],
      counter: ['窓口の手続き', 'At the counter'],
    },
  },
  none: {
    title: ['カードを使う依頼がありません', 'Nobody is asking for a card'],
    lead: [
      'この画面は、ログインや署名をするときに、元のページから開きます。',
      'This window is opened by the page where you log in or sign.',
    ],
    wallet: ['手元のカードを見る', 'Look at your cards'],
  },
  silent: {
    title: ['カードを使う準備ができませんでした', 'Your card cannot be used just now'],
  },
  waiting: ['元のページからの依頼を待っています', 'Waiting for the page that opened this window'],
  away: {
    title: [
      '元のページが閉じられたか、読み込み直されました',
      'The page that asked was closed or loaded anew',
    ],
    next: [
      'この依頼は終わりました。何も送られていません。この画面を閉じて、元のページでもう一度ボタンを押してください。',
      'This request is over and nothing was sent. Close this window and press the button on the page again.',
    ],
  },
  invalid: {
    title: ['この依頼は受け付けられません', 'This request cannot be accepted'],
    next: [
      '依頼の形が正しくありません。この画面を閉じて、元のページを開き直してください。続くときは、そのサイトの運営者に問い合わせてください。',
      'It is not in the right form. Close this window and reload the page you came from. If it happens again, ask the operator of that site.',
    ],
  },
  onlyGiven: {
    title: [
      'このサイトでは、このパソコンのカードリーダーを使えません',
      'This site cannot use the card reader of this computer',
    ],
    next: [
      'ここでは、あらかじめ決められたサイトだけがカードを使えます。この機械の管理者に頼むか、自分のパソコンのカード用ソフトを使ってください。',
      'Only sites that were chosen beforehand can use a card here. Ask whoever looks after this machine, or use the card program of a computer of your own.',
    ],
  },
  allow: {
    title: ['このサイトを信頼しますか', 'Do you trust this site?'],
    lead: [
      'このサイトにカードを使うのは初めてです。アドレスが、いま使っているサービスのものか確かめてください。',
      'You have not used a card with this site before. Check that the address belongs to the service you are using.',
    ],
    gets: ['許可すると、このサイトは', 'If you allow it, the site'],
    may: [
      [
        'カードを使った本人確認や署名を、あなたに頼めるようになります。',
        '頼まれるたびに、この画面で、あなたが暗証番号を入力して決めます。',
      ],
      [
        'can ask you to prove your identity or to sign with your card;',
        'gets nothing until you enter your PIN in this window, each time.',
      ],
    ],
    mayNot: ['暗証番号を見ることは、どのサイトにもできません。', 'No site can ever see your PIN.'],
    yes: ['このサイトを許可する', 'Allow this site'],
    no: ['許可しない', 'Do not allow'],
  },
  choose: {
    title: ['どのカードを使いますか', 'Which card will you use?'],
    wanted: ['ここで使うカード：', 'Wanted here:'],
    find: ['名前でさがす（漢字・かな・ローマ字）', 'Find by name (kanji, kana or Roman letters)'],
    none: ['手元にカードがありません', 'There is no card here'],
    noneNext: [
      'カードリーダーにカードを置くと、ここに現れます。まだカードがない人は、市区町村の窓口で受け取ってください。',
      'Put your card on the card reader and it appears here. If you have none yet, collect it at your municipal office.',
    ],
    noMatch: [
      (text: string) => `「${text}」に合うカードはありません。`,
      (text: string) => `No card matches “${text}”.`,
    ],
    count: [(n: number) => `${n}枚`, (n: number) => (n === 1 ? '1 card' : `${n} cards`)],
    lastUsed: ['前回このサイトで使用', 'Last used with this site'],
    expires: [(date: string) => `${date}まで有効`, (date: string) => `Valid until ${date}`],
    unnamed: ['名前のないカード', 'Card without a name'],
    inReader: ['カードリーダーのカード', 'Card in the card reader'],
    otherKind: ['別の種類のカード', 'Card of another kind'],
    not: {
      noSignature: [
        '署名用の電子証明書が入っていません。必要なときは、新しいカードの申請でつけられます（15歳から）。',
        'Has no signature certificate. A new card can have one (from the age of 15).',
      ],
      noAuthentication: [
        '利用者証明用の電子証明書が入っていません。必要なときは、新しいカードの申請でつけられます。',
        'Has no certificate for user identification. A new card can have one.',
      ],
      locked: [
        '暗証番号がロックされています。戻す手続はまだありません。窓口で新しいカードの申請書を受け取れます。',
        'The PIN is locked and cannot be unlocked yet. Your municipal office has the form for a new card.',
      ],
      inUse: [
        '別の画面で使用中です。選ぶと、その画面は終わります。',
        'In use in another window. Choosing it ends that one.',
      ],
      unreadable: [
        '読み取れません。向きを確かめて置き直しても続くときは、窓口でカードを見てもらってください。',
        'Cannot be read. Check which way round it lies; if that does not help, have it looked at by your municipal office.',
      ],
      foreign: ['マイナンバーカードではありません。', 'Not an Individual Number Card.'],
      readerInUse: [
        'この機械の別のプログラムが使っています。終わると使えます。',
        'In use by another program on this machine. It is free when that has finished.',
      ],
      expired: [
        '有効期限が過ぎています。窓口で申請書を受け取り、新しいカードを申請してください。',
        'Has expired. Your municipal office has the form for a new card.',
      ],
    },
  },
  secret: {
    title: {
      authentication: ['暗証番号（数字4桁）', 'PIN, 4 digits'],
      signature: ['署名用の暗証番号（6〜16文字）', 'Signature password, 6 to 16 characters'],
      registry: ['住民基本台帳用の暗証番号（数字4桁）', 'Resident-registry PIN, 4 digits'],
      text: ['入力補助用の暗証番号（数字4桁）', 'Input-support PIN, 4 digits'],
    },
    label: {
      authentication: ['利用者証明用の暗証番号', 'Authentication PIN'],
      signature: ['英大文字と数字', 'Capital letters and digits'],
      registry: ['住民基本台帳用の暗証番号', 'Resident-registry PIN'],
      text: ['券面事項入力補助用の暗証番号', 'Input-support PIN'],
    },
    confirms: ['確認する内容', 'You confirm'],
    wrong: [
      '暗証番号が違います。残りの回数がなくなるとロックされ、元には戻せません。',
      'This PIN or password is not right. When no try is left, it is locked and cannot be unlocked.',
    ],
    enter: {
      authenticate: ['本人確認する', 'Prove my identity'],
      sign: ['署名する', 'Sign'],
      counter: ['確認する', 'Confirm'],
    },
    card: ['使うカード', 'Card in use'],
  },
  working: {
    authenticate: ['カードで確認しています', 'Your card is confirming'],
    sign: ['カードで署名しています', 'Your card is signing'],
    page: ['元のページに、署名する内容を問い合わせています', 'Asking the page what is to be signed'],
    counter: ['窓口のシステムがカードに書き込んでいます', 'The office’s system is writing to your card'],
    counterNext: ['カードはそのまま置いておいてください。', 'Leave the card where it is.'],
    stay: ['カードを離さないでください。', 'Do not take the card away.'],
  },
  confirm: {
    title: ['この文書に署名しますか', 'Sign this document?'],
    document: ['文書', 'Document'],
    pages: [(n: number) => `${n}ページ`, (n: number) => (n === 1 ? '1 page' : `${n} pages`)],
    digest: [
      (kind: string) => `署名する文書の指紋（${kind}）`,
      (kind: string) => `Fingerprint of what is signed (${kind})`,
    ],
    compare: [
      '元の画面に出ている指紋と同じことを確かめてください。違うときは署名しないでください。',
      'Check that the page you came from shows the same fingerprint. If it differs, do not sign.',
    ],
    reveals: [
      '署名すると、あなたの氏名・住所・生年月日・性別が入った証明書が、このサイトに渡り、文書に付きます。',
      'If you sign, this site gets the certificate with your name, address, date of birth and sex; the document carries it.',
    ],
    yes: ['署名に進む', 'Go on to sign'],
    no: ['署名しない', 'Do not sign'],
  },
  done: {
    authenticate: ['元のページに送りました', 'Sent to the page'],
    sign: ['署名しました', 'Signed'],
    counter: ['カードの設定が終わりました', 'Your card is set up'],
    back: [
      '結果は元のページに出ます。この画面は自動で閉じます。',
      'The page you came from shows the result. This window closes by itself.',
    ],
    counterNext: ['職員に「終わりました」と伝えてください。', 'Tell the clerk that you have finished.'],
    keepSecret: [
      '決めた暗証番号は、カードの中だけにあります。職員にも役所にも分かりません。誰にも教えないでください。',
      'The PINs you chose are in the card and nowhere else. Neither the clerk nor the office knows them. Tell nobody.',
    ],
  },
  failed: {
    next: ['次にすること', 'What to do now'],
    origin: [
      'この画面を閉じると、元のページに結果が伝わります。',
      'When you close this window, the page hears of the result.',
    ],
  },
  counter: {
    title: ['ここは、あなたの画面です', 'This screen is yours'],
    lead: [
      '職員からは見えません。職員に見える場所に立っていないか、まわりを確かめてから始めてください。',
      'The clerk cannot see it. Look round that nobody can watch you type before you begin.',
    ],
    forYou: ['読み取り機の上のカード', 'Card on the reader'],
    serial: ['製造番号', 'Serial number'],
    begin: ['はじめる', 'Begin'],
    notHere: ['カードが読み取り機の上にありません', 'The card is not on the reader'],
    notHereNext: ['職員に、カードを置いてもらってください。', 'Ask the clerk to put the card on it.'],
    step: [
      (now: number, all: number) => `${all}つのうち${now}つ目`,
      (now: number, all: number) => `${now} of ${all}`,
    ],
    choose: ['決めて、入力してください', 'Choose it and enter it'],
    again: ['確かめのため、もう一度入力してください', 'Enter it once more, to be sure'],
    next: ['次へ進む', 'Continue'],
    last: ['決定する', 'Set it'],
    restart: ['最初から決め直す', 'Choose again'],
    differ: [
      '2回の入力が同じではありませんでした。もう一度、1回目から入力してください。',
      'The two entries were not the same. Start again with the first one.',
    ],
    names: {
      signature: ['署名用の暗証番号', 'Signature password'],
      authentication: ['利用者証明用の暗証番号', 'Authentication PIN'],
      registry: ['住民基本台帳用の暗証番号', 'Resident-registry PIN'],
      text: ['券面事項入力補助用の暗証番号', 'Input-support PIN'],
    },
    uses: {
      signature: [
        '申請書や契約書に電子署名するときに使います。紙の実印にあたります。5回続けて間違えるとロックします。',
        'Signs applications and contracts. Like a registered seal on paper. Locks after 5 wrong entries.',
      ],
      authentication: [
        'マイページへのログインや、キオスクで証明書を受け取るときに使います。3回続けて間違えるとロックします。',
        'Logs you in to the portal and gets you certificates at a kiosk. Locks after 3 wrong entries.',
      ],
      registry: [
        '引っ越しなどの届出で、窓口の端末がカードを読むときに使います。3回続けて間違えるとロックします。',
        'Lets the office’s terminal read your card when you move house. Locks after 3 wrong entries.',
      ],
      text: [
        '氏名や住所を申請画面に自動で入れるときに使います。3回続けて間違えるとロックします。',
        'Fills your name and address into forms for you. Locks after 3 wrong entries.',
      ],
    },
    rules: {
      signature: [
        '英大文字と数字の両方を使って、6〜16文字。小文字で入力しても大文字になります。',
        'Capital letters and digits, both, 6 to 16 characters. Small letters become capitals.',
      ],
      digits: [
        '数字4桁。生年月日や「1234」「1111」のような番号は使えません。',
        '4 digits. Birthdays and numbers like 1234 or 1111 cannot be used.',
      ],
    },
    same: [(name: string) => `${name}と同じ暗証番号にする`, (name: string) => `Use the same as the ${name}`],
    sameAllowed: [
      '4桁の番号は、ほかの4桁の番号と同じでもかまいません。',
      'The 4-digit PINs may be the same as one another.',
    ],
  },
  readers: {
    silent: ['カードリーダーのサービスが応答しません。', 'The card reader service does not answer.'],
    silentNext: [
      'リーダーのカードは、サービスが応答するとここに現れます。続くときは、スマートカードのサービス（pcscd）か、この機械を再起動してください。',
      'Cards in readers appear here as soon as it does. If this lasts, restart the smart card service (pcscd) or this machine.',
    ],
  },
  wallet: {
    title: ['手元のカード', 'Your cards'],
    lead: [
      'この機械とカードリーダーで使えるカードと、チップでできることです。ここに見えるのは、暗証番号なしで読めるものだけです。',
      'The cards in this machine and its card readers, and what their chips can do. You see only what can be read without a PIN.',
    ],
    reader: ['カードリーダー', 'Card reader'],
    cards: [(n: number) => `${n}枚`, (n: number) => (n === 1 ? '1 card' : `${n} cards`)],
    expires: ['カードの有効期限', 'Card valid until'],
    certificates: ['電子証明書の有効期限', 'Certificates valid until'],
    serial: ['製造番号', 'Serial number'],
    uses: ['チップでできること', 'What the chip can do'],
    usesNote: [
      'カードが止められたり廃止されたりしていないかは、チップには書かれていません。使うときに、そのつど確かめられます。',
      'Whether the card has been stopped or abolished is not in the chip. It is looked up each time the card is used.',
    ],
    use: {
      identity: ['窓口で見せる本人確認書類', 'Identity document at a counter'],
      portal: ['マイページへのログイン', 'Logging in to the resident portal'],
      kiosk: ['キオスク端末での証明書の受け取り', 'Certificates at a kiosk'],
      service: ['銀行などのサービスでの本人確認', 'Proof of identity at banks and others'],
      sign: ['文書への電子署名', 'Signing documents'],
    },
    can: ['入っている', 'works'],
    cannot: ['使えない', 'does not work'],
    locked: [
      '暗証番号がロックされています。戻す手続はまだありません。窓口で新しいカードの申請書を受け取れます。',
      'The PIN is locked and cannot be unlocked yet. Your municipal office has the form for a new card.',
    ],
    missing: [
      '電子証明書が入っていません。新しいカードの申請でつけられます。',
      'The certificate is not on the card. A new card can have it.',
    ],
    expired: [
      '有効期限が過ぎています。窓口で申請書を受け取り、新しいカードを申請してください。',
      'The card has expired. Your municipal office has the form for a new one.',
    ],
    pins: ['暗証番号と、試せる回数', 'PINs'],
    pinNames: {
      authentication: ['利用者証明用', 'Authentication PIN'],
      signature: ['署名用', 'Signature password'],
      registry: ['住民基本台帳用', 'Resident-registry PIN'],
      text: ['券面事項入力補助用', 'Input-support PIN'],
    },
    tries: [
      (left: number) => (left === 0 ? 'ロック中' : `あと${left}回`),
      (left: number) => (left === 0 ? 'locked' : left === 1 ? '1 try left' : `${left} tries left`),
    ],
    server: [
      'カードが一時停止や廃止になっていないかは、使う先のシステムが確かめます。',
      'Whether a card is suspended or abolished is checked by the system where you use it.',
    ],
    sitesTitle: ['カードを使うことを許可したサイト', 'Sites you have allowed to ask for your card'],
    sitesGiven: [
      'このカード用ソフトを起動した人が、あらかじめ許可したサイト：',
      'Allowed beforehand by whoever started this card program:',
    ],
    sitesOnlyGiven: [
      'このパソコンでは、ほかのサイトを許可することはできません。',
      'No other site can be allowed on this computer.',
    ],
    sitesNone: [
      '許可したサイトはまだありません。初めてのサイトがカードを求めたとき、この画面で尋ねます。',
      'None yet. When a new site asks for a card, this window asks you first.',
    ],
    forget: ['許可を取り消す', 'Take back'],
    forgetOf: [
      (origin: string) => `${origin}の許可を取り消す`,
      (origin: string) => `Take back the permission of ${origin}`,
    ],
  },
});
