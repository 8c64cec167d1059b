import { MAKING } from '@mibun/rules';
import { defineMessages, stateWords } from '../../../i18n/index.ts';

/** Words of the production pages. */
export const messages = defineMessages({
  overview: {
    title: ['製造の概況', 'Production overview'],
    numbers: ['今の枚数', 'Cards at present'],
    approved: ['製造待ち', 'Waiting to be made'],
    forOthers: [
      (n: string) => `${n}件は、ほかの担当者が作ります`,
      (n: string) => (n === '1' ? '1 is for a colleague to make' : `${n} are for a colleague to make`),
    ],
    forOthersText: [
      'あなたが審査したもの、またはあなたの世帯のものです。カードは、審査した人とは別の人が作ります。',
      'You screened them, or they are of your own household. Whoever screens an application does not make its card.',
    ],
    express: ['うち特急', 'of these express'],
    making: ['製造中', 'Being made'],
    passed: ['発送待ち', 'Ready to ship'],
    shipped: ['発送済み（累計）', 'Shipped so far'],
    failed: ['不合格・廃棄（累計）', 'Failed or discarded so far'],
    more: [(n: string) => `${n}以上`, (n: string) => `${n} or more`],
    start: [
      (n: number) => `製造を始める（${n}枚）`,
      (n: number) => (n === 1 ? 'Make 1 card' : `Make ${n} cards`),
    ],
    startNone: ['製造を始める', 'Make cards'],
    ages: ['製造待ちの日数', 'Days waiting to be made'],
    agesLead: ['受付からの日数ごとの件数', 'Applications by days since receipt'],
    upTo: [
      (from: number, to: number) => `${from}〜${to}日`,
      (from: number, to: number) => `${from}–${to} days`,
    ],
    within: ['1日以内', 'up to 1 day'],
    over: [(days: number) => `${days}日超`, (days: number) => `over ${days} days`],
    waiting: ['次に作られる申請（特急、受付順）', 'Made next (express, then oldest)'],
    waitingEmpty: [
      '審査で承認された申請がここに並びます。',
      'Applications that were approved at screening line up here.',
    ],
    columns: {
      application: ['受付番号', 'Reference'],
      municipality: ['市区町村', 'Municipality'],
      cause: ['事由', 'Cause'],
      received: ['受付', 'Received'],
    },
    expressBadge: ['特急', 'Express'],
    incidents: ['最近の事故記録', 'Latest incidents'],
    incidentsEmpty: [
      '検査の不合格や、製造中の申請の変更があると、ここに残ります。',
      'Failed quality gates, and applications that changed while a card was made, stay here.',
    ],
    incidentColumns: {
      at: ['日時', 'When'],
      chip: ['チップ', 'Chip'],
      municipality: ['市区町村', 'Municipality'],
      what: ['内容', 'What happened'],
      batch: ['製造単位', 'Batch'],
    },
    kinds: {
      'quality-gate': ['検査で不合格', 'Quality gate failed'],
      'application-changed': ['製造中に申請が変わった', 'Application changed meanwhile'],
    },
  },
  batches: {
    title: ['製造', 'Production'],
    caption: ['製造単位（新しい順）', 'Batches, newest first'],
    columns: {
      batch: ['製造の番号', 'Batch'],
      created: ['開始', 'Started'],
      by: ['担当', 'By'],
      state: ['状態', 'State'],
      progress: ['進み', 'Progress'],
      total: ['枚数', 'Cards'],
      shipped: ['発送', 'Shipped'],
    },
    states: {
      MAKING: ['製造中', 'Being made'],
      READY: ['発送できます', 'Ready to ship'],
      EMPTY: ['合格なし', 'None passed'],
      SHIPPED: ['発送済み', 'Shipped'],
    },
    empty: [
      '概況の「製造を始める」で、承認された申請から製造単位ができます。',
      '“Make cards” on the overview gathers the approved applications into a batch.',
    ],
  },
  counts: stateWords(MAKING),
  countsLabel: [(parts: string) => `内訳：${parts}`, (parts: string) => `Cards: ${parts}`],
  batch: {
    title: [(date: string) => `${date}の製造単位`, (date: string) => `Batch of ${date}`],
    caption: ['製造', 'Production'],
    progress: ['カードの製造と検査', 'Cards made and checked'],
    progressDone: [
      (done: number, all: number) => `${all}枚中${done}枚`,
      (done: number, all: number) => `${done} of ${all} cards`,
    ],
    canLeave: ['この画面を離れても、製造は続きます。', 'You can leave this page; the work goes on.'],
    by: ['担当', 'By'],
    started: ['開始', 'Started'],
    id: ['製造単位', 'Batch'],
    cards: ['カード', 'Cards'],
    columns: {
      position: ['番', 'No.'],
      chip: ['チップ', 'Chip'],
      municipality: ['市区町村', 'Municipality'],
      state: ['状態', 'State'],
      steps: ['工程', 'Steps'],
      gates: ['検査', 'Quality gates'],
    },
    stepsOf: [
      (done: number, all: number) => `${all}工程中${done}工程`,
      (done: number, all: number) => `${done} of ${all} steps`,
    ],
    now: [(step: string) => `いま：${step}`, (step: string) => `Now: ${step}`],
    stopped: [(code: string) => `止まっています（${code}）`, (code: string) => `Stopped (${code})`],
    gatesOk: ['全項目合格', 'All passed'],
    gatesFailed: [(n: number) => `${n}項目不合格`, (n: number) => `${n} failed`],
    gatesNone: ['検査前', 'Not checked yet'],
    resume: ['続きから作る', 'Go on making'],
    resumed: [
      (n: number) => `${n}枚の製造を再開しました。`,
      (n: number) => (n === 1 ? '1 card goes on.' : `${n} cards go on.`),
    ],
    ship: ['発送する', 'Ship'],
    stoppedTitle: ['止まっているカードがあります', 'Some cards have stopped'],
    stoppedText: [
      '自動で何度か試しても進みませんでした。続きから作り直せます。済んだ工程は繰り返しません。',
      'Several attempts did not get further. They go on where they stopped; no step is repeated.',
    ],
    empty: ['この製造単位にはカードがありません。', 'There are no cards in this batch.'],
    shippedTitle: ['発送しました', 'Shipped'],
    shippedText: [
      (lots: number, cards: number) => `${lots}便、${cards}枚。各市区町村が受け入れます。`,
      (lots: number, cards: number) =>
        `${lots === 1 ? '1 lot' : `${lots} lots`}, ${cards === 1 ? '1 card' : `${cards} cards`}. The municipal offices receive them.`,
    ],
  },
  ship: {
    title: ['この製造単位を発送する', 'Ship this batch'],
    consequences: {
      cards: [
        (n: number) => `合格した${n}枚が、市区町村ごとの便になります。`,
        (n: number) =>
          `${n === 1 ? '1 card that passed goes' : `${n} cards that passed go`} out, one lot a municipality.`,
      ],
      applicants: [
        '申請の状態は「発送済み」になり、申請者にもそう見えます。',
        'Their applications become “on its way”; the applicants see it.',
      ],
      failed: [
        (n: number) => `不合格などの${n}枚は含まれません。廃棄済みで、申請は製造待ちに戻っています。`,
        (n: number) =>
          `${n} failed or discarded ${n === 1 ? 'card is' : 'cards are'} not in it: destroyed, the applications wait again.`,
      ],
      withdrawn: [
        '製造中に取り下げられた申請のカードは、発送せず廃棄します。',
        'A card whose application was withdrawn meanwhile is destroyed instead of shipped.',
      ],
      closed: [
        'この製造単位は閉じられ、券面の印刷データは取り出せなくなります。',
        'The batch is closed, and the printer’s files can no longer be fetched.',
      ],
    },
    undo: [
      '元に戻せません。一覧表と中身が合わない便は、市区町村で受け入れられません。',
      'It cannot be undone. A municipal office refuses a lot whose cards do not match its list.',
    ],
    confirm: ['発送する', 'Ship'],
  },
  card: {
    title: [(position: number) => `${position}番のカード`, (position: number) => `Card no. ${position}`],
    faces: ['券面', 'Faces'],
    show: ['券面を見る', 'Look at the faces'],
    showLogged: [
      '見たことは、本人のアクセス記録に残ります。裏面の個人番号は表示しません。',
      'Your look is on the person’s access log. The number on the back is not shown.',
    ],
    front: ['表面（600 dpiで印刷したもの）', 'Front, as printed at 600 dpi'],
    back: ['裏面（番号を隠したもの）', 'Back, with the number hidden'],
    printer: ['印刷機用データ（PDF）を取り出す', 'Fetch the printer’s file (PDF)'],
    printerWhy: [
      '個人番号を含むため、読み出しが記録されます。発送前のカードだけです。',
      'It holds the Individual Number, so fetching it is logged. Only before the card is shipped.',
    ],
    noFaces: ['券面はまだ印刷していません。', 'The faces have not been printed yet.'],
    destroyed: [
      'このカードは廃棄しました。申請は製造待ちに戻り、本人に尋ねずに作り直します。',
      'This card has been destroyed. Its application waits again and is made anew without asking the resident.',
    ],
    discarded: [
      '申請が取り下げ・変更されたため、このカードは廃棄しました。',
      'The application was withdrawn or changed, so this card has been destroyed.',
    ],
    serial: ['チップ番号', 'Chip serial'],
    application: ['受付番号', 'Reference'],
    attempts: ['試した回数', 'Attempts'],
    steps: ['工程', 'Steps'],
    gates: ['検査（品質ゲート）', 'Quality gates'],
    pass: ['合格', 'Passed'],
    fail: ['不合格', 'Failed'],
    gatesEmpty: [
      'すべての工程が済むと、チップを読み返して検査します。',
      'When all steps are done, the chip is read back and checked.',
    ],
    notYet: ['これから', 'to come'],
  },
  characters: {
    title: [
      '登録どおりに印刷できない字があります',
      'Some characters cannot be printed as they are registered',
    ],
    why: [
      'このカードは、チップを使う前に止まっています。何がどの字で印刷されるかを見て、決めてください。',
      'This card has stopped before a chip was used. See what would be printed for them, and decide.',
    ],
    show: ['字を確かめる', 'Look at the characters'],
    logged: ['見たことは、本人のアクセス記録に残ります。', "The look is on the holder's access log."],
    name: ['氏名', 'Name'],
    address: ['住所', 'Address'],
    registered: [(codes: string) => `登録：${codes}`, (codes: string) => `Registered: ${codes}`],
    printed: [
      (registered: string, drawn: string, codes: string) =>
        `「${registered}」は「${drawn}」（${codes}）と印刷されます`,
      (registered: string, drawn: string, codes: string) =>
        `"${registered}" is printed as "${drawn}" (${codes})`,
    ],
    reason: ['認める理由', 'Why it is accepted'],
    reasonSupport: [
      '例：本人に見せて同意を得た。5文字以上。だれが、なぜ認めたかが記録に残ります。',
      'For example: shown to the holder, who agreed. At least 5 characters. Who and why go on record.',
    ],
    accept: ['この字で印刷する', 'Print these characters'],
  },
  lots: {
    title: ['便の一覧表', 'Lot lists'],
    lead: [
      '市区町村は、届いた箱の中身をこの表と突き合わせます。',
      'The office compares the cards in the parcel with this list.',
    ],
    lot: [
      (name: string, n: number) => `${name}（${n}枚）`,
      (name: string, n: number) => `${name} (${n === 1 ? '1 card' : `${n} cards`})`,
    ],
    id: ['便の番号', 'Lot'],
    received: [(at: string) => `${at}に受入れ済み`, (at: string) => `Received ${at}`],
    onTheWay: ['輸送中', 'On its way'],
    serials: ['チップ番号', 'Chip serials'],
    print: ['印刷する', 'Print'],
  },
});
