import { defineMessages } from '../../i18n/index.ts';

/** 1,200 in both languages. */
const digits = (amount: number) => amount.toLocaleString('en');

/** Japanese texts carry their readings; `useFurigana` shows them in やさしい日本語 and leaves them out otherwise. */
export const messages = defineMessages({
  steps: [
    [
      '証明書《しょうめいしょ》',
      'カード',
      '内容《ないよう》',
      '部数《ぶすう》',
      '確認《かくにん》',
      '支払《しはら》い',
      '印刷《いんさつ》',
    ],
    ['Certificate', 'Card', 'Contents', 'Copies', 'Check', 'Pay', 'Print'],
  ],
  stepsLabel: ['手続《てつづ》きの流《なが》れ', 'Steps'],
  action: {
    back: ['戻《もど》る', 'Back'],
    stop: ['やめる', 'Stop'],
    again: ['最初《さいしょ》の画面《がめん》へ', 'To the first screen'],
  },
  demoDevice: ['デモ装置《そうち》', 'Demo device'],
  demoMachine: [
    'デモ：この画面《がめん》が「見本《みほん》駅前店《えきまえてん》」の端末《たんまつ》です。自分《じぶん》の鍵《かぎ》で登録《とうろく》され、要求《ようきゅう》のすべてに署名《しょめい》します。実際《じっさい》の端末《たんまつ》は、二人《ふたり》の担当者《たんとうしゃ》が登録《とうろく》します。',
    'Demo: this page is the machine of “the shop at Mihon Station”. It is enrolled with a key of its own and signs everything it asks. Two operators enrol a real one.',
  ],
  notEnrolled: {
    title: ['この端末《たんまつ》は登録《とうろく》されていません。', 'This kiosk is not enrolled.'],
    next: [
      '端末《たんまつ》の担当者《たんとうしゃ》は、登録用《とうろくよう》の番号《ばんごう》を付《つ》けたアドレス（https）でこの画面《がめん》を開《ひら》いてください。',
      'Its technician opens this page (over https) with the enrolment code in the address.',
    ],
  },
  outsideHours: [
    'いまは利用《りよう》時間外《じかんがい》です（6:30〜23:00、年末年始《ねんまつねんし》は休《やす》み）。デモなので続《つづ》けられます。',
    'Kiosks are closed now (open 6:30–23:00, closed over New Year). This is the demo, so you may go on.',
  ],
  start: {
    title: ['証明書《しょうめいしょ》の交付《こうふ》', 'Official certificates'],
    lead: [
      'カードと4桁《けた》の暗証《あんしょう》番号《ばんごう》で、住民票《じゅうみんひょう》の写《うつ》しを受《う》け取《と》れます。',
      'With your card and its four-digit PIN you get a copy of your resident record.',
      'カードと4つの数字《すうじ》で、住民票《じゅうみんひょう》（住《す》んでいるところの紙《かみ》）をもらえます。',
    ],
    button: ['はじめる', 'Start'],
    facts: [
      [
        '使《つか》えるもの|個人番号《こじんばんごう》カード',
        '暗証番号《あんしょうばんごう》|利用者証明用《りようしゃしょうめいよう》（数字《すうじ》4桁《けた》）',
        '手数料《てすうりょう》|1部《ぶ》 300円《えん》',
        '時間《じかん》|6:30〜23:00',
      ],
      [
        'You need|your Individual Number Card',
        'PIN|user identification, four digits',
        'Fee|¥300 a copy',
        'Hours|6:30–23:00',
      ],
    ],
    busy: ['準備《じゅんび》しています', 'Getting ready'],
  },
  choose: {
    title: ['どの証明書《しょうめいしょ》が必要《ひつよう》ですか', 'Which certificate do you need?'],
    record: ['住民票《じゅうみんひょう》の写《うつ》し', 'Resident-record copy'],
    recordSupport: ['本人《ほんにん》の分《ぶん》　1部《ぶ》 300円《えん》', 'For yourself, ¥300 a copy'],
    others: [
      '印鑑《いんかん》登録《とうろく》証明書《しょうめいしょ》・課税《かぜい》証明書《しょうめいしょ》・戸籍《こせき》は、この端末《たんまつ》では取《と》れません。',
      'Seal, tax and family-register certificates are not available at this kiosk.',
    ],
  },
  card: {
    title: ['カードを置《お》いてください', 'Place your card'],
    lead: [
      '別《べつ》の画面《がめん》が開《ひら》きます。そこで暗証番号《あんしょうばんごう》を入力《にゅうりょく》します。この画面《がめん》に入力《にゅうりょく》することはありません。',
      'Another window opens. Type your PIN there, never on this screen.',
    ],
    button: ['カードを置《お》いて進《すす》む', 'Place the card and go on'],
    waiting: ['カードの画面《がめん》で手続《てつづ》きをしてください', 'Continue in the card window'],
    checking: ['カードを確認《かくにん》しています', 'Checking the card'],
    warning: [
      '3回《かい》まちがえると、カードにロックがかかります。',
      'After three wrong PINs the card is locked.',
    ],
    closed: [
      'カードの画面《がめん》が閉《と》じられました。もう一度《いちど》進《すす》んでください。',
      'The card window was closed. Go on once more.',
    ],
    blocked: [
      'カードの画面《がめん》を開《ひら》けませんでした。ポップアップを許可《きょか》して、もう一度《いちど》進《すす》んでください。',
      'The card window could not open. Allow pop-ups and go on once more.',
    ],
    failed: [
      'カードを読《よ》み取《と》れませんでした。もう一度《いちど》進《すす》んでください。',
      'The card could not be read. Go on once more.',
    ],
    purpose: ['証明書の交付', 'Issuing a certificate'],
  },
  domicile: {
    title: ['本籍《ほんせき》を載《の》せますか', 'Show your domicile?'],
    titleForeign: [
      '国籍《こくせき》と在留資格《ざいりゅうしかく》を載《の》せますか',
      'Show nationality and residence status?',
    ],
    lead: [
      '提出先《ていしゅつさき》が求《もと》めるときだけ載《の》せてください。',
      'Only if whoever receives the copy asks for it.',
    ],
    yes: ['載《の》せる', 'Show it'],
    no: ['載《の》せない', 'Leave it out'],
    usual: ['多《おお》くの手続《てつづ》きは、これで足《た》ります', 'Enough for most purposes'],
  },
  relation: {
    title: [
      '世帯主《せたいぬし》の名前《なまえ》と続柄《つづきがら》を載《の》せますか',
      'Show the head of your household and your relation?',
    ],
    lead: [
      '続柄《つづきがら》は、世帯主《せたいぬし》から見《み》た関係《かんけい》（妻《つま》・子《こ》など）です。',
      'The relation is the one to the head of the household, such as wife or child.',
    ],
  },
  copies: {
    title: ['何部《なんぶ》必要《ひつよう》ですか', 'How many copies?'],
    lead: [
      (fee: number) => `1部《ぶ》 ${digits(fee)}円《えん》です。`,
      (fee: number) => `¥${digits(fee)} each.`,
    ],
    count: [(n: number) => `${n}部《ぶ》`, (n: number) => `${n}`],
  },
  confirm: {
    title: ['内容《ないよう》を確《たし》かめてください', 'Check everything'],
    lead: [
      '印刷《いんさつ》したあとは、返金《へんきん》も交換《こうかん》もできません。',
      'After printing there is no refund and no exchange.',
    ],
    name: ['名前《なまえ》', 'Name'],
    municipality: ['市区町村《しくちょうそん》', 'Municipality'],
    document: ['証明書《しょうめいしょ》', 'Certificate'],
    domicile: ['本籍《ほんせき》', 'Domicile'],
    domicileForeign: ['国籍《こくせき》・在留資格《ざいりゅうしかく》', 'Nationality, status'],
    relation: ['世帯主《せたいぬし》・続柄《つづきがら》', 'Household'],
    number: ['個人番号《こじんばんごう》', 'Individual Number'],
    shown: ['載《の》せる', 'shown'],
    hidden: ['載《の》せない', 'left out'],
    never: ['載《の》せられません', 'never on kiosk papers'],
    copies: ['部数《ぶすう》', 'Copies'],
    fee: ['手数料《てすうりょう》', 'Fee'],
    yen: [(n: number) => `${digits(n)}円《えん》`, (n: number) => `¥${digits(n)}`],
    change: ['直《なお》す', 'Change'],
    button: ['支払《しはら》いへ進《すす》む', 'Go on to payment'],
  },
  pay: {
    title: ['お金《かね》を入《い》れてください', 'Insert money'],
    due: ['料金《りょうきん》', 'Fee'],
    inserted: ['入《い》れた金額《きんがく》', 'Inserted'],
    missing: [(n: number) => `あと ${digits(n)}円《えん》`, (n: number) => `¥${digits(n)} to go`],
    enough: [
      (change: number) => (change > 0 ? `おつり ${digits(change)}円《えん》` : 'ちょうどです'),
      (change: number) => (change > 0 ? `Change ¥${digits(change)}` : 'Exact amount'),
    ],
    coin: [(n: number) => `${digits(n)}円《えん》を入《い》れる`, (n: number) => `Insert ¥${digits(n)}`],
    paying: ['受《う》け取《と》っています', 'Taking the money'],
    demo: [
      '本物《ほんもの》のお金《かね》は使《つか》いません。硬貨《こうか》を押《お》してください。',
      'No real money is used. Press a coin.',
    ],
  },
  printing: {
    title: ['証明書《しょうめいしょ》を作《つく》っています', 'Your certificate is being made'],
    printing: ['印刷《いんさつ》しています', 'Printing'],
    paid: [
      (fee: number, change: number) =>
        change > 0
          ? `${digits(fee)}円《えん》を受《う》け取《と》りました（おつり ${digits(change)}円《えん》）`
          : `${digits(fee)}円《えん》を受《う》け取《と》りました`,
      (fee: number, change: number) =>
        change > 0 ? `¥${digits(fee)} received (change ¥${digits(change)})` : `¥${digits(fee)} received`,
    ],
    making: [
      '役所《やくしょ》が証明書《しょうめいしょ》を作《つく》り、公印《こういん》を付《つ》けます',
      'The office makes and seals the certificate',
    ],
    made: [
      '役所《やくしょ》が証明書《しょうめいしょ》を作《つく》り、公印《こういん》を付《つ》けました',
      'The office has made and sealed the certificate',
    ],
    verifying: [
      'あなたの証明書《しょうめいしょ》であることを確《たし》かめます',
      'We check that it is your certificate',
    ],
    verified: [
      'あなたの証明書《しょうめいしょ》であることを確《たし》かめました',
      'Checked: it is your certificate',
    ],
    out: ['紙《かみ》に印刷《いんさつ》します（一度《いちど》だけ）', 'Printing on paper, once'],
    wait: [
      'このままお待《ま》ちください。カードと紙《かみ》を忘《わす》れないでください。',
      'Stay here, and do not forget card and paper.',
    ],
  },
  take: {
    title: ['紙《かみ》とカードをお取《と》りください', 'Take your paper and your card'],
    paper: [(n: number) => `紙《かみ》${n}枚《まい》`, (n: number) => (n === 1 ? '1 sheet' : `${n} sheets`)],
    card: ['カード', 'Card'],
    button: ['両方《りょうほう》取《と》りました', 'I have both'],
    leftTitle: ['紙《かみ》とカードが残《のこ》っています', 'Paper and card are still here'],
    left: [
      'お取《と》りになるまで、音《おと》でお知《し》らせします',
      'The machine calls until they are taken',
    ],
    leftText: [
      '次《つぎ》の方《かた》は、触《ふ》れずに店《みせ》の人《ひと》を呼《よ》んでください。カードの持《も》ち主《ぬし》は、紙《かみ》とカードを取《と》って、下《した》のボタンを押《お》してください。',
      'If they are not yours, do not touch them and call the staff of the shop. If they are, take both and press the button.',
    ],
  },
  done: {
    title: ['終《お》わりました', 'Finished'],
    lead: [
      'ご利用《りよう》ありがとうございました。あなたの情報《じょうほう》は、この端末《たんまつ》に残《のこ》っていません。',
      'Thank you. Nothing about you stays on this kiosk.',
    ],
    receipt: ['領収書《りょうしゅうしょ》', 'Receipt'],
    reference: ['受付番号《うけつけばんごう》', 'Reference'],
    serial: ['発行番号《はっこうばんごう》', 'Serial'],
    returning: [
      '時間《じかん》がたつと、最初《さいしょ》の画面《がめん》に戻《もど》ります。',
      'The first screen comes back after a while.',
    ],
  },
  tray: {
    title: ['排紙《はいし》トレイ', 'Paper tray'],
    open: ['印刷《いんさつ》された紙《かみ》を見《み》る', 'Look at the printed paper'],
    kept: ['この画面《がめん》を閉《と》じると、もう見《み》られません。', 'Gone when this screen closes.'],
  },
  ended: {
    time: ['時間《じかん》が過《す》ぎたので、取《と》りやめました', 'Stopped, because the time was over'],
    timeText: [
      '操作《そうさ》のないまま、画面《がめん》の時間《じかん》（棒《ぼう》で表示《ひょうじ》）が終《お》わりました。',
      'Nothing was pressed until the time shown by the bar had run out.',
    ],
    restarted: [
      '途中《とちゅう》で画面《がめん》が始《はじ》めに戻《もど》りました',
      'The screen began anew in the middle',
    ],
    cancelled: ['取《と》りやめました', 'Stopped'],
    failed: ['証明書《しょうめいしょ》を出《だ》せませんでした', 'The certificate could not be issued'],
    refused: ['このカードでは証明書《しょうめいしょ》を出《だ》せません', 'No certificate with this card'],
    nothing: [
      '何《なに》も印刷《いんさつ》していません。お金《かね》もいただいていません。',
      'Nothing was printed and nothing was charged.',
    ],
    refunded: [
      (n: number) =>
        `何《なに》も印刷《いんさつ》していません。${digits(n)}円《えん》をお返《かえ》ししました。`,
      (n: number) => `Nothing was printed. ¥${digits(n)} was returned.`,
    ],
    returned: [
      (n: number) => `入《い》れた${digits(n)}円《えん》をお返《かえ》しします。`,
      (n: number) => `Your ¥${digits(n)} is returned.`,
    ],
    coins: [
      (n: number) => `返金口《へんきんぐち》から${digits(n)}円《えん》をお取《と》りください。`,
      (n: number) => `Take ¥${digits(n)} from the coin return.`,
    ],
    next: ['次《つぎ》にすること', 'What to do next'],
    tryAgain: [
      '最初《さいしょ》の画面《がめん》から、もう一度《いちど》行《おこな》えます。',
      'You can start again from the first screen.',
      '最初《さいしょ》から、もう一度《いちど》できます。',
    ],
    office: [
      '市区町村《しくちょうそん》の窓口《まどぐち》でも取《と》れます。',
      'Your municipal office issues certificates too.',
    ],
    takeCard: ['カードを忘《わす》れずにお取《と》りください。', 'Do not forget your card.'],
    reference: ['受付番号《うけつけばんごう》', 'Reference'],
  },
  paper: {
    title: ['証明書の確認', 'Check a certificate'],
    lead: [
      '紙に印刷された発行番号で、本物かどうかを確かめられます。個人の情報は表示しません。',
      'The serial on the paper tells whether it is genuine. Nothing about the person is shown.',
    ],
    serial: ['発行番号', 'Serial'],
    serialSupport: [
      '紙の下にある16文字です（例：7K3M-9QXT-4WKD-02BF）。',
      'The 16 characters at the foot of the paper, such as 7K3M-9QXT-4WKD-02BF.',
    ],
    check: ['確かめる', 'Check'],
    genuine: ['この番号の証明書は発行されています', 'A certificate with this serial was issued'],
    compare: [
      '紙に書かれた種類・市区町村・日付が、下の記録と同じことを確かめてください。違うときは、その紙は本物ではありません。',
      'Compare type, municipality and date on the paper with the record below. If they differ, the paper is not genuine.',
    ],
    type: ['種類', 'Type'],
    municipality: ['発行した市区町村', 'Issued by'],
    issuedAt: ['発行した日時', 'Issued at'],
    copies: ['印刷した部数', 'Copies printed'],
    copiesCount: [(n: number) => `${n}部`, (n: number) => `${n}`],
    hash: ['電子文書のSHA-256', 'SHA-256 of the electronic document'],
    another: ['別の番号を確かめる', 'Check another serial'],
  },
});
