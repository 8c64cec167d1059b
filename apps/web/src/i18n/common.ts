import { CARD, PROPOSAL } from '@mibun/rules';
import { defineMessages, type Texts } from './messages.ts';
import { stateWords } from './state-words.ts';

/** Texts of the shared components and the names of the doors. */
export const common = defineMessages({
  product: ['Mibun', 'Mibun'],
  demo: {
    label: ['デモ', 'Demo'],
    text: [
      (country: string) => `ここは架空の${country}です。人も番号も実在しません。`,
      (country: string) => `This is the fictitious ${country}. No person or number here is real.`,
    ],
    country: ['国', 'country'],
  },
  /** Acts of two persons. */
  proposal: {
    states: stateWords(PROPOSAL),
    content: ['提案の内容', 'What is proposed'],
    proposed: [
      (who: string, when: string) => `${who}が${when}に提案。`,
      (who: string, when: string) => `Proposed by ${who}, ${when}.`,
    ],
    confirmed: [
      (who: string, when: string) => `${who}が${when}に承認。`,
      (who: string, when: string) => `Confirmed by ${who}, ${when}.`,
    ],
    withdrawn: [
      (who: string, when: string) => `${who}が${when}に取下げ。`,
      (who: string, when: string) => `Withdrawn by ${who}, ${when}.`,
    ],
    lapses: [
      (when: string) => `${when}までに承認されなければ無効になります。`,
      (when: string) => `It lapses unless it is confirmed by ${when}.`,
    ],
    refused: [
      (code: string) => `規則により実行されませんでした（${code}）。`,
      (code: string) => `The rules forbade it (${code}).`,
    ],
    own: [
      'あなたの提案です。ほかの担当者が承認すると実行されます。',
      'You proposed this. Somebody else has to confirm it.',
    ],
    confirm: ['承認して実行する', 'Confirm and carry out'],
    withdraw: ['取り下げる', 'Withdraw'],
    reject: ['却下する', 'Reject'],
    resume: ['続きから実行する', 'Go on'],
    askingFor: [
      (who: string, reason: string) => `${who}の提案：「${reason}」`,
      (who: string, reason: string) => `${who} proposes: “${reason}”`,
    ],
  },
  layout: {
    skip: ['本文へ進む', 'Skip to main content', 'ほんぶんへ'],
    home: [(door: string) => `${door}の最初のページ`, (door: string) => `${door}: first page`],
    mainNavigation: ['メニュー', 'Menu'],
    actingFor: [
      (name: string) => `${name}さんの手続きをしています`,
      (name: string) => `You are acting for ${name}`,
    ],
    actingStop: ['やめる', 'Stop'],
    signedIn: [(name: string) => `${name}としてログイン中`, (name: string) => `Logged in as ${name}`],
    signOut: ['ログアウト', 'Log out', 'おわる（ログアウト）'],
    allDoors: ['すべての入口', 'All doors'],
    footer: ['Mibun — 身分証明カードのオープンなシステム', 'Mibun — an open identity card system'],
    notFoundTitle: ['このページはありません', 'There is no such page'],
    notFoundText: [
      'アドレスが変わったか、入力に誤りがあるかもしれません。',
      'The address may have changed or may have been mistyped.',
    ],
    notFoundBack: ['最初のページへ', 'To the first page'],
    newWindow: ['（新しいウィンドウで開きます）', '(opens a new window)'],
  },
  doors: {
    street: ['入口の通り', 'Street of doors'],
    apply: ['カード申請', 'Card application'],
    portal: ['マイページ', 'Resident portal'],
    verify: ['署名を確かめる', 'Verify a signature'],
    office: ['市区町村窓口', 'Municipal office'],
    operator: ['カード製造', 'Card production'],
    'call-centre': ['コールセンター', 'Call Center'],
    kiosk: ['キオスク端末', 'Kiosk'],
    auditor: ['監査', 'Audit'],
    'ca-desk': ['認証局', 'Certification authority'],
    agent: ['カードとPIN', 'Card and PIN'],
    bank: ['あおば銀行', 'Aoba Bank'],
    gallery: ['部品の見本', 'Gallery of components'],
    mailbox: ['郵便受け', 'Post box'],
  },
  language: {
    label: ['言語', 'Language'],
    ja: ['日本語', '日本語'],
    en: ['English', 'English'],
    easy: ['やさしい日本語', 'やさしい日本語'],
  },
  action: {
    back: ['戻る', 'Back', 'もどる'],
    continue: ['次へ進む', 'Continue', 'つぎへ'],
    submit: ['送信する', 'Submit', 'おくる'],
    change: ['変更する', 'Change', 'なおす'],
    close: ['閉じる', 'Close'],
    cancel: ['やめる', 'Cancel'],
    retry: ['もう一度試す', 'Try again'],
    copy: ['コピー', 'Copy'],
    copied: ['コピーしました', 'Copied'],
    show: ['表示する', 'Show'],
    hide: ['隠す', 'Hide'],
    remove: ['取り消す', 'Remove'],
    clear: ['クリア', 'Clear'],
    search: ['検索', 'Search'],
    more: ['続きを読む', 'Read on'],
  },
  field: {
    required: ['※必須', 'Required', '※かならず'],
    optional: ['任意', 'Optional', '書《か》かなくてもいい'],
    error: ['エラー：', 'Error: '],
    choose: ['選んでください', 'Choose one', 'えらんでください'],
    characters: [
      (left: number) => (left >= 0 ? `あと${left}文字` : `${-left}文字多すぎます`),
      (left: number) => (left >= 0 ? `${left} characters left` : `${-left} characters too many`),
    ],
  },
  errors: {
    title: [
      '入力内容を確かめてください',
      'Check what you entered',
      '入力《にゅうりょく》を たしかめてください',
    ],
    count: [
      (n: number) => `${n}か所に直すところがあります。`,
      (n: number) => (n === 1 ? 'There is one thing to put right.' : `There are ${n} things to put right.`),
    ],
  },
  otherSession: {
    title: ['このブラウザーで、別の人がログインしました', 'Somebody else has logged in in this browser'],
    whose: [
      (name: string) =>
        `この画面は「${name}」さんがログインしていたときのものです。今は別のログインになっています。`,
      (name: string) => `This window belonged to the session of ${name}. Another one has taken its place.`,
    ],
    next: [
      '何も変更されていません。再読み込みして、ログインしている人を確かめてください。',
      'Nothing was changed. Reload, and see who is logged in now.',
    ],
    reload: ['再読み込みする', 'Reload'],
  },
  otherAddress: {
    text: [
      'このアドレスでは、ログインもカードも使えません。次のアドレスで開いてください：',
      'Log-ins and cards do not work at this address. Open the page at:',
    ],
  },
  problem: {
    changed: ['今の状態', 'How it is now'],
    wasNow: [
      (was: string, now: string) => `「${was}」から「${now}」に変わっています。`,
      (was: string, now: string) => `It was “${was}” and is now “${now}”.`,
    ],
    upToDate: [
      'このページの内容を、最新の状態に更新しました。',
      'What this page shows has been brought up to date.',
    ],
    heading: ['手続きを進められませんでした', 'This could not be done'],
    next: ['次にすること', 'What to do now'],
    kept: ['保存されているもの', 'What was kept'],
    code: ['お問い合わせ用コード', 'Code for enquiries'],
    networkTitle: ['サーバーにつながりませんでした', 'The server could not be reached'],
    networkNext: [
      '通信の状態を確かめて、もう一度試してください。入力した内容はこの画面に残っています。',
      'Check your connection and try again. What you entered is still on this page.',
    ],
    serverTitle: ['サーバーが要求を処理できませんでした', 'The server could not do this'],
  },
  loading: ['読み込んでいます', 'Loading'],
  working: ['処理しています', 'Working'],
  date: {
    year: ['年', 'Year'],
    month: ['月', 'Month'],
    day: ['日', 'Day'],
    calendar: ['暦', 'Calendar'],
    western: ['西暦', 'Western'],
    example: [(date: string) => `例：${date}`, (date: string) => `For example ${date}`],
  },
  file: {
    choose: ['ファイルを選ぶ', 'Choose a file'],
    camera: ['カメラで撮る', 'Take a photo'],
    drop: ['ここにファイルを置くこともできます', 'You can also drop a file here'],
    limit: [(size: string) => `${size}まで`, (size: string) => `up to ${size}`],
    chosen: ['選んだファイル', 'Chosen file'],
    sending: ['送っています', 'Sending'],
    preview: [(name: string) => `${name}の内容`, (name: string) => `Content of ${name}`],
  },
  status: {
    info: ['お知らせ', 'Information'],
    success: ['完了', 'Done'],
    warning: ['注意', 'Attention'],
    error: ['エラー', 'Error'],
    neutral: ['', ''],
  },
  emergency: ['緊急のお知らせ', 'Emergency notice'],
  progress: {
    left: [(time: string) => `残り ${time}`, (time: string) => `${time} left`],
    done: [
      (value: number, max: number) => `${max}件中${value}件`,
      (value: number, max: number) => `${value} of ${max}`,
    ],
    step: [
      (now: number, all: number) => `${all}のうち${now}番目`,
      (now: number, all: number) => `Step ${now} of ${all}`,
    ],
    stepDone: ['完了', 'done'],
    stepNow: ['いま', 'now'],
  },
  breadcrumbs: ['パンくずリスト', 'Breadcrumbs'],
  table: {
    rows: [(n: string) => `${n}件`, (n: string) => (n === '1' ? '1 row' : `${n} rows`)],
    range: [
      (from: string, to: string, total: string) => `${total}件中 ${from}〜${to}件`,
      (from: string, to: string, total: string) => `${from}–${to} of ${total}`,
    ],
    page: [
      (page: number, pages: number) => `${page} / ${pages}ページ`,
      (page: number, pages: number) => `Page ${page} of ${pages}`,
    ],
    previous: ['前のページ', 'Previous page'],
    next: ['次のページ', 'Next page'],
    search: ['絞り込み', 'Search in table'],
    sort: [(column: string) => `${column}で並べ替える`, (column: string) => `Sort by ${column}`],
    keysButton: ['キー操作の一覧', 'List of keys'],
    keysTitle: ['この表のキー操作', 'Keys of this table'],
    keys: {
      move: ['行を上下に移る', 'Move between rows'],
      open: ['行を開く', 'Open the row'],
      search: ['検索欄へ移る', 'Go to the search field'],
      page: ['前・次のページ', 'Previous and next page'],
      help: ['この一覧を開く', 'Open this list'],
    },
    keyHint: ['? でキー操作の一覧', '? for the list of keys'],
    empty: ['該当するものはありません', 'Nothing matches'],
    nothing: ['今はありません', 'Nothing here now'],
    clear: ['絞り込みをすべて解除', 'Clear all filters'],
  },
  timeline: { past: ['済み', 'done'], present: ['現在', 'now'], next: ['このあと', 'to come'] },
  card: {
    front: ['表面', 'Front'],
    back: ['裏面', 'Back'],
    states: stateWords(CARD),
    describe: [
      (face: string, name: string, state: string) => `${name}さんのカードの${face}。状態：${state}`,
      (face: string, name: string, state: string) => `${face} of the card of ${name}. State: ${state}`,
    ],
  },
  masked: {
    hidden: ['隠しています', 'hidden'],
    reveal: ['番号を表示する', 'Show the number'],
    whyTitle: ['番号を表示する理由', 'Why do you need the number?'],
    why: ['理由', 'Reason'],
    logged: [
      '表示した人・理由・時刻は記録され、本人が見ることができます。',
      'Who looked, why and when is recorded, and the person can see it.',
    ],
    shownFor: [
      (seconds: number) => `あと${seconds}秒で隠します`,
      (seconds: number) => `Hidden again in ${seconds} s`,
    ],
  },
  check: {
    title: ['内容の確認', 'Check your answers'],
    changeOf: [(what: string) => `${what}を変更する`, (what: string) => `Change ${what}`],
  },
  confirmation: {
    reference: ['受付番号', 'Reference'],
    next: ['このあとの流れ', 'What happens next'],
    otherwise: ['連絡がないとき', 'If you hear nothing'],
  },
  decision: {
    no: ['まだ決めない', 'Not yet'],
    byKey: [
      'キーだけでは決まりません。内容を確かめてから、Enter キーで決めてください。Esc キーで戻ります。',
      'A key alone decides nothing. Check once more, then press Enter. Esc goes back.',
    ],
  },
  danger: {
    consequences: ['実行すると、次のことが起こります', 'This will happen'],
    undo: ['元に戻すには', 'How to undo it'],
    understood: ['上の内容を確認しました', 'I have read what will happen'],
  },
  pin: {
    digit: [(n: string) => `${n}`, (n: string) => `${n}`],
    delete: ['1文字消す', 'Delete one'],
    entered: [(n: number) => `${n}桁入力済み`, (n: number) => `${n} characters entered`],
    tries: [
      (n: number) => `あと${n}回まで試せます`,
      (n: number) => (n === 1 ? '1 try left' : `${n} tries left`),
    ],
    lastTry: [
      '最後の1回です。間違えるとロックされ、元には戻せません。分からないときは、入力しないでください。',
      'This is the last try. A wrong PIN locks it, and it cannot be unlocked. If you are not sure, do not try.',
    ],
    locked: [
      'ロックされています。元に戻す手続は、まだありません。市区町村の窓口で新しいカードの申請書を受け取れます。',
      'Locked. It cannot be unlocked yet; your municipal office has the form for a new card.',
    ],
    showPin: ['入力した文字を表示する', 'Show what I type'],
    enter: ['決定', 'OK'],
  },
  countdown: {
    left: [(time: string) => `残り${time}`, (time: string) => `${time} left`],
    more: ['時間を延ばす', 'More time'],
    ended: ['時間切れです', 'Time is up'],
  },
  duration: {
    seconds: [(n: number) => `${n}秒`, (n: number) => `${n} s`],
    minutes: [(n: number) => `${n}分`, (n: number) => `${n} min`],
    hours: [(n: number) => `${n}時間`, (n: number) => `${n} h`],
  },
});

/** Texts of the shared components, for the names of things that every door uses. */
export type CommonText = Texts<typeof common>;
