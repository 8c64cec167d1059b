import { defineMessages, type Texts } from '../../i18n/index.ts';

/** Texts of the office's frame, its lists and the person. Those of the acts are in `acts/`, of a procedure with a card in `visit/` and its own folder, of the lists in `pages/`. */
export const messages = defineMessages({
  office: [
    (municipality: string) => `${municipality}窓口`,
    (municipality: string) => `${municipality} office`,
  ],
  nav: {
    queue: ['受取りの順番', 'Queue'],
    find: ['人をさがす', 'Find a person'],
    arrivals: ['届いた箱', 'Arrivals'],
    applications: ['申請の状況', 'Applications'],
    destructions: ['廃棄の承認', 'Destructions'],
    count: [(label: string, n: number) => `${label} ${n}`, (label: string, n: number) => `${label} ${n}`],
  },
  pane: {
    list: ['一覧', 'List'],
    person: ['この方の情報', 'This person'],
    act: ['手続き', 'Procedure'],
    backToList: ['一覧へ戻る', 'Back to the list'],
    backToPerson: ['この方の情報へ戻る', 'Back to this person'],
    noPerson: [
      '左の一覧から選ぶと、ここにその方の情報が出ます。',
      'Choose somebody in the list; their details appear here.',
    ],
    noAct: ['手続きを選ぶと、ここで進められます。', 'Choose a procedure; it is carried out here.'],
  },
  keys: {
    title: ['キー操作の一覧', 'List of keys'],
    move: ['一覧の行を上下に移る', 'Move up and down the list'],
    open: ['行を開く', 'Open the row'],
    search: ['受付番号の検索欄へ移る', 'Go to the search for a reference'],
    panes: ['次の区画・前の区画へ移る', 'Next pane, previous pane'],
    help: ['この一覧を開く', 'Open this list'],
    hint: ['? でキー操作の一覧、F6 で区画を移動', '? for the list of keys, F6 to change panes'],
  },
  today: {
    title: ['今日の窓口', 'The counter today'],
    handedOver: ['今日お渡しした枚数', 'Handed over today'],
    unfinished: ['途中の手続き', 'Unfinished procedures'],
    arrivals: ['届く予定の箱', 'Boxes on their way'],
    boxWaits: [
      (lots: number) => `カードの箱が${lots}つ、受け取りを待っています`,
      (lots: number) =>
        lots === 1 ? 'A box of cards waits to be received' : `${lots} boxes of cards wait to be received`,
    ],
    receive: ['箱を開いて、カードを数える', 'Open the box and count the cards'],
    arrivalsValue: [
      (lots: number, cards: number) => `${lots}箱（${cards}枚）`,
      (lots: number, cards: number) =>
        `${lots} ${lots === 1 ? 'box' : 'boxes'} (${cards} ${cards === 1 ? 'card' : 'cards'})`,
    ],
    failed: ['設定で問題が見つかったカード', 'Cards in which set-up found a fault'],
    ready: ['受取り待ち', 'Ready for pick-up'],
    setUp: ['交付前設定を待つカード', 'Cards to set up'],
    cards: [(n: number) => `${n}枚`, (n: number) => (n === 1 ? '1 card' : `${n} cards`)],
    cases: [(n: number) => `${n}件`, (n: number) => String(n)],
  },
  lists: {
    label: ['一覧の種類', 'Kind of list'],
    ready: ['受取り待ち', 'To pick up'],
    'set-up': ['交付前設定', 'To set up'],
    overdue: ['期限超過', 'Overdue'],
    unfinished: ['手続きの途中', 'Unfinished'],
  },
  columns: {
    person: ['氏名', 'Name'],
    state: ['状態', 'State'],
    deadline: ['受取期限', 'Pick up by'],
    received: ['届いた日', 'Arrived'],
  },
  empty: {
    ready: [
      '交付前設定が終わり、交付通知書（カードができたお知らせ）を送った方がここに並びます。',
      'People whose card is set up and who were sent the issue notice are listed here.',
    ],
    'set-up': [
      '箱を受け入れると、交付前設定を待つカードがここに並びます。',
      'Once a box is received, its cards wait here to be set up.',
    ],
    overdue: [
      '受取期限を過ぎた方がここに並びます。',
      'People who did not come by the date on the notice are listed here.',
    ],
    unfinished: [
      '始めて、まだ終わっていない交付や一時停止の解除がここに並びます。',
      'Hand-overs and reactivations that were begun and not finished are listed here.',
    ],
    search: [
      '2つ以上の項目と理由を入れて検索し、結果から選ぶと、ここにその方の情報が出ます。',
      'Search by at least two facts and a reason. Choose a result; their details appear here.',
    ],
    nobody: [
      '当てはまる方はいません。漢字の表記、生年月日を確かめてください。',
      'Nobody matches. Check the spelling and the date of birth.',
    ],
    arrivals: [
      'カードの製造所が箱を発送すると、ここに出ます。',
      'When the card maker ships a box to this office, it is listed here.',
    ],
    applications: ['この状態の申請はありません。', 'No application is in this state.'],
    destructions: [
      '廃棄の提案があると、ここに出ます。提案した人とは別の職員が承認します。',
      'Proposed destructions are listed here. Another member of staff approves them.',
    ],
  },
  setUpAll: {
    run: [
      (n: number) => `この一覧の${n}枚を設定する`,
      (n: number) => (n === 1 ? 'Set up the card in this list' : `Set up the ${n} cards in this list`),
    ],
    oneByOne: [
      'カードは1枚ずつリーダーで読みます。一覧から人を開き、そのカードを置いて始めてください。',
      'Cards are read one by one in the reader. Open a person in the list, put their card in, and start.',
    ],
    label: [
      '交付前設定を進めています。この画面を離れても続きます。',
      'Setting up. It goes on when you leave this page.',
    ],
    done: [
      (n: number) => `${n}枚の設定が終わりました。`,
      (n: number) => (n === 1 ? '1 card was set up.' : `${n} cards were set up.`),
    ],
  },
  setUpState: {
    none: ['設定前', 'Not set up'],
    queued: ['設定中', 'Setting up'],
    done: ['設定済み', 'Set up'],
    failed: ['要確認', 'Look at it'],
  },
  find: {
    title: ['人をさがす', 'Find a person'],
    name: ['氏名', 'Name'],
    birthDate: ['生年月日', 'Date of birth'],
    sex: ['性別', 'Sex'],
    sexes: { '1': ['男', 'Male'], '2': ['女', 'Female'] },
    anySex: ['指定しない', 'Not said'],
    address: ['住所', 'Address'],
    reason: ['さがす理由', 'Reason for looking'],
    reasons: {
      'hand-over': ['カードの受取りに来庁', 'Came to pick up a card'],
      loss: ['紛失・一時停止の届出', 'Reports a loss, or wants it suspended'],
      reactivation: ['一時停止の解除', 'Wants a suspended card reactivated'],
      form: ['申請書の発行', 'Needs an application form'],
      other: ['そのほか', 'Something else'],
    },
    otherReason: ['理由を書いてください', 'Say what it is'],
    logged: [
      'だれが、なぜさがしたかは記録され、本人が見ることができます。',
      'Who looked and why is recorded, and the person can see it.',
    ],
    submit: ['検索する', 'Search'],
    atLeastTwo: [
      '氏名・生年月日・性別・住所のうち、2つ以上を入れてください。',
      'Enter at least two of name, date of birth, sex and address.',
    ],
    reasonNeeded: ['さがす理由を選んでください。', 'Choose why you are looking for this person.'],
    reasonWords: ['理由を書いてください。', 'Say why you are looking for this person.'],
    dateWrong: [
      '生年月日を、実在する日付で入れてください。例：昭和55年2月17日',
      'Enter a date of birth that exists, for example 17 2 1980.',
    ],
    results: ['検索結果', 'Results'],
    again: ['条件を変えてさがす', 'Change the search'],
  },
  person: {
    kana: ['フリガナ', 'Reading'],
    born: ['生年月日', 'Date of birth'],
    bornLine: [
      (date: string, age: number, sex: string) => `${date}（${age}歳）${sex}`,
      (date: string, age: number, sex: string) => `${date} (aged ${age}), ${sex}`,
    ],
    address: ['住所', 'Address'],
    sex: ['性別', 'Sex'],
    nationality: ['国籍', 'Nationality'],
    stay: ['在留期間の満了日', 'Stay permitted until'],
    mail: ['メール', 'E-mail'],
    mailYes: ['登録あり', 'on file'],
    mailNo: ['登録なし（郵便で通知）', 'none (told by letter)'],
    representative: [
      '15歳未満です。本人と法定代理人がいっしょに来庁し、法定代理人が暗証番号を設定します。',
      'Under 15. The person and their legal representative attend together; the representative sets the PINs.',
    ],
    actsTitle: ['今できる手続き', 'What can be done now'],
    actsNone: ['今できる手続きはありません。', 'Nothing can be done at the moment.'],
    cardEnding: [
      (digits: string) => `チップ番号 …${digits} のカード`,
      (digits: string) => `card with chip serial …${digits}`,
    ],
    actsBarred: [(n: number) => `今はできない手続き（${n}）`, (n: number) => `Not possible now (${n})`],
    cards: ['カード', 'Cards'],
    noCards: ['カードはまだありません。', 'There is no card yet.'],
    applications: ['申請', 'Applications'],
    noApplications: [
      '申請はありません。申請書を発行できます。',
      'There is no application. A form can be issued.',
    ],
    letters: ['通知と書類', 'Letters'],
    noLetters: ['送った書類はありません。', 'No letters were sent.'],
    openPdf: ['開いて印刷', 'Open and print'],
    makingPdf: ['作成中', 'being made'],
    byPost: [
      '登録された住所へ郵送（窓口では開けません）',
      'By post to the registered address; not opened here',
    ],
    serial: ['チップ番号', 'Chip serial'],
    expiry: ['有効期限', 'Valid to'],
    since: [
      (state: string, date: string) => `${date}から${state}`,
      (state: string, date: string) => `${state} since ${date}`,
    ],
    certificates: ['電子証明書', 'Certificates'],
    certificate: {
      signature: ['署名用電子証明書', 'Signature certificate'],
      authentication: ['利用者証明用電子証明書', 'Identification certificate'],
    },
    until: [(date: string) => `${date}まで有効`, (date: string) => `valid until ${date}`],
    willBeUntil: [
      (date: string) => `交付されると${date}まで有効`,
      (date: string) => `when handed over, valid until ${date}`,
    ],
    noCertificate: ['入っていません', 'none on the card'],
    history: ['これまでの記録', 'What happened so far'],
    by: [(name: string) => `担当：${name}`, (name: string) => `by ${name}`],
    reference: ['受付番号', 'Reference'],
    received: [(date: string) => `${date}受付`, (date: string) => `received ${date}`],
    deadline: [(date: string) => `受取期限 ${date}`, (date: string) => `pick up by ${date}`],
    wants: ['希望する証明書', 'Certificates wanted'],
    screened: [
      'あなたが審査した申請です。交付はほかの職員が行います。',
      'You screened this application. A colleague has to hand over the card.',
    ],
    olderCards: [(n: number) => `以前のカード（${n}枚）`, (n: number) => `Earlier cards (${n})`],
  },
  letterKinds: {
    'application-form': ['交付申請書', 'Application form'],
    'application-defect': ['写真の差し替えのお願い', 'Request for another photo'],
    'application-closed': ['申請終了のお知らせ', 'Notice of closing'],
    'application-withdrawn': ['申請取下げのお知らせ', 'Notice of withdrawal'],
    'application-cancelled': ['申請の取消しのお知らせ', 'Notice of cancellation'],
    'pick-up-reminder': ['受取りの再度のお知らせ', 'Reminder to pick up'],
    'issue-notice-void': ['交付通知書の取消し', 'Issue notice void'],
    'card-destroyed': ['未受領カードの廃棄のお知らせ', 'Notice of destruction (not picked up)'],
    'issue-notice': ['交付通知書', 'Issue notice'],
    'card-suspended': ['一時停止のお知らせ', 'Notice of suspension'],
    'card-reactivated': ['一時停止解除のお知らせ', 'Notice of reactivation'],
    'card-abolished': ['廃止のお知らせ', 'Notice of abolition'],
    'card-returned': ['返納のお知らせ', 'Notice of return'],
    'card-expired': ['有効期限切れのお知らせ', 'Notice of expiry'],
    'card-lapsed': ['失効のお知らせ', 'Notice of lapse'],
    'card-update-due': ['記載事項の変更のお願い', 'Request to have the card updated'],
  },
  causes: {
    first: ['初めて', 'First card'],
    renewal: ['更新', 'Renewal'],
    lost: ['紛失による再交付', 'Re-issuance after loss'],
    damaged: ['破損による再交付', 'Re-issuance after damage'],
    'addendum-full': ['追記欄の満了', 'Addendum field full'],
  },
});

/** The words of one language. */
export type OfficeText = Texts<typeof messages>;
